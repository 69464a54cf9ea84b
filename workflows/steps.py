"""The vocabulary of a process: states, roles, layers, and the rows a process table is made of."""

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
    """A score layer. A later one never overwrites an earlier one."""

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
    """Which side of a control a row stands on: no role may stand on two (see workflows.prove)."""

    produce = auto()
    review = auto()
    appraise = auto()
    decide = auto()
    read = auto()  # reading is on no side


class ActName(StrEnum):
    """What people do inside a state. An enum, so that a misspelt act is an error and not a missing button."""

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
    """A row that changes the state. The same name may stand once per source state."""

    name: str
    source: State
    dest: State
    role: Role
    side: Side
    guards: tuple[Guard, ...] = ()
    onward: bool = False  # carries the dossier to the next desk: its role is the one whose turn it is
    needs_note: bool = False
    needs_criteria: bool = False  # names the criteria it concerns: only those open again
    freezes: bool = False  # makes a numbered revision of what is handed on
    by_decision_only: bool = False  # taken when a decision is issued, never by a button


@dataclass(frozen=True, kw_only=True)
class Act:
    """A row for work inside a state. The same name may stand several times, for other roles in other states."""

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
        """Twelve hex digits over every row; a campaign stores it. A guard counts by its name, not by its code."""
        rows: tuple[Step | Act, ...] = (*self.steps, *self.acts)
        text = json.dumps([self.name, self.states, [_plain(row) for row in rows]], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def steps_from(self, state: State) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.source is state)

    def find_step(self, name: str, state: State) -> Step | None:
        return next((step for step in self.steps_from(state) if step.name == name), None)


def _plain(row: Step | Act) -> dict[str, object]:
    return vars(row) | {"guards": [guard.__name__ for guard in row.guards]}
