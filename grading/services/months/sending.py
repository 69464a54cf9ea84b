"""A cell sends a month, a thematic meeting or its half-year review, and from which day one of them is missing. Until it
is sent nobody above the cell sees what is typed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Dossier, YearPart, YearSending
from grading.rules.codec import encode
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.dossiers import dossiers
from grading.services.figures.fed_by_months import section_of
from grading.services.figures.year_records import MONTHS, QUARTERS, Year, year_of
from grading.services.months.second_click import COUNTS, MEETING, REVIEW
from grading.services.record.recording import record

Place = tuple[YearPart, int]
"""A part of the year, and the month or quarter; 0 for the half-year review."""
Newest = Mapping[Place, YearSending]
HALF_YEAR: Place = (YearPart.half_year, 0)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One recorded part of a cell's year: when it was last sent, and whether it was changed since."""

    part: YearPart
    period: int
    sent_at: datetime | None
    is_changed: bool

    @property
    def waits(self) -> bool:
        return self.sent_at is None or self.is_changed


def newest(session: Session, unit_ids: Collection[int], year: int) -> dict[int, Newest]:
    """Returns what each unit sent last of each part of its year."""
    found: dict[int, dict[Place, YearSending]] = {unit_id: {} for unit_id in unit_ids}
    query = select(YearSending).where(YearSending.unit_id.in_(unit_ids), YearSending.year == year)
    for row in session.scalars(query.order_by(YearSending.id)):
        found[row.unit_id][row.part, row.period] = row
    return dict(found)


def standings(session: Session, dossier: Dossier) -> list[Standing]:
    """Returns every recorded part of the cell's year in its order: months, thematic meetings, the review."""
    sent = newest(session, [dossier.unit_id], dossier.campaign.year)[dossier.unit_id]
    return [
        Standing(
            part=place[0], period=place[1],
            sent_at=sent[place].at if place in sent else None,
            is_changed=place in sent and sent[place].content != content,
        )
        for place, content in _recorded(year_of(session, dossier))
    ]  # fmt: skip


def send(session: Session, actor: Actor, dossier: Dossier, places: Collection[Place]) -> int:
    """Sends these recorded parts as they are now; returns how many were new or changed. Raises WorkflowError when the
    account may not record in this dossier, Refused (year_none)."""
    section_of(dossier)
    dossiers.require(session, actor, dossier, "log_month")
    waiting = {(row.part, row.period) for row in standings(session, dossier) if row.waits} & set(places)
    for place, content in _recorded(year_of(session, dossier)):
        if place in waiting:
            _send_one(session, actor, dossier, place, content)
    session.flush()
    return len(waiting)


def _send_one(session: Session, actor: Actor, dossier: Dossier, place: Place, content: dict[str, Any]) -> None:
    part, period = place
    session.add(
        YearSending(unit_id=dossier.unit_id, year=dossier.campaign.year, part=part, period=period, content=content,
                    by_id=actor.account_id, at=actor.now)
    )  # fmt: skip
    month, quarter = (period if part is each else None for each in (YearPart.month, YearPart.thematic))
    record(session, actor, Done.year_part_sent, dossier, part=part, month=month, quarter=quarter)


def _recorded(year: Year) -> Iterator[tuple[Place, dict[str, Any]]]:
    for month in MONTHS:
        content = _content(year.regular.get(month), MEETING) | _content(year.counts.get(month), COUNTS)
        if content:
            yield (YearPart.month, month), content
    for quarter in QUARTERS:
        if quarter in year.thematic:
            yield (YearPart.thematic, quarter), _content(year.thematic[quarter], MEETING)
    if year.review is not None:
        yield HALF_YEAR, _content(year.review, REVIEW)


def _content(row: object | None, names: Sequence[str]) -> dict[str, Any]:
    return {} if row is None else {name: encode(getattr(row, name)) for name in names}


def gaps(work: YearWork, year_number: int, held: Collection[Place], today: date) -> list[Place]:
    """Returns what the programme asks for through the year up to this day and what is not `held`."""
    asked: list[Place] = [(YearPart.month, month) for month in MONTHS if date(year_number, month, 1) <= today]
    if work.thematic_a_quarter:
        asked += [(YearPart.thematic, quarter) for quarter in QUARTERS if date(year_number, quarter * 3, 1) <= today]
    if date(year_number, 7, 1) <= today:
        asked.append(HALF_YEAR)
    return [place for place in asked if place not in held]


def missing(session: Session, dossier: Dossier, today: date) -> list[Place]:
    """Returns what is not recorded yet of what the programme asks for; nothing without work through the year."""
    work = dossier.programme.year_work
    if work is None:
        return []
    year = year_of(session, dossier)
    held: list[Place] = [(YearPart.month, month) for month in year.regular]
    held += [(YearPart.thematic, quarter) for quarter in year.thematic]
    return gaps(work, dossier.campaign.year, [*held, *([HALF_YEAR] if year.review else [])], today)
