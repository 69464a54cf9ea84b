"""Runs a process with one shared machine per table. Only this file knows the `transitions` library."""

import logging
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, cast

from transitions import EventData, Machine, MachineError, Transition

from workflows.errors import NotYourStep, StepNotOpen, StepRefused
from workflows.facts import Facts
from workflows.permits import not_in_process, not_this_state, not_your_role, why_not_step, why_with_note
from workflows.reasons import Reason
from workflows.steps import Process, Role, Side, State, Step

# The library reports every callback at INFO.
logging.getLogger("transitions").setLevel(logging.WARNING)


class Dossier(Protocol):
    """The interface of anything that the engine moves."""

    _state: State

    def record(self, move: "Move") -> None: ...


@dataclass(frozen=True, kw_only=True)
class Move:
    """One step that was taken: a line of the history."""

    step: str
    source: State
    dest: State
    role: Role  # the role in which the person took the step
    side: Side  # the side of the control to which the step belongs
    by: Any
    note: str = ""
    criteria: tuple[str, ...] = ()  # keys of the criteria that the cell may edit again
    freezes: bool = False  # the move makes a numbered revision of the dossier


@dataclass(frozen=True, kw_only=True)
class Taker:
    """Who takes a step: the person (as the caller knows people), the roles on the dossier, and the facts."""

    by: Any
    roles: Set[Role]
    facts: Facts


def take(
    process: Process, dossier: Dossier, name: str, taker: Taker, *, note: str = "", criteria: Sequence[str] = ()
) -> Move:
    """Moves the dossier one step, records the move and returns it. Raises a WorkflowError, and then changes nothing."""
    event = _machine(process).events.get(name)
    if event is None:
        raise StepNotOpen(not_in_process())
    moves: list[Move] = []
    try:
        event.trigger(dossier, taker=taker, note=note.strip(), criteria=tuple(criteria), moves=moves)
    except MachineError as error:
        raise StepNotOpen(not_this_state(process, dossier._state)) from error
    return moves[0]


class _TableTransition(Transition):
    """A transition that remembers the row it came from."""

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step


class _TableMachine(Machine):
    transition_cls = _TableTransition


@cache
def _machine(process: Process) -> _TableMachine:
    return _TableMachine(
        model=None,
        initial=None,
        states=list(process.states),
        transitions=[
            {
                "trigger": step.name,
                "source": step.source,
                "dest": step.dest,
                "step": step,
                "conditions": [_belongs_to_the_actor, _is_ready],
            }
            for step in process.steps
        ],
        model_attribute="_state",
        auto_transitions=False,
        send_event=True,
        after_state_change=_record,
    )


# Conditions raise instead of returning False: the library drops a false condition without its reason. Conditions run
# before the state changes, so a refusal leaves nothing to undo.
def _belongs_to_the_actor(event: EventData) -> bool:
    role = _step(event).role
    if role not in event.kwargs["taker"].roles:
        raise NotYourStep(not_your_role(role))
    return True


def _is_ready(event: EventData) -> bool:
    step = _step(event)
    reasons = why_not_step(step, event.kwargs["taker"].facts) + _not_given(step, event.kwargs)
    if reasons:
        raise StepRefused(*reasons)
    return True


def _not_given(step: Step, given: dict[str, Any]) -> tuple[Reason, ...]:
    """Returns the missing inputs that the step needs: a note or criteria."""
    without_note = () if given["note"] else why_with_note(step, given["taker"].facts)
    if step.needs_criteria:
        return () if given["criteria"] and not without_note else (Reason(code="return_criteria"),)
    return without_note


def _record(event: EventData) -> None:
    step, given = _step(event), event.kwargs
    move = Move(
        step=step.name,
        source=step.source,
        dest=step.dest,
        role=step.role,
        side=step.side,
        by=given["taker"].by,
        note=given["note"],
        criteria=given["criteria"],
        freezes=step.freezes,
    )
    cast(Dossier, event.model).record(move)
    given["moves"].append(move)


def _step(event: EventData) -> Step:
    return cast(_TableTransition, event.transition).step
