"""The acts of the process table: who answers, attaches, scores and reads, in which states."""

from dataclasses import replace

from workflows import guards as g
from workflows.steps import Act, ActName, Role, Side, State, Tier

_CELL = (Role.cell_secretary, Role.cell_committee)
_COMMUNE = (Role.commune_reviewer,)
_TEAM = (Role.appraiser, Role.appraisal_lead)
_LEAD = (Role.appraisal_lead,)
_AUTHORITY = (Role.authority_secretary,)

_ALWAYS = tuple(State)
# The outcomes leave out `withdrawn` for two reasons. A cell may withdraw a dossier before anybody above the cell has
# seen it. And a cell could withdraw and reopen a dossier only to look at the commune's scores.
_OUTCOMES = (State.certified, State.rejected, State.declined)
_FROM_CERTIFICATION = (State.certification, *_OUTCOMES)
_FROM_APPRAISAL = (State.appraisal, *_FROM_CERTIFICATION)
PAST_REVIEW = _FROM_APPRAISAL
_FROM_REVIEW = (State.commune_review, *PAST_REVIEW)
_STOPPED = (State.discontinued,)


def acts_of(tier: Tier, states: tuple[State, ...]) -> tuple[Act, ...]:
    """Returns the acts of one process, each limited to the states of that process."""
    rows = _WORK + _READING + (_THREE_TIER_ONLY if tier is Tier.three_tier else _TWO_TIER_ONLY)
    cut = (replace(act, states=tuple(state for state in act.states if state in states)) for act in rows)
    return tuple(act for act in cut if act.states)


def read_on(names: tuple[ActName, ...], roles: tuple[Role, ...]) -> tuple[Act, ...]:
    """Returns the rows with which people above the cell read a dossier that stopped because its unit changed: what they
    could read until it stopped, and so nothing of a draft."""
    return tuple(
        Act(name=name, roles=roles, states=_STOPPED, side=Side.read, guards=(g.was_handed_over,)) for name in names
    )


def _act(side: Side, name: ActName, roles: tuple[Role, ...], *states: State) -> Act:
    return Act(name=name, roles=roles, states=states, side=side)


_WORK = (
    # What was never sent stays as it is once the campaign is closed; the records of the months belong to the year.
    *(
        Act(name=name, roles=_CELL, states=(State.draft,), side=Side.produce, guards=(g.campaign_not_closed,))
        for name in (ActName.answer, ActName.attach, ActName.enter_figures, ActName.enter_ballot)
    ),
    _act(Side.produce, ActName.log_month, _CELL, State.draft),
    _act(Side.produce, ActName.print_papers, _CELL, *_ALWAYS),
    # A commune corrects and explains its own figures at any time before it endorses the dossier.
    _act(Side.review, ActName.correct_figures, _COMMUNE, State.draft, State.commune_review),
    _act(Side.review, ActName.explain_figures, _COMMUNE, State.draft, State.commune_review),
    _act(Side.review, ActName.receive_paper, _COMMUNE, State.commune_review),
    # Members' levels are the cell's proposals; once they are decided, the commune enters the counts.
    Act(
        name=ActName.decide_members,
        roles=_COMMUNE,
        states=(State.commune_review,),
        side=Side.review,
        guards=(g.commune_has_not_decided,),
    ),
    _act(Side.decide, ActName.draft_decision, _AUTHORITY, State.certification),
)

_SCORING = tuple(
    _act(Side.appraise, name, roles, State.appraisal)
    for name, roles in ((ActName.score_appraiser, _TEAM), (ActName.score_panel, _LEAD), (ActName.propose, _LEAD))
)
_TWO_TIER_ONLY = _SCORING

# Under two tiers the commune has no layer of its own and decides at certification.
_THREE_TIER_ONLY = (
    # Appraisal comes before the decision: what a commune has decided is not scored again, only the awards are left.
    *(replace(act, guards=(g.level_not_decided,)) for act in _SCORING),
    *(
        Act(name=name, roles=roles, states=(State.appraisal,), side=Side.appraise,
            guards=(g.level_decided_before, g.award_left_to_authority))
        for name, roles in ((ActName.appraise_award, _TEAM), (ActName.propose_award, _LEAD))
    ),
    Act(name=ActName.score_commune, roles=_COMMUNE, states=(State.commune_review,), side=Side.review,
        guards=(g.commune_has_not_decided,)),
    Act(name=ActName.draft_decision, roles=_AUTHORITY, states=(State.commune_review,), side=Side.decide,
        guards=(g.commune_decides,)),
    # Here the authority's secretary is the secretary of the commune's own committee, who records its decision.
    _act(Side.read, ActName.read_self, _AUTHORITY, State.commune_review),
    _act(Side.read, ActName.read_evidence, _AUTHORITY, State.commune_review),
    _act(Side.read, ActName.read_ballot, _AUTHORITY, State.commune_review),
    _act(Side.read, ActName.read_year, _AUTHORITY, State.commune_review),
    _act(Side.read, ActName.read_history, _AUTHORITY, State.commune_review),
    _act(Side.read, ActName.read_commune, _CELL, *_OUTCOMES),
    _act(Side.read, ActName.read_commune, _COMMUNE, *_FROM_REVIEW),
    _act(Side.read, ActName.read_commune, _AUTHORITY, State.commune_review, *_FROM_CERTIFICATION),
    _act(Side.read, ActName.read_commune, _TEAM, *_FROM_APPRAISAL),
    _act(Side.read, ActName.read_commune, (Role.inspector,), *_OUTCOMES),
    *read_on((ActName.read_commune,), (*_COMMUNE, Role.inspector)),
)  # fmt: skip

_CONTENT = (ActName.read_self, ActName.read_evidence, ActName.read_ballot, ActName.read_year)
_READING = (
    *(
        _act(Side.read, name, roles, *states)
        for name in _CONTENT
        for roles, states in (
            (_CELL, _ALWAYS),
            (_COMMUNE, _FROM_REVIEW),
            (_TEAM, _FROM_APPRAISAL),
            (_AUTHORITY, _FROM_CERTIFICATION),
            ((Role.inspector,), _OUTCOMES),
        )
    ),
    *read_on(_CONTENT, (*_COMMUNE, Role.inspector)),
    # Appraisers score independently: the others' scores open once an appraiser has finished (services.assessments).
    # The cell never reads a single appraiser's layer.
    _act(Side.read, ActName.read_appraiser, _TEAM, State.appraisal),
    _act(Side.read, ActName.read_appraiser, _COMMUNE + _TEAM + _AUTHORITY, *_FROM_CERTIFICATION),
    _act(Side.read, ActName.read_appraiser, (Role.inspector,), *_OUTCOMES),
    _act(Side.read, ActName.read_panel, _LEAD, State.appraisal),
    _act(Side.read, ActName.read_panel, _COMMUNE + _TEAM + _AUTHORITY, *_FROM_CERTIFICATION),
    _act(Side.read, ActName.read_panel, (*_CELL, Role.inspector), *_OUTCOMES),
    # The history is the list of moves: everybody whose desk the dossier has passed can still see where it is.
    _act(Side.read, ActName.read_history, _CELL + _COMMUNE, *_ALWAYS),
    _act(Side.read, ActName.read_history, _TEAM, *_FROM_APPRAISAL),
    _act(Side.read, ActName.read_history, _AUTHORITY, *_FROM_CERTIFICATION),
    _act(Side.read, ActName.read_history, (Role.award_clerk, Role.inspector), *_OUTCOMES),
    _act(Side.read, ActName.read_history, (Role.inspector,), *_STOPPED),
)
