"""The page of one decision: its content, and its number and date once the registry has given them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from grading.models import Decision, JobKind, JobState
from grading.services.commendations import register
from grading.services.commendations.commendations import Printing
from grading.services.decisions import finding, issuing, table
from grading.services.decisions.turns import changed_meanwhile, require_secretary
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.jobs import listing
from grading.services.members import member_shifts
from grading.services.units.units import names_on
from grading.web.decisions.wording import Body, levels_of
from grading.web.shell.forms import Form
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor, signed_in_standing
from grading.words import jobs as job_words
from workflows import Role

_BOXES = ("number", "issued_on", "term", "signer_office", "signer_name")


@dataclass(kw_only=True)
class NumberForm(Form):
    """The form for number, day, term and signer. `version` is the version of the decision that the page showed."""

    places: ClassVar[Mapping[str, str]] = {
        "decision_number": "number",
        "decision_number_missing": "number",
        "term_missing": "term",
        "date_future": "issued_on",
        "issued_before_meeting": "issued_on",
        "signer_long": "signer_office",
        "letters_unprintable": "number",
    }
    trims: bool = True

    @classmethod
    def of(cls, decision: Decision) -> "NumberForm":
        office = decision.campaign.programme.paper.office or ""
        term = finding.usual_term(db.session, decision.unit_id, decision.day)
        return cls(typed={"version": str(decision.version), "term": term, "signer_office": office})

    @property
    def boxes(self) -> dict[str, str | int]:
        """The texts that the page of the question carries on in hidden fields."""
        return {"version": self.version, **{name: self.text(name) for name in _BOXES}}

    def numbering(self) -> issuing.Numbering | None:
        """Returns what was typed, or None if the day cannot be read."""
        sentence = _("Chưa có ngày ban hành, hoặc ngày chưa đúng. Mời ghi như 20/12/2022.")
        day = self.day("issued_on", sentence, needed=True)
        if day is None:
            return None
        return issuing.Numbering(
            number=self.text("number"), issued_on=day, term=self.text("term"),
            signer_office=self.text("signer_office"), signer_name=self.text("signer_name"),
        )  # fmt: skip


@login_required
def show(decision_id: int) -> ResponseReturnValue:
    decision = _decision(decision_id)
    return _page(decision, NumberForm.of(decision))


@login_required
def issue(decision_id: int) -> ResponseReturnValue:
    """Takes two requests: the first shows the page of what the number will freeze, the second records the number."""
    decision = _decision(decision_id)
    require_secretary(db.session, actor(), decision.campaign, decision.unit_id)
    form = NumberForm(posted=request.form)
    numbering = form.numbering()
    if numbering is None or not form.ticked("confirmed"):
        return _ask(decision, form, numbering)
    try:
        with unit_of_work() as session:
            settings = current_app.extensions["settings"]
            decision = finding.get_decision(session, actor(), decision_id)
            printing = Printing(base_url=settings.base_url, sheet=settings.sheet)
            issuing.issue(session, actor(), decision, numbering, printing, seen=form.version)
            number = decision.number
    except (Forbidden, NotNow):
        raise
    except Refused as refusal:
        form.refuse(refusal.reasons)
        return _page(_decision(decision_id), form), 422
    flash(_("Đã ban hành Quyết định số %(no)s.", no=number))
    return redirect(url_for("decisions.show", decision_id=decision_id), code=303)


def _ask(decision: Decision, form: NumberForm, numbering: issuing.Numbering | None) -> ResponseReturnValue:
    if form.version != decision.version:
        raise changed_meanwhile(decision)
    if numbering is not None:
        form.refuse(issuing.why_not(db.session, actor(), decision, numbering))
    if form.mistakes:
        return _page(decision, form), 422
    return render_template(
        "decisions/issue.html", **_context(decision), numbers=form, numbering=numbering,
        action=url_for("decisions.issue", decision_id=decision.id), hidden={**form.boxes, "confirmed": "1"},
    )  # fmt: skip


def _decision(decision_id: int) -> Decision:
    return finding.get_decision(db.session, actor(), decision_id)


def _page(decision: Decision, form: NumberForm) -> str:
    return render_template("decisions/show.html", **_context(decision), form=form, bad=form.first_errors)


def _context(decision: Decision) -> dict[str, object]:
    campaign = decision.campaign
    names = names_on(db.session, [decision.unit_id], decision.issued_on or campaign.as_of)
    who, jobs = signed_in_standing(), listing.of_decision(db.session, actor(), decision.id)
    return {
        "decision": decision,
        "campaign": campaign,
        "body": Body.of(campaign, names[decision.unit_id]),
        "table": table.table(db.session, actor(), decision),
        "shifts": member_shifts.of_decision(db.session, decision),
        "levels": levels_of(campaign),
        "papers": register.of_decision(db.session, decision.id),
        "may_print": register.may_print(db.session, actor(), decision.unit_id),
        "failed": [job for job in {job.kind: job for job in reversed(jobs)}.values() if job.state is JobState.failed],
        "going": [job for job in jobs if job.is_open],
        "archive": next((job for job in jobs if job.kind is JobKind.volume and job.result_sha256), None),
        "job_progress": listing.progress(db.session, jobs),
        "job_words": job_words.job_words,
        "is_secretary": who is not None and decision.unit_id in who.units(Role.authority_secretary),
    }
