"""The steps of the table as one reader meets them: open, closed with every reason, or not theirs at all."""

from collections.abc import Set

import workflows
from grading.models import Dossier
from workflows import Facts, NotYourStep, OpenStep, Reason, Role, StepNotOpen, StepRefused
from workflows.permits import not_in_process, not_this_state, not_your_role


def open_steps(dossier: Dossier, roles: Set[Role], facts: Facts) -> list[OpenStep]:
    """Returns the steps that belong to these roles now, in the order of the table; the closed ones with their
    reasons."""
    return workflows.open_steps(dossier.campaign.process, dossier.state, roles, facts)


def get_step(dossier: Dossier, name: str, roles: Set[Role], facts: Facts) -> OpenStep:
    """Returns the step of that name, open or closed.

    Raises:
        StepNotOpen: when the process has no such step, or no such step from this state.
        NotYourStep: when the step belongs to another role.
        StepRefused: when only a decision or a task takes the step.
    """
    process = dossier.campaign.process
    if not any(step.name == name for step in process.steps):
        raise StepNotOpen(not_in_process())
    step = process.find_step(name, dossier.state)
    if step is None:
        raise StepNotOpen(not_this_state(process, dossier.state))
    if step.role not in roles:
        raise NotYourStep(not_your_role(step.role))
    if step.by_decision_only:
        raise StepRefused(Reason(code="only_by_decision"))
    if step.by_task_only:
        raise StepRefused(Reason(code="only_by_task"))
    return next(candidate for candidate in open_steps(dossier, roles, facts) if candidate.step is step)
