"""Compares two tables of a process: what a dossier in each state could do before and can do afterwards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from workflows.steps import Act, Process, Role, Side, State, Step


class Difference(StrEnum):
    added = auto()
    removed = auto()
    changed = auto()


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """One step, or one act of one role, in one state. `now` is None for a removed row, `before` for an added one."""

    state: State
    name: str
    role: Role
    before: Step | Act | None
    now: Step | Act | None

    @property
    def difference(self) -> Difference:
        if self.before is None:
            return Difference.added
        return Difference.removed if self.now is None else Difference.changed

    @property
    def is_step(self) -> bool:
        return isinstance(self.now or self.before, Step)

    @property
    def conditions_added(self) -> tuple[str, ...]:
        return _without(_conditions(self.now), _conditions(self.before)) if self.before and self.now else ()

    @property
    def conditions_removed(self) -> tuple[str, ...]:
        return _without(_conditions(self.before), _conditions(self.now)) if self.before and self.now else ()


def changes(before: Process, now: Process) -> list[RowChange]:
    """Returns every step and every act by role and state that differs, in the order of the states; acts of reading are
    left out."""
    old, new = dict(_rows(before)), dict(_rows(now))
    found = [
        RowChange(state=key[0], name=key[1], role=key[2], before=old.get(key), now=new.get(key))
        for key in {**old, **new}
        if _essence(old, key) != _essence(new, key)
    ]
    return sorted(found, key=lambda change: list(State).index(change.state))


def states_without_a_place(before: Process, now: Process) -> tuple[State, ...]:
    """Returns the states that the newer table does not have: a dossier in one of them could not go on."""
    return tuple(state for state in before.states if state not in now.states)


_Key = tuple[State, str, Role]


def _rows(process: Process) -> Iterator[tuple[_Key, Step | Act]]:
    for step in process.steps:
        yield (step.source, step.name, step.role), step
    for act in process.acts:
        if act.side is not Side.read:
            yield from (((state, act.name, role), act) for state in act.states for role in act.roles)


def _essence(rows: Mapping[_Key, Step | Act], key: _Key) -> object:
    """Returns what matters of a row for one role in one state. An act stands in several states for several roles."""
    row = rows.get(key)
    return (row.side, row.guards) if isinstance(row, Act) else row


def _conditions(row: Step | Act | None) -> tuple[str, ...]:
    guards = (*row.guards, *(row.note_instead if isinstance(row, Step) else ())) if row else ()
    return tuple(guard.__name__ for guard in guards)


def _without(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)
