"""Who sees a dossier in which state: derived from the seats, the sittings and the acts of a process."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflows.steps import Body, Process, Role, Seat, State


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A role that is granted on this body of a dossier sees the dossier in this state; with `only_if_sits`, only in a
    campaign in which the body decides."""

    role: Role
    body: Body
    state: State
    only_if_sits: bool


def sights_of(process: Process) -> frozenset[Sight]:
    return frozenset(line for seat in process.seats for line in _of_seat(process, seat)) | frozenset(
        _afterwards(process)
    )


def _of_seat(process: Process, seat: Seat) -> Iterator[Sight]:
    for state in process.states:
        if not process.sees(seat.role, state):
            continue
        sitting = process.sitting_in(state)
        moved = sitting is not None and sitting.role is seat.role and sitting.body is not seat.body
        body = sitting.body if moved and sitting else seat.body
        yield Sight(role=seat.role, body=body, state=state, only_if_sits=moved)


def _afterwards(process: Process) -> Iterator[Sight]:
    for sitting in process.sittings:
        for state in sitting.afterwards:
            if sitting.reads_as is not None and process.sees(sitting.reads_as, state):
                yield Sight(role=sitting.role, body=sitting.body, state=state, only_if_sits=True)
