"""What is done of a dossier on the desk where it lies. Pages, counts and meetings read it here and nowhere else."""

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum, auto

from workflows import guards as g
from workflows.facts import Facts
from workflows.reasons import Reason
from workflows.steps import Process, State, Step
from workflows.ways import onward


class Work(StrEnum):
    """How far a desk is with a dossier, in the order of the work."""

    not_begun = auto()
    begun = auto()
    assessed = auto()
    awaits_meeting = auto()
    voted = auto()
    decided = auto()
    can_be_passed_on = auto()


def members_decided(facts: Facts) -> tuple[Reason, ...]:
    """the levels of the members decided, where the programme asks for that before a vote"""
    return (Reason(code="members_proposed_only"),) if facts.members_undecided else ()


_ASSESSING = (g.commune_layer_complete, g.enough_assessments, g.enough_assessments_unless_decided)
"""The conditions of a step onward that speak of the assessment itself; the others speak of what goes with it."""

_BEFORE_A_VOTE: dict[State, tuple[Callable[[Facts], tuple[Reason, ...]], ...]] = {
    # A commune decides on what it has assessed: after the decision its layer is closed.
    State.commune_review: (g.commune_layer_complete, members_decided),
    State.certification: (members_decided,),
}


def why_not_decided(state: State, facts: Facts) -> tuple[Reason, ...]:
    """Returns every reason why the body that sits in this state cannot decide on the dossier yet."""
    return tuple(reason for condition in _BEFORE_A_VOTE.get(state, ()) for reason in condition(facts))


def work_of(process: Process, state: State, facts: Facts) -> Work | None:
    """Returns how far the desk is with the dossier; None where no desk above the cell has it, and where a desk only
    notes it."""
    step = onward(process, state)
    if step is None or state is State.draft or not process.sittings:
        return None
    if facts.voted:
        return Work.voted
    return _at_a_meeting(state, facts) if step.by_decision_only else _before_the_step(process, step, facts)


def counts(works: Iterable[Work | None]) -> dict[Work, int]:
    """Counts the dossiers of a desk by what is done of them, in the order of the work."""
    found = Counter(works)
    return {work: found[work] for work in Work if found[work]}


def _before_the_step(process: Process, step: Step, facts: Facts) -> Work:
    if not any(guard(facts) for guard in step.guards):
        return Work.can_be_passed_on
    if facts.decided_on is not None:
        return Work.decided
    assessing = [guard for guard in step.guards if guard in _ASSESSING]
    if not assessing:  # the desk only checks what came in: once that is complete, the dossier can be passed on
        return Work.begun if facts.commune_begun else Work.not_begun
    if any(guard(facts) for guard in assessing):
        return Work.begun if facts.layer_begun else Work.not_begun
    sits = facts.commune_decides and process.sitting_in(step.source) is not None
    return _at_a_meeting(step.source, facts) if sits else Work.assessed


def _at_a_meeting(state: State, facts: Facts) -> Work:
    return Work.assessed if why_not_decided(state, facts) else Work.awaits_meeting
