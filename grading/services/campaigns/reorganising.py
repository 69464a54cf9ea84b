"""Changes of units, each made in one transaction with the tasks that it raises on open dossiers."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Event, EventWords, RecordEnd, Succession, Unit, UnitChange, UnitPeriod, UnitTask, UnitWord
from grading.services.campaigns import unit_tasks
from grading.services.units import changes
from grading.services.units.changes import From
from grading.services.units.described import Described

READ_AND_WRITTEN = (Unit, UnitPeriod, Succession, UnitTask)
ONLY_WRITTEN = (Event, EventWords, RecordEnd, UnitWord)
"""The rows that a change of units writes, for whoever tries one out."""


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
