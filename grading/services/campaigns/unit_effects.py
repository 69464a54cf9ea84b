"""The effects of a change of units, said before anything is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from grading.models import (
    Award,
    Base,
    Campaign,
    Commendation,
    Dossier,
    Grant,
    Registration,
    Result,
    Unit,
    UnitChange,
    UnitPeriod,
)
from grading.rules import streaks
from grading.services.campaigns import unit_tasks
from grading.services.results.results import is_in_force
from grading.services.results.years_running import histories
from grading.services.units.units import children_on
from workflows import Registering, Role, State


@dataclass(frozen=True, kw_only=True)
class YearsRunning:
    """The years without a gap in which a unit reached the highest level, up to its last result."""

    unit_id: int
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Effects:
    """The things that a change from a day on touches, before anything is changed."""

    tasks: Sequence[Dossier] = ()
    """Open dossiers on which a task will be raised."""
    untouched: int = 0
    """Open dossiers of campaigns whose roster was taken before the day: they go on as they are."""
    unsent: int = 0
    """Open dossiers that their unit has not handed over yet."""
    roles: Mapping[Role, int] = field(default_factory=dict)
    """Roles that people hold on these units on the day or later, without those on the unit that stays."""
    registrations: int = 0
    below: int = 0
    """Units that stand directly below."""
    results: int = 0
    """Results in force, which stay where they are."""
    commendations: int = 0
    """Commendations, which keep the names that are printed on them."""
    campaigns: Sequence[Campaign] = ()
    """The campaigns of the open dossiers, newest first."""
    years_running: Sequence[YearsRunning] = ()


def effects(
    session: Session, units: Sequence[Unit], day: date, kinds: Sequence[UnitChange], *, stays: Unit | None = None
) -> Effects:
    """Returns what the change touches, in a fixed number of queries. `stays` is the unit into which others are merged:
    its own dossiers ask nothing."""
    ids = [unit.id for unit in units]
    everything_open = unit_tasks.touched(session, ids, date.min)
    asks = not unit_tasks.RAISING.isdisjoint(kinds)
    tasks = [
        dossier
        for dossier in everything_open
        if asks and dossier.campaign.as_of >= day and not (stays and dossier.unit_id == stays.id)
    ]
    return Effects(
        tasks=tasks,
        untouched=len(everything_open) - len(tasks),
        unsent=sum(dossier.state is State.draft for dossier in everything_open),
        campaigns=sorted({dossier.campaign for dossier in everything_open}, key=lambda each: -each.id),
        roles=_roles(session, [unit_id for unit_id in ids if stays is None or unit_id != stays.id], day),
        registrations=_number(
            session, Registration, Registration.unit_id.in_(ids), Registration.state == Registering.registered
        ),
        below=_number(
            session, UnitPeriod, UnitPeriod.parent_id.in_(ids),
            or_(UnitPeriod.valid_to.is_(None), UnitPeriod.valid_to >= day),
        ),
        results=_number(session, Result, Result.unit_id.in_(ids), is_in_force()),
        commendations=_number(
            session, Commendation, Commendation.award.has(Award.dossier.has(Dossier.unit_id.in_(ids)))
        ),
        years_running=_years_running(session, ids),
    )  # fmt: skip


def standing_below(session: Session, parent_ids: Sequence[int], day: date) -> int:
    """Returns how many units stand directly below these on the day. A roster and the counts of a quota rest on it."""
    return sum(len(children_on(session, session.get_one(Unit, parent_id), day)) for parent_id in parent_ids)


def _years_running(session: Session, unit_ids: Sequence[int]) -> list[YearsRunning]:
    found = []
    for unit_id, history in histories(session, unit_ids).items():
        levels = history.own.levels
        if levels and (run := streaks.length(levels, last := max(levels))):
            found.append(YearsRunning(unit_id=unit_id, first=last - run + 1, last=last))
    return found


def _roles(session: Session, unit_ids: Sequence[int], day: date) -> dict[Role, int]:
    query = select(Grant.role, func.count()).where(
        Grant.unit_id.in_(unit_ids), or_(Grant.valid_to.is_(None), Grant.valid_to >= day)
    )
    held = {role: number for role, number in session.execute(query.group_by(Grant.role))}
    return {role: held[role] for role in Role if role in held}


def _number(session: Session, table: type[Base], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
