"""The pages of jobs: the list, one job with its progress and its result, and the acts on it."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.documents.uploads.names import download_headers
from grading.models import Job, JobState
from grading.rules.levels import Level
from grading.rules.programmes.parts.outcomes import TITLES
from grading.services.decisions import finding
from grading.services.jobs import acts, asking, listing
from grading.storage import StoredFileError
from grading.web.jobs.form import KINDS, ImportForm
from grading.web.shell import error_page
from grading.web.shell.limits import takes_files
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, administrator
from grading.words import jobs as job_words

bp = Blueprint("jobs", __name__, url_prefix="/jobs")

_ACTS: Mapping[str, Callable[[Session, Actor, int], Job]] = {
    "pause": acts.pause, "resume": acts.resume, "cancel": acts.cancel, "retry": acts.retry,
}  # fmt: skip
ENDINGS = ("csv", "xlsx")
SHAPES: Mapping[JobState, str] = {
    JobState.waiting: "wait", JobState.running: "doing", JobState.paused: "na",
    JobState.done: "done", JobState.failed: "fix", JobState.cancelled: "na",
}  # fmt: skip
"""The shape of the tag of each state."""


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    number = listing.count_jobs(db.session, actor())
    pages = max(1, -(-number // listing.PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    jobs = listing.list_jobs(db.session, actor(), first=(page - 1) * listing.PAGE)
    return render_template(
        "jobs/index.html", jobs=jobs, number=number, progress=listing.progress(db.session, jobs), page=page,
        urls=[url_for(".index", page=each) for each in range(1, pages + 1)], may_import=actor().standing.is_admin,
        endings=ENDINGS, **_words(),
    )  # fmt: skip


@bp.get("/<int:job_id>")
@login_required
def show(job_id: int) -> ResponseReturnValue:
    job = listing.get_job(db.session, actor(), job_id)
    return render_template(
        "jobs/show.html", job=job, takes_result=listing.may_take_result(actor(), job),
        progress=listing.progress(db.session, [job])[job.id],
        failed=[(line.label, job_words.line_reasons_words(line)) for line in listing.failed_lines(db.session, job)],
        reasons=job_words.job_reasons_words(job), is_import=job.kind in KINDS, **_words(),
        sees_decision=job.decision_id is not None and finding.is_visible(db.session, actor(), job.decision_id),
    )  # fmt: skip


@bp.post("/<int:job_id>/<any(pause, resume, cancel, retry):act>")
@login_required
def act(job_id: int, act: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        _ACTS[act](session, actor(), job_id)
    return redirect(url_for(".show", job_id=job_id), code=303)


@bp.get("/<int:job_id>/result")
@login_required
def result(job_id: int) -> ResponseReturnValue:
    """Answers with the file that the job made."""
    name, file = listing.result_of(db.session, actor(), job_id)
    try:
        content = current_app.extensions["store"].get(file.sha256)
    except StoredFileError:
        current_app.logger.exception("the result of job %s cannot be read", job_id)
        return error_page.page(503, [_("Tệp kết quả bị mất hoặc hỏng. Mời yêu cầu làm lại việc này.")])
    return Response(content, headers=download_headers(name, file.mime))


@bp.get("/import")
@login_required
def ask_import() -> ResponseReturnValue:
    administrator()
    return _import_page(ImportForm())


@bp.post("/import")
@login_required
@takes_files
def take_import() -> ResponseReturnValue:
    """Keeps the file and asks for its import; the page of the job shows what came of it."""
    administrator()
    form = ImportForm(posted=request.form)
    sent = form.sent(request.files.get("file"))
    if sent is None or form.mistakes:
        return _import_page(form), 422
    kind, file = sent
    with unit_of_work() as session:
        job = asking.ask_import(session, administrator(), kind, file, store=current_app.extensions["store"])
        job_id = job.id
    return redirect(url_for(".show", job_id=job_id), code=303)


@bp.post("/export")
@login_required
def export() -> ResponseReturnValue:
    ending = request.form.get("ending", "")
    with unit_of_work() as session:
        job = asking.ask_export(session, administrator(), ending if ending in ENDINGS else ENDINGS[0])
        job_id = job.id
    flash(_("Đã giao việc. Trang này hiện tiến độ."))
    return redirect(url_for(".show", job_id=job_id), code=303)


def _import_page(form: ImportForm) -> str:
    return render_template(
        "jobs/import.html", form=form, bad=form.first_errors, kinds=KINDS, campaigns=form.campaigns,
        words=job_words.FILES, levels=list(Level), titles=list(TITLES), metrics=form.metrics,
    )  # fmt: skip


def _words() -> dict[str, object]:
    return {
        "job_words": job_words.job_words,
        "state_of": lambda job: job_words.job_state_words(job, actor().now),
        "shapes": SHAPES,
    }
