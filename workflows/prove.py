"""Proves a process from its table alone: a finding is a fault of the table, not of a dossier."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflows.findings import Finding
from workflows.steps import ENDS, Act, Process, Role, Side, State, Step

_OF_A_BODY = frozenset({State.certified, State.declined})


@dataclass(frozen=True, kw_only=True)
class RowName:
    """A row of a table as a finding names it: a step by its name and its source, an act by its name alone."""

    name: str
    source: State | None = None


def prove(process: Process) -> list[Finding]:
    """Returns every fault of the table. Empty means proven."""
    checks = (
        _unreachable,
        _endless,
        _turns,
        _ownerless,
        _doubled,
        _misplaced,
        _both_sides,
        _decided_by_hand,
        _sideless,
    )
    return [finding for check in checks for finding in check(process)]


def _unreachable(process: Process) -> Iterator[Finding]:
    arrows = [(step.source, step.dest) for step in process.steps]
    for state in _not_in(process, _reached(State.draft, arrows)):
        yield Finding.of("state_unreached", state=state, start=State.draft)


def _endless(process: Process) -> Iterator[Finding]:
    backwards = [(step.dest, step.source) for step in process.steps]
    can_end: set[State] = set()
    for end in ENDS.intersection(process.states):
        can_end |= _reached(end, backwards)
    for state in _not_in(process, can_end):
        yield Finding.of("state_endless", state=state)


def _turns(process: Process) -> Iterator[Finding]:
    for state in process.states:
        onward = tuple(step.name for step in process.steps_from(state) if step.onward)
        if state in ENDS and onward:
            yield Finding.of("state_end_goes_on", state=state, steps=onward)
        elif state not in ENDS and not onward:
            yield Finding.of("state_stuck", state=state)
        elif len(onward) > 1:
            yield Finding.of("state_forks", state=state, n=len(onward), steps=onward)


def _ownerless(process: Process) -> Iterator[Finding]:
    for row in _rows(process):
        for role in _roles(row) or (None,):
            if not isinstance(role, Role):
                yield Finding.of("row_ownerless", row=_title(row))
            elif role is Role.admin:
                yield Finding.of("row_of_admin", row=_title(row))


def _doubled(process: Process) -> Iterator[Finding]:
    seen: set[tuple[str, State]] = set()
    for step in process.steps:
        if (step.name, step.source) in seen:
            yield Finding.of("step_twice", row=_title(step))
        seen.add((step.name, step.source))


def _misplaced(process: Process) -> Iterator[Finding]:
    for row in _rows(process):
        places = (row.source, row.dest) if isinstance(row, Step) else row.states
        outside = tuple(state for state in places if state not in process.states)
        if not places:
            yield Finding.of("row_placeless", row=_title(row))
        elif outside:
            yield Finding.of("row_misplaced", row=_title(row), states=outside)


def _both_sides(process: Process) -> Iterator[Finding]:
    """Yields each role that acts on more than one side: no role may do two of produce, review, appraise and decide."""
    for role in Role:
        sides = {row.side for row in _rows(process) if role in _roles(row)} - {Side.read}
        if len(sides) > 1:
            yield Finding.of("role_on_two_sides", role=role, side=tuple(side for side in Side if side in sides))


def _decided_by_hand(process: Process) -> Iterator[Finding]:
    for step in process.steps:
        if step.dest in _OF_A_BODY and not step.by_decision_only:
            yield Finding.of("step_by_hand", row=_title(step))


def _sideless(process: Process) -> Iterator[Finding]:
    """Yields each row whose side does not say whether it only reads: a cancelled campaign leaves reading open, and
    nothing else."""
    for row in _rows(process):
        is_reading = isinstance(row, Act) and row.name.startswith("read_")
        if is_reading is not (row.side is Side.read):
            yield Finding.of("row_reads_on_side" if is_reading else "row_writes_sideless", row=_title(row))


def _reached(start: State, arrows: Iterable[tuple[State, State]]) -> set[State]:
    arrows = tuple(arrows)
    reached, frontier = set[State](), {start}
    while frontier:
        reached |= frontier
        frontier = {dest for source, dest in arrows if source in frontier} - reached
    return reached


def _not_in(process: Process, states: set[State]) -> list[State]:
    return [state for state in process.states if state not in states]


def _rows(process: Process) -> tuple[Step | Act, ...]:
    return (*process.steps, *process.acts)


def _roles(row: Step | Act) -> tuple[Role, ...]:
    return (row.role,) if isinstance(row, Step) else row.roles


def _title(row: Step | Act) -> RowName:
    return RowName(name=row.name, source=row.source if isinstance(row, Step) else None)
