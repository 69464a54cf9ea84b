"""The vocabulary of a process: states, roles, layers, and the rows of a process table."""

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
    discontinued = auto()  # the unit was merged, divided or closed before its dossier came to an end
    noted = auto()  # the body above took note of it; nobody decides anything


ENDS = frozenset({State.certified, State.rejected, State.declined, State.withdrawn, State.discontinued, State.noted})


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
    light = auto()  # a cell sends one sheet, and the body above notes it


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
    appraise_award = auto()
    propose_award = auto()
    draft_decision = auto()
    read_self = auto()
    read_evidence = auto()
    read_ballot = auto()
    read_year = auto()
    read_commune = auto()
    read_appraiser = auto()
    read_panel = auto()
    read_history = auto()


class Body(StrEnum):
    """One of the organisations of a dossier: the unit itself, or one of those that review, appraise and decide."""

    unit = auto()
    review_unit = auto()
    appraisal_unit = auto()
    authority_unit = auto()


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
    note_instead: tuple[Guard, ...] = ()  # conditions for which the person may write a note instead
    needs_criteria: bool = False  # the person names the criteria to return; only these criteria open again
    freezes: bool = False  # makes a numbered revision of the dossier
    by_decision_only: bool = False  # the issue of a decision takes the step; the step has no button
    by_task_only: bool = False  # the answer to a task takes the step; the step has no button


@dataclass(frozen=True, kw_only=True)
class Act:
    """A row for work inside a state. A name may appear several times, for other roles in other states."""

    name: ActName
    roles: tuple[Role, ...]
    states: tuple[State, ...]
    side: Side
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seat:
    """The organisation on which a role must be granted to count on a dossier."""

    role: Role
    body: Body


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A body decides in this state. While it does, the secretary of its meeting stands there as `role`. Afterwards the
    same person reads on as `reads_as`, in the states `afterwards`."""

    state: State
    body: Body
    role: Role
    reads_as: Role | None = None
    afterwards: tuple[State, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Process:
    """One table: every step and act of one tier and kind, who stands where, and which body decides in which state."""

    tier: Tier
    kind: Kind
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    acts: tuple[Act, ...]
    seats: tuple[Seat, ...]
    sittings: tuple[Sitting, ...]

    @property
    def name(self) -> str:
        return f"{self.tier}_{self.kind}"

    def steps_from(self, state: State) -> tuple[Step, ...]:
        return self._steps_by_source.get(state, ())

    @cached_property
    def _steps_by_source(self) -> dict[State, tuple[Step, ...]]:
        sources = dict.fromkeys(step.source for step in self.steps)
        return {source: tuple(step for step in self.steps if step.source is source) for source in sources}

    def find_step(self, name: str, state: State) -> Step | None:
        return next((step for step in self.steps_from(state) if step.name == name), None)

    def asks(self, guard: Guard, state: State) -> bool:
        """Returns whether a step or an act in this state depends on the guard; what no row asks need not be known."""
        guards = [step.guards for step in self.steps_from(state)]
        guards += [act.guards for act in self.acts if state in act.states]
        return any(guard in each for each in guards)

    def until(self, side: Side) -> frozenset[State]:
        """Returns the states in which this side has not handed the dossier on yet: those in which it is this side's
        turn, and those from which the way leads there."""
        found = {step.source for step in self.steps if step.side is side and step.onward}
        ways = [step for step in self.steps if step.onward or step.side is Side.produce]
        while earlier := {step.source for step in ways if step.dest in found} - found:
            found |= earlier
        return frozenset(found)

    def sees(self, role: Role, state: State) -> bool:
        """Returns whether the role may know of a dossier in this state: it may if it reads the history."""
        return any(act.name is ActName.read_history and role in act.roles and state in act.states for act in self.acts)

    def sitting_in(self, state: State) -> Sitting | None:
        return next((sitting for sitting in self.sittings if sitting.state is state), None)
