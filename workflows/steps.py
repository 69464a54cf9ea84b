"""The vocabulary of a process: states, roles, layers, and the rows of a process table."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property

from workflows.facts import Facts
from workflows.reasons import Reason

Guard = Callable[[Facts], tuple[Reason, ...]]


class State(StrEnum):
    draft = auto()
    commune_review = auto()
    appraisal = auto()
    certification = auto()
    certified = auto()
    rejected = auto()
    declined = auto()
    withdrawn = auto()


ENDS = frozenset({State.certified, State.rejected, State.declined, State.withdrawn})


class Role(StrEnum):
    cell_secretary = auto()
    cell_committee = auto()
    commune_reviewer = auto()
    appraiser = auto()
    appraisal_lead = auto()
    authority_secretary = auto()
    award_clerk = auto()
    inspector = auto()
    admin = auto()


CELL_ROLES = frozenset({Role.cell_secretary, Role.cell_committee})


class Layer(StrEnum):
    """A score layer. A later layer never overwrites an earlier layer."""

    self_ = "self"
    commune = auto()
    appraiser = auto()
    panel = auto()


class Kind(StrEnum):
    rating = auto()
    recognition = auto()


class Tier(StrEnum):
    three_tier = auto()
    two_tier = auto()


class Side(StrEnum):
    """The side of a control that a row belongs to: no role may act on two sides (see workflows.prove)."""

    produce = auto()
    review = auto()
    appraise = auto()
    decide = auto()
    read = auto()  # reading belongs to no side of a control


class ActName(StrEnum):
    """The work that people do inside a state. The names are an enum, so that a misspelt act raises an error instead of
    hiding a button."""

    answer = auto()
    attach = auto()
    enter_figures = auto()
    enter_ballot = auto()
    log_month = auto()
    print_papers = auto()
    correct_figures = auto()
    explain_figures = auto()
    receive_paper = auto()
    decide_members = auto()
    score_commune = auto()
    score_appraiser = auto()
    score_panel = auto()
    propose = auto()
    draft_decision = auto()
    read_self = auto()
    read_evidence = auto()
    read_ballot = auto()
    read_year = auto()
    read_commune = auto()
    read_appraiser = auto()
    read_panel = auto()
    read_history = auto()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A row that changes the state. A name may appear once per source state."""

    name: str
    source: State
    dest: State
    role: Role
    side: Side
    guards: tuple[Guard, ...] = ()
    onward: bool = False  # moves the dossier to the next desk; in the source state it is this role's turn
    needs_note: bool = False
    needs_criteria: bool = False  # the person names the criteria to return; only these criteria open again
    freezes: bool = False  # makes a numbered revision of the dossier
    by_decision_only: bool = False  # the issue of a decision takes the step; the step has no button


@dataclass(frozen=True, kw_only=True)
class Act:
    """A row for work inside a state. A name may appear several times, for other roles in other states."""

    name: ActName
    roles: tuple[Role, ...]
    states: tuple[State, ...]
    side: Side
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Process:
    """One table: every step and act of one tier and kind."""

    tier: Tier
    kind: Kind
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    acts: tuple[Act, ...]

    @property
    def name(self) -> str:
        return f"{self.tier}_{self.kind}"

    @cached_property
    def version(self) -> str:
        """A hash of every row (twelve hex digits) that a campaign stores. It covers a guard's name, not its code."""
        rows: tuple[Step | Act, ...] = (*self.steps, *self.acts)
        text = json.dumps([self.name, self.states, [_plain(row) for row in rows]], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def steps_from(self, state: State) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.source is state)

    def find_step(self, name: str, state: State) -> Step | None:
        return next((step for step in self.steps_from(state) if step.name == name), None)


def _plain(row: Step | Act) -> dict[str, object]:
    return vars(row) | {"guards": [guard.__name__ for guard in row.guards]}
