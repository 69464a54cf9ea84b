"""The pages of the cell's answers: one group of criteria on each page, the counts of members, the ballot."""

from urllib.parse import quote

from flask import Blueprint, abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required
from sqlalchemy.orm.exc import StaleDataError

from grading import text
from grading.rules.programmes.parts.criteria import Group
from grading.services.dossiers import answers, dossiers, returns
from grading.services.dossiers.answers import StaleEntries
from grading.services.dossiers.entries import Entry
from grading.services.ground.errors import Refused
from grading.web.dossiers import ballot_page, evidence_files, members_page
from grading.web.dossiers.answers_form import GroupForm
from grading.web.dossiers.group_page import next_page, show_group, versions_of
from grading.web.shell.language import chosen
from grading.web.shell.limits import takes_files
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.visit import Visit, visit_to
from grading.words import reason_words

bp = Blueprint("answers", __name__, url_prefix="/dossiers/<int:dossier_id>")


@bp.get("/groups/<key>")
@login_required
def group(dossier_id: int, key: str) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("read_self")
    return show_group(visit, _group_of(visit, key))


@bp.post("/groups/<key>")
@login_required
@takes_files
def save_group(dossier_id: int, key: str) -> ResponseReturnValue:
    if _is_autosave():
        return _autosave(dossier_id, key)
    visit = visit_to(dossier_id)
    visit.require("answer")
    posted_group = _group_of(visit, key)
    form = GroupForm.read(request.form, posted_group, visit.open_keys)
    form.want_file()
    if form.mistakes:
        return _refused(visit, posted_group, form)
    try:
        sentences = _store(dossier_id, form)
    except (StaleEntries, StaleDataError):
        return _stale(visit_to(dossier_id), posted_group, form)
    except Refused as refusal:
        visit = visit_to(dossier_id)
        form.refuse(refusal.reasons, visit.programme)
        return _refused(visit, posted_group, form)
    return _kept(visit_to(dossier_id), posted_group, sentences)


@bp.get("/members")
@login_required
def members(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("read_self")
    return members_page.show(visit)


@bp.post("/members")
@login_required
def save_members(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("enter_figures")
    form = members_page.read(visit)
    if form.mistakes:
        return members_page.show(visit, form, status=422)
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            answers.record_members(session, visit.actor, visit.dossier, form.values, seen=form.seen)
    except Refused as refusal:
        return members_page.refused(visit_to(dossier_id), form, refusal)
    flash(_saved_words(visit), "ok")
    here = url_for("answers.members", dossier_id=dossier_id)
    return redirect(_onward(here, next_page(visit_to(dossier_id), returns.MEMBERS)), code=303)


@bp.get("/ballot")
@login_required
def ballot(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("read_ballot")
    return ballot_page.show(visit, request.args.get("round", type=int))


@bp.post("/ballot")
@login_required
def save_ballot(dossier_id: int) -> ResponseReturnValue:
    visit = visit_to(dossier_id)
    visit.require("enter_ballot")
    form = ballot_page.read(visit)
    if form.mistakes:
        return ballot_page.show(visit, form.round, form, status=422)
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            ballot_page.store(session, visit, form)
    except Refused as refusal:
        return ballot_page.refused(visit_to(dossier_id), form, refusal)
    flash(_saved_words(visit), "ok")
    here = url_for("answers.ballot", dossier_id=dossier_id)
    return redirect(_onward(here, next_page(visit_to(dossier_id), returns.BALLOT)), code=303)


def _autosave(dossier_id: int, key: str) -> ResponseReturnValue:
    """Stores the typed texts while the person goes on, without files: one visit in one transaction."""
    try:
        with unit_of_work() as session:
            visit = visit_to(dossier_id)
            visit.require("answer")
            found = _group_of(visit, key)
            form, kept = GroupForm.read(request.form, found, visit.open_keys), dict[str, Entry]()
            if not form.mistakes:
                entries, waiting = form.entries(), answers.without_reason(visit.dossier, form.entries())
                kept = {key: entry for key, entry in entries.items() if key not in waiting}
                answers.save_answers(session, visit.actor, visit.dossier, kept)
            versions = versions_of(visit, kept)  # what others saved meanwhile the page has not shown
    except (StaleEntries, StaleDataError):
        reasons = dossiers.changed_meanwhile(db.session, visit_to(dossier_id).dossier).reasons
        return jsonify(refused=[reason_words(reason) for reason in reasons]), 409
    except Refused as refusal:
        form.refuse(refusal.reasons, visit_to(dossier_id).programme)
    if form.mistakes:
        return jsonify(refused=[sentence for _anchor, sentence in form.mistakes]), 422
    return jsonify(saved=_saved_words(visit), versions=versions)


def _group_of(visit: Visit, key: str) -> Group:
    matching = next((group for group in visit.programme.groups if group.key == key), None)
    return matching or abort(404)


def _store(dossier_id: int, form: GroupForm) -> list[str]:
    """Stores the answers and attaches the files, all or nothing. Returns a sentence about each file."""
    with unit_of_work() as session:
        visit = visit_to(dossier_id)
        answers.save_answers(session, visit.actor, visit.dossier, form.entries())
        return evidence_files.attach_all(session, visit, form.files)


def _refused(visit: Visit, found: Group, form: GroupForm) -> ResponseReturnValue:
    return show_group(visit, found, form, status=422)


def _stale(visit: Visit, found: Group, form: GroupForm) -> ResponseReturnValue:
    """Shows the page again: the typed texts in the boxes, the stored answers beside them, and who changed them."""
    reasons = dossiers.changed_meanwhile(db.session, visit.dossier).reasons
    return show_group(visit, found, form, stale=" ".join(map(reason_words, reasons)), status=409)


def _kept(visit: Visit, found: Group, done: list[str]) -> ResponseReturnValue:
    for sentence in done or [_saved_words(visit)]:
        flash(sentence, "ok")
    here = url_for("answers.group", dossier_id=visit.dossier.id, key=found.key)
    return redirect(_onward(here, next_page(visit, found.key)), code=303)


def _onward(here: str, following: str) -> str:
    """Returns the address of the next page, or of this page at the criterion whose button was pressed."""
    go = request.form.get("go", "")
    if go == "next":
        return following
    return f"{here}#{quote(go)}" if go else here


def _is_autosave() -> bool:
    return "X-Autosave" in request.headers


def _saved_words(visit: Visit) -> str:
    return str(_("Đã lưu lúc %(time)s.", time=text.clock_time(visit.actor.now, chosen())))
