"""The records of a cell through the year: its meetings and counts month by month, and the review at half-year."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from grading.models import (
    Answer,
    Dossier,
    HalfYearReview,
    MeetingKind,
    MeetingSheet,
    MonthCounts,
    SharedMonth,
    UnitTask,
)
from grading.rules.handed_over import Months
from grading.rules.meetings import Counts, Meeting

MONTHS, QUARTERS = range(1, 13), range(1, 5)


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
