"""The records of a cell through the year, month by month, and the figures that its criteria take from them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import or_, select, union
from sqlalchemy.orm import Session, selectinload

from grading.actors import Actor, command
from grading.models import (
    FED_BY_MONTHS,
    Answer,
    Dossier,
    HalfYearReview,
    MeetingKind,
    MeetingSheet,
    MonthCounts,
    SharedMonth,
    UnitTask,
)
from grading.rules import meetings
from grading.rules.handed_over import Months, joined
from grading.rules.meetings import Counts, Meeting
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.figures import figures, in_use
from grading.services.ground.errors import refuse
from grading.services.ground.turns import hold_turn
from workflows import ActName

MONTHS, QUARTERS = range(1, 13), range(1, 5)
SOURCE = FED_BY_MONTHS
"""The source of the figures that follow from the months."""


@dataclass(frozen=True, kw_only=True)
class Year:
    """The records of one unit's year: regular meetings and counts by month, thematic meetings by quarter, and the
    review."""

    regular: dict[int, MeetingSheet] = field(default_factory=dict)
    thematic: dict[int, MeetingSheet] = field(default_factory=dict)
    counts: dict[int, MonthCounts] = field(default_factory=dict)
    review: HalfYearReview | None = None

    @property
    def meetings(self) -> list[Meeting]:
        """The regular meetings in the form that the rules read."""
        return [
            Meeting(month=month, due=sheet.due, present=sheet.present, excused=sheet.excused, points=dict(sheet.points))
            for month, sheet in sorted(self.regular.items())
        ]

    @property
    def counted(self) -> list[Counts]:
        return [
            Counts(month=month, deeds=row.deeds, groups=row.groups, followed=row.followed)
            for month, row in sorted(self.counts.items())
        ]

    @property
    def months(self) -> Months:
        return Months(meetings=self.meetings, counts=self.counted, quarters=frozenset(self.thematic))

    def part(self, months: Collection[int]) -> "Year":
        """Returns the records of these months; a thematic meeting belongs to the month in which it was held. The
        review looks back on half a year of one unit, and is nobody's part."""
        return Year(
            regular={month: sheet for month, sheet in self.regular.items() if month in months},
            thematic={quarter: sheet for quarter, sheet in self.thematic.items() if sheet.held_on.month in months},
            counts={month: row for month, row in self.counts.items() if month in months},
        )

    def before(self, month: int) -> tuple[MeetingSheet | None, MonthCounts | None]:
        """Returns the last meeting and counts before that month; a form copies from them what rarely changes."""
        sheets = [sheet for at, sheet in sorted(self.regular.items()) if at < month]
        rows = [row for at, row in sorted(self.counts.items()) if at < month]
        return sheets[-1] if sheets else None, rows[-1] if rows else None


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """The year of a unit whose dossier was handed over to its successor, up to the day of the change."""

    unit_id: int
    on: date
    year: Year


def section_of(dossier: Dossier) -> YearWork:
    """Returns the programme's section on the year's work. Raises Refused (year_none) if there is none."""
    work = dossier.programme.year_work
    if work is None:
        raise refuse("year_none", programme=dossier.programme.title)
    return work


def year_of(session: Session, dossier: Dossier) -> Year:
    """Returns everything recorded of the dossier's unit in its year."""
    return years_of(session, [dossier.unit_id], dossier.campaign.year)[dossier.unit_id]


def handed_over(session: Session, dossier: Dossier) -> list[HandedOver]:
    """Returns the years that other units handed over to the dossier's unit in this campaign, oldest change first."""
    own, found = dossier.unit_id, []
    query = (
        select(Dossier.unit_id, UnitTask)
        .join(UnitTask, UnitTask.dossier_id == Dossier.id)
        .where(or_(UnitTask.successor_id == own, UnitTask.months.any(SharedMonth.successor_id == own)))
        .where(Dossier.campaign_id == dossier.campaign_id, UnitTask.answer == Answer.hand_over)
        .order_by(UnitTask.on, Dossier.id)
        .options(selectinload(UnitTask.months))
    )
    rows = session.execute(query).all()
    years = years_of(session, {unit for unit, _task in rows}, dossier.campaign.year) if rows else {}
    for unit_id, task in rows:
        shared = {row.month: row.successor_id for row in task.months}
        mine = {month for month in MONTHS if shared.get(month, task.successor_id) == own}
        year = years[unit_id]
        found.append(HandedOver(unit_id=unit_id, on=task.on, year=year.part(mine) if shared else year))
    return found


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


def years_of(session: Session, unit_ids: Collection[int], year: int) -> dict[int, Year]:
    """Returns everything recorded of these units in the year, in three queries."""
    years = {unit_id: Year(regular={}, thematic={}, counts={}) for unit_id in unit_ids}
    of_year = [table.unit_id.in_(unit_ids) & (table.year == year) for table in _RECORDS]
    for sheet in session.scalars(select(MeetingSheet).where(of_year[0])):
        of_kind = years[sheet.unit_id].regular if sheet.kind is MeetingKind.regular else years[sheet.unit_id].thematic
        of_kind[sheet.period] = sheet
    for row in session.scalars(select(MonthCounts).where(of_year[1])):
        years[row.unit_id].counts[row.month] = row
    reviews = {row.unit_id: row for row in session.scalars(select(HalfYearReview).where(of_year[2]))}
    return {unit_id: replace(found, review=reviews.get(unit_id)) for unit_id, found in years.items()}


_RECORDS: tuple[type[MeetingSheet] | type[MonthCounts] | type[HalfYearReview], ...] = (
    MeetingSheet, MonthCounts, HalfYearReview,
)  # fmt: skip


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
