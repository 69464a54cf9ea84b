"""The way of a dossier: the steps onward from one desk to the next, as the process table has them."""

from workflows.steps import Body, Process, Role, State, Step


def onward(process: Process, state: State) -> Step | None:
    """Returns the step with which the dossier leaves this state for the next desk, or None in an end state."""
    return next((step for step in process.steps_from(state) if step.onward), None)


def way(process: Process, source: State = State.draft, dest: State | None = None) -> tuple[Step, ...]:
    """Returns the steps onward from one state to another, or to the end that they lead to.

    Raises LookupError when the steps onward do not pass `dest`, as they never pass a rejection.
    """
    steps: list[Step] = []
    state = source
    while state is not dest and (step := onward(process, state)):
        steps.append(step)
        state = step.dest
    if dest is not None and state is not dest:
        raise LookupError(f"{process.name}: no way onward from {source} to {dest}")
    return tuple(steps)


def on_the_way(process: Process) -> tuple[State, ...]:
    """Returns the states that every dossier passes which is never sent back, in order: from draft to the end."""
    return (State.draft, *(step.dest for step in way(process)))


def body_of(process: Process, role: Role) -> Body:
    """Returns the organisation on which the role must be granted. Raises LookupError for a role without a seat."""
    for seat in process.seats:
        if seat.role is role:
            return seat.body
    raise LookupError(f"{process.name}: {role} has no seat")
