"""Whether something is open to somebody, and if not, every reason. Pages and checks on POST ask the same questions."""

from collections.abc import Set
from dataclasses import dataclass

from workflows.errors import NotYourStep, StepNotOpen, StepRefused, WorkflowError
from workflows.facts import Facts
from workflows.reasons import Reason
from workflows.steps import CELL_ROLES, ENDS, Act, ActName, Process, Role, Side, State, Step


@dataclass(frozen=True, kw_only=True)
class OpenStep:
    """A step that belongs to the person, with every reason why it is closed; it is open when there is none."""

    step: Step
    reasons: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        return not self.reasons


def next_role(process: Process, state: State) -> Role | None:
    """Whose turn it is; None at an end."""
    return next((step.role for step in process.steps_from(state) if step.onward), None)


def open_steps(process: Process, state: State, roles: Set[Role], facts: Facts) -> list[OpenStep]:
    """The steps of this state that belong to these roles, in table order, the closed ones with their reasons.

    Steps taken only by a decision are left out: they have no button. A note or criteria that a step asks for are
    given with it, so they are no reason yet.
    """
    return [
        OpenStep(step=step, reasons=why_not_step(step, facts))
        for step in process.steps_from(state)
        if step.role in roles and not step.by_decision_only
    ]


def why_not_step(step: Step, facts: Facts) -> tuple[Reason, ...]:
    """Every reason why its own role may not take the step now; what is asked together with it is not looked at."""
    return _not_ready(step, frozenset({step.role}), facts)


def may(process: Process, act: str, state: State, roles: Set[Role], facts: Facts) -> bool:
    """Whether one of these roles may do the act in this state. Raises ValueError for an act that no process knows."""
    return not why_not(process, act, state, roles, facts)


def why_not(process: Process, act: str, state: State, roles: Set[Role], facts: Facts) -> tuple[Reason, ...]:
    """Every reason against the act; empty when it is open. Raises ValueError for an act that no process knows."""
    refusal = _refusal(process, ActName(act), state, roles, facts)
    return refusal.reasons if refusal else ()


def require(process: Process, act: str, state: State, roles: Set[Role], facts: Facts) -> None:
    """Raise NotYourStep, StepNotOpen or StepRefused unless the act is open; ValueError if no process knows it."""
    refusal = _refusal(process, ActName(act), state, roles, facts)
    if refusal:
        raise refusal


def not_this_state(process: Process, state: State) -> Reason:
    """Nothing of that name is open here: names the state, and whose turn it is unless the dossier has ended."""
    if state in ENDS:
        return Reason(code="dossier_ended", params={"state": state})
    return Reason(code="not_this_state", params={"state": state, "role": next_role(process, state)})


def not_your_role(role: Role) -> Reason:
    return Reason(code="not_your_role", params={"role": role})


def not_in_process() -> Reason:
    return Reason(code="not_in_process")


def _refusal(process: Process, name: ActName, state: State, roles: Set[Role], facts: Facts) -> WorkflowError | None:
    """Role first, then state: somebody who never does this hears whose work it is, whatever the state."""
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
    """The first role that does it here, else the first that ever does."""
    return next((act.roles[0] for act in rows if state in act.states), rows[0].roles[0])


def _not_ready(row: Step | Act, roles: Set[Role], facts: Facts) -> tuple[Reason, ...]:
    reasons = [reason for guard in row.guards for reason in guard(facts)]
    acting = roles & ({row.role} if isinstance(row, Step) else set(row.roles))
    if facts.own_unit is not None and acting.isdisjoint(CELL_ROLES):
        reasons.insert(0, Reason(code="own_unit", params={"unit": facts.own_unit}))
    if row.side is not Side.read and (others := facts.sides - {row.side}):
        reasons.insert(0, Reason(code="other_side", params={"side": Side(min(others))}))
    return tuple(reasons)
