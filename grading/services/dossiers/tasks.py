"""The self-assessment as a list of tasks: done, open, and those that the commune asked the cell to complete."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum, auto

from grading.models import Dossier
from grading.rules.programmes.parts.criteria import Group
from grading.services.dossiers import evidence, returns
from grading.services.dossiers.answers import open_criteria, own_layer
from workflows import BallotOutcome, Facts


class TaskKind(StrEnum):
    group = auto()
    members = auto()
    evidence = auto()
    ballot = auto()


class TaskState(StrEnum):
    not_started = auto()
    doing = auto()
    done = auto()
    to_complete = auto()
    locked = auto()
    """The task is done, and the return that the cell is answering does not name it, so it is closed."""
    not_applicable = auto()


@dataclass(frozen=True, kw_only=True)
class Task:
    """One task. `done` of `total` parts (criteria, counts, files) exist; `open` holds the numbers of the criteria that
    still need something."""

    kind: TaskKind
    state: TaskState
    group: Group | None = None
    done: int = 0
    total: int = 0
    open: tuple[str, ...] = ()


def tasks_of(dossier: Dossier, facts: Facts) -> list[Task]:
    """Returns every task of the cell, in the order of the page."""
    return [*_groups(dossier, facts), *_members(dossier, facts), _evidence(dossier, facts), _ballot(dossier, facts)]


def progress(tasks: Iterable[Task]) -> tuple[int, int]:
    """Returns how many tasks are done, and how many tasks apply."""
    counted = [task for task in tasks if task.state is not TaskState.not_applicable]
    return sum(task.state in {TaskState.done, TaskState.locked} for task in counted), len(counted)


def _groups(dossier: Dossier, facts: Facts) -> Iterator[Task]:
    own = own_layer(dossier)
    begun = {score.criterion for score in own.scores} if own else set[str]()
    for group in dossier.programme.groups:
        numbers = [criterion.number for criterion in group.criteria]
        unanswered = tuple(number for number in numbers if number in facts.unanswered)
        returned = tuple(number for number in numbers if number in facts.not_completed)
        state = TaskState.done
        if returned:
            state = TaskState.to_complete
        elif unanswered:
            is_begun = any(criterion.key in begun for criterion in group.criteria)
            state = TaskState.doing if is_begun else TaskState.not_started
        elif not any(returns.is_open(dossier, criterion.key) for criterion in group.criteria):
            state = TaskState.locked
        total = len(numbers)
        yield Task(
            kind=TaskKind.group, group=group, state=state,
            done=total - len(unanswered), total=total, open=returned or unanswered,
        )  # fmt: skip


def _members(dossier: Dossier, facts: Facts) -> Iterator[Task]:
    """Yields nothing if the programme asks for no counts."""
    total, missing = len(dossier.programme.asks), len(facts.figures_missing)
    if not total:
        return
    state = TaskState.doing
    if not missing and facts.members_sum is None:
        state = _returned(dossier, returns.MEMBERS, facts)
    elif missing == total:
        state = TaskState.not_started
    yield Task(kind=TaskKind.members, state=state, done=total - missing, total=total)


def _evidence(dossier: Dossier, facts: Facts) -> Task:
    files = len(evidence.live(dossier))
    is_required = any(criterion.evidence_min for criterion in dossier.programme.criteria)
    if facts.evidence_missing:
        state = TaskState.doing if files else TaskState.not_started
    else:
        state = TaskState.done if files or is_required else TaskState.not_applicable
    if state is TaskState.done and not open_criteria(dossier):
        state = TaskState.locked
    missing = tuple(number for number, _minimum in facts.evidence_missing)
    return Task(kind=TaskKind.evidence, state=state, done=files, total=files, open=missing)


def _returned(dossier: Dossier, part: str, facts: Facts) -> TaskState:
    """Returns the state of a complete task: a return may ask to complete it again, or close it."""
    if part in facts.not_completed:
        return TaskState.to_complete
    return TaskState.done if returns.is_open(dossier, part) else TaskState.locked


def _ballot(dossier: Dossier, facts: Facts) -> Task:
    states = {
        BallotOutcome.missing: TaskState.not_started,
        BallotOutcome.no_majority: TaskState.doing,
        BallotOutcome.no_quorum: TaskState.doing,
        BallotOutcome.exhausted: _returned(dossier, returns.BALLOT, facts),
        BallotOutcome.passed: _returned(dossier, returns.BALLOT, facts),
    }
    is_held = facts.ballot.outcome is not BallotOutcome.missing
    state = states[facts.ballot.outcome] if facts.ballot_needed or is_held else TaskState.not_applicable
    return Task(kind=TaskKind.ballot, state=state, done=int(is_held), total=1)
