"""The light process: a cell sends one sheet for a period shorter than a year, and the body above notes it.

Nobody appraises it, decides it or gives an award for it. What was noted stands beside the year as its basis.
"""

from workflows import guards as g
from workflows.acts import read_on
from workflows.steps import Act, ActName, Role, Seat, Side, State, Step

STATES = (State.draft, State.commune_review, State.noted, State.discontinued)
_CELL = (Role.cell_secretary, Role.cell_committee)
_ABOVE = (Role.commune_reviewer,)
_SENT = (State.commune_review, State.noted)
# What a cell must have done before it sends is the same as for a year.
_SEND = (
    g.campaign_is_open, g.in_time, g.every_criterion_answered, g.returned_criteria_completed, g.evidence_is_there,
    g.asked_figures_given, g.members_add_up, g.figures_agree, g.ballot_passed,
)  # fmt: skip

STEPS = (
    Step(name="submit", source=State.draft, dest=State.commune_review, role=Role.cell_secretary,
         side=Side.produce, guards=_SEND, onward=True, freezes=True),
    Step(name="take_back", source=State.commune_review, dest=State.draft, role=Role.cell_secretary,
         side=Side.produce),
    Step(name="send_back", source=State.commune_review, dest=State.draft, role=Role.commune_reviewer,
         side=Side.review, needs_note=True, needs_criteria=True),
    Step(name="note", source=State.commune_review, dest=State.noted, role=Role.commune_reviewer,
         side=Side.review, onward=True, freezes=True),
    # A note is no decision: the body that noted a sheet may take the note back until the year rests on it.
    Step(name="cancel_note", source=State.noted, dest=State.commune_review, role=Role.commune_reviewer,
         side=Side.review, guards=(g.campaign_is_open, g.year_not_decided), needs_note=True),
    *(Step(name="discontinue", source=source, dest=State.discontinued, role=Role.commune_reviewer,
           side=Side.review, guards=(g.unit_has_changed,), needs_note=True, by_task_only=True)
      for source in (State.draft, State.commune_review)),
)  # fmt: skip


def _act(side: Side, name: ActName, roles: tuple[Role, ...], *states: State) -> Act:
    guards = (g.campaign_not_closed,) if states == (State.draft,) else ()
    return Act(name=name, roles=roles, states=states, side=side, guards=guards)


ACTS = (
    _act(Side.produce, ActName.answer, _CELL, State.draft),
    _act(Side.produce, ActName.attach, _CELL, State.draft),
    _act(Side.produce, ActName.enter_figures, _CELL, State.draft),
    _act(Side.produce, ActName.enter_ballot, _CELL, State.draft),
    _act(Side.produce, ActName.print_papers, _CELL, *STATES),
    *(
        _act(Side.read, name, roles, *states)
        for name in (ActName.read_self, ActName.read_evidence, ActName.read_ballot)
        for roles, states in ((_CELL, STATES), (_ABOVE, _SENT))
    ),
    *read_on((ActName.read_self, ActName.read_evidence, ActName.read_ballot), _ABOVE),
    _act(Side.read, ActName.read_history, _CELL + _ABOVE, *STATES),
)
SEATS = (Role.cell_secretary, Role.cell_committee, Role.commune_reviewer)
"""The roles that have a part; each is granted where every process has it."""


def seats_of(everywhere: tuple[Seat, ...]) -> tuple[Seat, ...]:
    return tuple(seat for seat in everywhere if seat.role in SEATS)
