"""The pages of a year that is sent: the cell's own act, and what the body that reviews sees of one cell."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from grading.models import YearPart
from grading.rules import meetings
from grading.rules.programmes.parts.year_work import MeetingClass
from grading.services.months import committee, sending
from grading.web.shell.session import db, unit_of_work
from grading.web.shell.signed_in import actor
from grading.web.shell.visit import Visit, visit_to


@dataclass(frozen=True, kw_only=True)
class SentLine:
    """One part as the cell sent it, with the class of its meeting."""

    part: YearPart
    period: int
    at: datetime
    held_on: date | None
    found: MeetingClass | None
    content: dict[str, Any]


def send(dossier_id: int) -> ResponseReturnValue:
    places = [place for text in request.form.getlist("parts") if (place := _place(text)) is not None]
    with unit_of_work() as session:
        visit = visit_to(dossier_id)
        number = sending.send(session, visit.actor, visit.dossier, places)
    flash(str(ngettext("Đã gửi %(num)s phần.", "Đã gửi %(num)s phần.", number)), "ok")
    return redirect(url_for("year.index", dossier_id=dossier_id, _anchor="gui"), code=303)


def show_sent(dossier_id: int) -> str:
    visit = visit_to(dossier_id)
    if visit.programme.year_work is None:
        abort(404)
    found = committee.of_cell(db.session, actor(), visit.dossier)
    lines = [_line(visit, part, period, dict(content)) for (part, period), content in found.items()]
    order = list(YearPart)
    lines.sort(key=lambda line: (order.index(line.part), line.period))
    return render_template("months/sent.html", visit=visit, lines=lines)


def _place(text: str) -> sending.Place | None:
    part, _sign, period = text.rpartition("-")
    return (YearPart(part), int(period)) if part in set(YearPart) and period.isdecimal() else None


def _line(visit: Visit, part: YearPart, period: int, content: dict[str, Any]) -> SentLine:
    work, at = visit.programme.year_work, content.pop("at")
    held_on = date.fromisoformat(content["held_on"]) if content.get("held_on") else None
    is_scored = work is not None and part is YearPart.month
    found = meetings.meeting_class(work, content.get("points") or {}) if work is not None and is_scored else None
    return SentLine(part=part, period=period, at=at, held_on=held_on, found=found, content=content)
