"""Says whether a step or act is open to a person, with every reason against it. Pages and POST checks both ask here."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from workflows.errors import NotYourStep, StepNotOpen, StepRefused, WorkflowError
from workflows.facts import Facts
from workflows.reasons import Reason
from workflows.steps import CELL_ROLES, ENDS, Act, ActName, Process, Role, Side, State, Step
from workflows.ways import onward


@dataclass(frozen=True, kw_only=True)
class OpenStep:
    """A step that belongs to the person, with every reason why the step is closed; it is open without a reason. With
    `needs_note` the person gives a note together with the step."""

    step: Step
    reasons: tuple[Reason, ...]
    needs_note: bool = False

    @property
    def is_open(self) -> bool:
        return not self.reasons

    @property
    def has_note_instead(self) -> bool:
        """Returns whether the note stands in place of a condition that does not hold: the step itself asks for none."""
        return self.needs_note and not self.step.needs_note


def next_role(process: Process, state: State) -> Role | None:
    """Returns the role whose turn it is, or None in an end state."""
    step = onward(process, state)
    return step.role if step else None


def open_steps(process: Process, state: State, roles: Set[Role], facts: Facts) -> list[OpenStep]:
    """Returns the steps of this state that belong to these roles, in table order; a closed step has its reasons.

    Steps that only a decision or a task takes are left out: they have no button. A person gives the note or the
    criteria together with the step, so a missing note or missing criteria are not a reason yet.
    """
    return [
        OpenStep(step=step, reasons=why_not_step(step, facts), needs_note=bool(why_with_note(step, facts)))
        for step in process.steps_from(state)
        if step.role in roles and not (step.by_decision_only or step.by_task_only)
    ]


def why_not_step(step: Step, facts: Facts) -> tuple[Reason, ...]:
    """Returns every reason why the step's own role may not take it now. A missing note or missing criteria do not
    count, because they come together with the step."""
    return _not_ready(step, frozenset({step.role}), facts)


def why_with_note(step: Step, facts: Facts) -> tuple[Reason, ...]:
    """Returns why the step is taken only with a note: always, or instead of conditions that do not hold. Empty if it
    needs none."""
    if step.needs_note:
        return (Reason(code="opinion_missing" if step.onward else "note_missing"),)
    return tuple(reason for guard in step.note_instead for reason in guard(facts))


def may(process: Process, act: str, state: State, roles: Set[Role], facts: Facts) -> bool:
    """Returns whether one of these roles may do the act in this state. Raises ValueError for an act that no process
    has."""
    return not why_not(process, act, state, roles, facts)


def why_not(process: Process, act: str, state: State, roles: Set[Role], facts: Facts) -> tuple[Reason, ...]:
    """Returns every reason against the act; empty when the act is open. Raises ValueError for an act that no process
    has."""
    refusal = _refusal(process, ActName(act), state, roles, facts)
    return refusal.reasons if refusal else ()


def require(process: Process, act: str, state: State, roles: Set[Role], facts: Facts) -> None:
    """Raises NotYourStep, StepNotOpen or StepRefused unless the act is open; ValueError if no process has the act."""
    refusal = _refusal(process, ActName(act), state, roles, facts)
    if refusal:
        raise refusal


def not_this_state(process: Process, state: State) -> Reason:
    """Returns the reason for a step or act that this state does not have: it names the state, and the role whose turn
    it is unless the dossier has ended."""
    if state in ENDS:
        return Reason(code="dossier_ended", params={"state": state})
    return Reason(code="not_this_state", params={"state": state, "role": next_role(process, state)})


def not_your_role(role: Role) -> Reason:
    return Reason(code="not_your_role", params={"role": role})


def cancelled(period: int, day: date) -> Reason:
    """Returns the reason against whatever writes in a cancelled campaign."""
    return Reason(code="campaign_cancelled", params={"period": period, "date": day})


def not_in_process() -> Reason:
    return Reason(code="not_in_process")


def _refusal(process: Process, name: ActName, state: State, roles: Set[Role], facts: Facts) -> WorkflowError | None:
    """Returns the error that refuses the act, or None when the act is open.

    The role is checked before the state, so a person without the role learns in every state whose work the act is.
    """
    rows = [act for act in process.acts if act.name == name]
    if not rows:
        return StepNotOpen(not_in_process())
    mine = [act for act in rows if not roles.isdisjoint(act.roles)]
    if not mine:
        return NotYourStep(not_your_role(_owner(rows, state)))
    here = [act for act in mine if state in act.states]
    if not here:
        return StepNotOpen(not_this_state(process, state))
    closed = [_not_ready(act, roles, facts) for act in here]
    return StepRefused(*closed[0]) if all(closed) else None


def _owner(rows: list[Act], state: State) -> Role:
    """Returns the first role that does the act in this state, or else the first role that does it in any state."""
    return next((act.roles[0] for act in rows if state in act.states), rows[0].roles[0])


def _not_ready(row: Step | Act, roles: Set[Role], facts: Facts) -> tuple[Reason, ...]:
    """Returns every reason; of a cancelled campaign no other, because nothing that a person could do would open it."""
    if facts.cancelled_on is not None and row.side is not Side.read:
        return (cancelled(facts.period, facts.cancelled_on),)
    reasons = [reason for guard in row.guards for reason in guard(facts)]
    acting = roles & ({row.role} if isinstance(row, Step) else set(row.roles))
    if facts.own_unit is not None and acting.isdisjoint(CELL_ROLES):
        reasons.insert(0, Reason(code="own_unit", params={"unit": facts.own_unit}))
    return (*side_conflicts(facts.sides, facts.lent_sides, row.side, facts.dual), *reasons)


def side_conflicts(
    sides: Set[str], lent: Set[str], side: Side, dual: Set[frozenset[str]] = frozenset()
) -> tuple[Reason, ...]:
    """Returns the reasons why somebody who stood on these sides may not act on this one. What one person is permitted
    (`dual`) never covers what another account did with a password from the same hand."""
    if side is Side.read:
        return ()
    others = {other for other in sides - {side} if frozenset({other, side}) not in dual}
    found = [Reason(code="other_side", params={"side": Side(min(others))})] if others else []
    if borrowed := lent - {side} - others:
        found.append(Reason(code="same_hand", params={"side": Side(min(borrowed))}))
    return tuple(found)
