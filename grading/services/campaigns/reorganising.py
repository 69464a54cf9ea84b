"""A change of units with what it touches: previewed as effects, then made in one transaction with its tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import (
    Award,
    Base,
    Commendation,
    Dossier,
    Grant,
    Registration,
    Result,
    Unit,
    UnitChange,
    UnitPeriod,
)
from grading.services.campaigns import unit_tasks
from grading.services.results.results import is_in_force
from grading.services.units import changes
from grading.services.units.changes import Described, From
from workflows import Registering


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What a change from a day on touches, before anything is changed."""

    tasks: Sequence[Dossier] = ()
    """Open dossiers on which a task will be raised."""
    untouched: int = 0
    """Open dossiers of campaigns whose roster was taken before the day: they go on as they are."""
    roles: int = 0
    """Roles that people hold on these units on the day or later."""
    registrations: int = 0
    below: int = 0
    """Units that stand directly below."""
    results: int = 0
    """Results in force, which stay where they are."""
    commendations: int = 0
    """Commendations, which keep the names that are printed on them."""
    campaigns: frozenset[str] = field(default_factory=frozenset)


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
        campaigns=frozenset(dossier.campaign.code for dossier in everything_open),
        roles=_number(session, Grant, Grant.unit_id.in_(ids), or_(Grant.valid_to.is_(None), Grant.valid_to >= day)),
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
    )  # fmt: skip


def _number(session: Session, table: type[Base], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def change(session: Session, actor: Actor, unit: Unit, described: Described, start: From) -> int:
    """Gives the unit another name, parent, issuer, kind or type. Returns how many dossiers got a task. Raises what
    changes.change raises."""
    found = changes.change(session, actor, unit, described, start)
    asking = [kind for kind in found if kind in unit_tasks.RAISING]
    return unit_tasks.raise_tasks(session, actor, unit, asking[0], start.day) if asking else 0


def close(session: Session, actor: Actor, unit: Unit, start: From) -> int:
    changes.close(session, actor, unit, start)
    return unit_tasks.raise_tasks(session, actor, unit, UnitChange.closed, start.day)


def merge(session: Session, actor: Actor, units: Sequence[Unit], successor: Unit, start: From) -> int:
    changes.merge(session, actor, units, successor, start)
    ending = [unit for unit in units if unit.id != successor.id]
    return sum(
        unit_tasks.raise_tasks(session, actor, unit, UnitChange.merged, start.day, successor=successor)
        for unit in ending
    )


def divide(session: Session, actor: Actor, unit: Unit, successors: Sequence[Unit], start: From) -> int:
    changes.divide(session, actor, unit, successors, start)
    return unit_tasks.raise_tasks(session, actor, unit, UnitChange.divided, start.day, successor=successors[0])
