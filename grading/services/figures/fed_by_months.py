"""The figures that the criteria of a cell take from its months, and when the months may change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from grading.actors import Actor, command
from grading.models import (
    FED_BY_MONTHS,
    Answer,
    Dossier,
    MeetingSheet,
    MonthCounts,
    UnitTask,
)
from grading.rules import meetings
from grading.rules.handed_over import Months, joined
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.figures import figures, in_use
from grading.services.figures.year_records import handed_over, year_of, years_of
from grading.services.ground.errors import refuse
from grading.services.ground.turns import hold_turn
from workflows import ActName

SOURCE = FED_BY_MONTHS
"""The source of the figures that follow from the months."""


def section_of(dossier: Dossier) -> YearWork:
    """Returns the programme's section on the year's work. Raises Refused (year_none) if there is none."""
    work = dossier.programme.year_work
    if work is None:
        raise refuse("year_none", programme=dossier.programme.title)
    return work


def months_rated(session: Session, dossier: Dossier) -> Months:
    """Returns the months that the figures are counted from: those of the unit, and where the programme says so those
    that merged units handed over."""
    own = year_of(session, dossier).months
    if not section_of(dossier).joins_predecessors:
        return own
    began = min((period.valid_from or date.min for period in dossier.unit.periods), default=date.min)
    changes = handed_over(session, dossier)
    for on in dict.fromkeys(change.on for change in changes):
        before = [change.year.months for change in changes if change.on == on]
        met = on.day > 1 and not any(each.month == on.month for each in own.meetings)
        own = joined(own, before, on.month + met, own_stood=began < on)
    return own


def is_open(dossier: Dossier) -> bool:
    """Returns whether a return leaves the months to the cell: it must name a criterion that takes figures from them."""
    returned = dossier.returned
    return returned is None or any(criterion.key in returned.criteria for criterion in fed_criteria(dossier))


def fed_criteria(dossier: Dossier) -> list[Criterion]:
    """Returns the criteria that take a figure from the months."""
    fed = section_of(dossier).fed
    return [criterion for criterion in dossier.programme.criteria if fed & set(criterion.figures)]


def takes_months(dossier: Dossier) -> bool:
    """Returns whether the table lets anybody record months in the present state of the dossier."""
    acts = dossier.campaign.process.acts
    return any(act.name is ActName.log_month and dossier.state in act.states for act in acts)


def check_free(session: Session, dossier: Dossier, others: Sequence[Dossier] | None = None) -> None:
    """Checks that the months may change. `others` are the unit's other dossiers of the period that were handed on; they
    are read if the caller has not read them.

    Raises:
        Refused: criteria_locked after a return that names nothing fed by the months; year_in_use once another dossier
            that reads the same months was handed on, because the basis of a decision must stay visible.
    """
    if not is_open(dossier):
        raise refuse("criteria_locked", list=tuple(criterion.number for criterion in fed_criteria(dossier)))
    if (other := _reader(in_use.handed_on(session, dossier) if others is None else others)) is not None:
        raise refuse("year_in_use", programme=other.campaign.programme.title)


def _reader(others: Sequence[Dossier]) -> Dossier | None:
    """Returns another dossier that was handed on and reads the same months."""
    return next((other for other in others if other.campaign.programme.year_work is not None), None)


def check_begun(year: int, month: int, today: date) -> None:
    """Raises Refused (month_future) for a month that has not begun."""
    if (year, month) > (today.year, today.month):
        raise refuse("month_future", month=month, year=year)


def feed(session: Session, actor: Actor, dossier: Dossier) -> None:
    """Reports the figures that the months give now.

    A figure that can no longer be counted is set to 0 if it was reported before; otherwise it is not reported.
    """
    feed_each(session, actor, [dossier])


def feed_each(
    session: Session, actor: Actor, dossiers: Sequence[Dossier], own: Mapping[int, Months] | None = None
) -> None:
    """Reports the figures of many dossiers of one campaign; the months of each unit are read unless they are given."""
    units, campaign = [dossier.unit_id for dossier in dossiers], dossiers[0].campaign
    hold_turn(session, figures.TURN, units)
    own = own or {unit_id: year.months for unit_id, year in years_of(session, units, campaign.year).items()}
    joining = _joining(session, dossiers)
    stored, proposed = figures.staged(session, units, [campaign.period_id])
    values: dict[tuple[int, int, str], int] = {}
    for dossier in dossiers:
        work = section_of(dossier)
        months = months_rated(session, dossier) if dossier.id in joining else own[dossier.unit_id]
        derived = meetings.derived(work, months.meetings, len(months.quarters), months.counts)
        for name, value in derived.items():
            place = (dossier.unit_id, campaign.period_id, work.figures.get(name) or "")
            if place[2] and (value is not None or place in stored):
                values[place] = value or 0
    figures.add(session, actor, values, proposed, SOURCE)


def _joining(session: Session, dossiers: Sequence[Dossier]) -> set[int]:
    """Returns the dossiers whose months may be joined with those that other units handed over."""
    joining = {dossier.unit_id: dossier.id for dossier in dossiers if section_of(dossier).joins_predecessors}
    query = select(UnitTask.successor_id).where(UnitTask.successor_id.in_(joining), UnitTask.answer == Answer.hand_over)
    return {joining[unit_id] for unit_id in session.scalars(query) if unit_id is not None} if joining else set()


def settle(session: Session, dossiers: Iterable[Dossier], now: datetime) -> None:
    """Feeds each dossier that is still with its cell from the recorded months. They may have been entered under another
    programme, or before this one was opened. A year without records feeds nothing."""
    open_dossiers = [row for row in dossiers if row.programme.year_work and takes_months(row) and is_open(row)]
    units = {dossier.unit_id for dossier in open_dossiers}
    months = [
        select(table.unit_id, table.year).where(table.unit_id.in_(units)) for table in (MeetingSheet, MonthCounts)
    ]
    recorded = {(unit_id, year) for unit_id, year in session.execute(union(*months))} if units else set()
    for dossier in open_dossiers:
        if (dossier.unit_id, dossier.campaign.year) not in recorded:
            continue
        if _reader(in_use.handed_on(session, dossier)) is None:
            feed(session, command(now), dossier)
