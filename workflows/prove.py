"""Proves a process from its table alone: a finding is a fault of the table, not of a dossier."""

from collections.abc import Iterable, Iterator

from workflows.steps import ENDS, Act, Process, Role, Side, State, Step

_OF_A_BODY = frozenset({State.certified, State.declined})


def prove(process: Process) -> list[str]:
    """Returns every fault of the table, as sentences for the person who edits the table. Empty means proven."""
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
    return [f"{process.name}: {finding}" for check in checks for finding in check(process)]


def _unreachable(process: Process) -> Iterator[str]:
    arrows = [(step.source, step.dest) for step in process.steps]
    for state in _not_in(process, _reached(State.draft, arrows)):
        yield f"{state} is never reached from draft"


def _endless(process: Process) -> Iterator[str]:
    backwards = [(step.dest, step.source) for step in process.steps]
    can_end: set[State] = set()
    for end in ENDS.intersection(process.states):
        can_end |= _reached(end, backwards)
    for state in _not_in(process, can_end):
        yield f"{state} can never end"


def _turns(process: Process) -> Iterator[str]:
    for state in process.states:
        onward = [step.name for step in process.steps_from(state) if step.onward]
        if len(onward) != (0 if state in ENDS else 1):
            yield f"{state} has {len(onward)} steps onward: {', '.join(onward) or 'none'}"


def _ownerless(process: Process) -> Iterator[str]:
    for row in _rows(process):
        for role in _roles(row) or (None,):
            if not isinstance(role, Role):
                yield f"{_title(row)} has no role"
            elif role is Role.admin:
                yield f"{_title(row)} belongs to admin, who scores and decides nothing"


def _doubled(process: Process) -> Iterator[str]:
    seen: set[tuple[str, State]] = set()
    for step in process.steps:
        if (step.name, step.source) in seen:
            yield f"{_title(step)} stands twice"
        seen.add((step.name, step.source))


def _misplaced(process: Process) -> Iterator[str]:
    for row in _rows(process):
        places = (row.source, row.dest) if isinstance(row, Step) else row.states
        if not places or not set(places) <= set(process.states):
            yield f"{_title(row)} stands in a state that the process does not have"


def _both_sides(process: Process) -> Iterator[str]:
    """Yields each role that acts on more than one side: no role may do two of produce, review, appraise and decide."""
    for role in Role:
        sides = {row.side for row in _rows(process) if role in _roles(row)} - {Side.read}
        if len(sides) > 1:
            yield f"{role} stands on both sides of a control: {', '.join(side for side in Side if side in sides)}"


def _decided_by_hand(process: Process) -> Iterator[str]:
    for step in process.steps:
        if step.dest in _OF_A_BODY and not step.by_decision_only:
            yield f"{_title(step)} certifies or declines without a decision"


def _sideless(process: Process) -> Iterator[str]:
    """Yields each row whose side does not say whether it only reads: a cancelled campaign leaves reading open, and
    nothing else."""
    for row in _rows(process):
        is_reading = isinstance(row, Act) and row.name.startswith("read_")
        if is_reading is not (row.side is Side.read):
            yield f"{_title(row)} {'reads, but has a side' if is_reading else 'writes, but has no side'}"


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


def _title(row: Step | Act) -> str:
    return f"step {row.name} from {row.source}" if isinstance(row, Step) else f"act {row.name}"
