"""Guards turn facts into reasons; no reasons means ready. The tables of docs/process.md print their docstrings."""

from collections.abc import Callable

from workflows.ballots import ballot_reasons
from workflows.facts import Facts
from workflows.reasons import Reason

Reasons = tuple[Reason, ...]
GUARDS: dict[str, Callable[[Facts], Reasons]] = {}
"""Every guard by its name. Stored tables name guards, so a guard stays while any campaign's table has its name."""


def _guard(function: Callable[[Facts], Reasons]) -> Callable[[Facts], Reasons]:
    GUARDS[function.__name__] = function
    return function


@_guard
def campaign_is_open(facts: Facts) -> Reasons:
    """campaign open"""
    return _when(not facts.campaign_open, "campaign_closed", period=facts.period)


@_guard
def campaign_not_closed(facts: Facts) -> Reasons:
    """campaign not closed"""
    return _when(facts.closed_on is not None, "campaign_over", period=facts.period, date=facts.closed_on)


@_guard
def in_time(facts: Facts) -> Reasons:
    """not past the due date, which for a return is a day of its own"""
    late, sent_back = facts.overdue_since, facts.return_overdue_since
    return (
        *_when(late is not None, "deadline", date=late, office=facts.office),
        *_when(sent_back is not None, "return_deadline", date=sent_back, office=facts.office),
    )


@_guard
def every_criterion_answered(facts: Facts) -> Reasons:
    """every criterion answered"""
    return _criteria("unanswered", facts.unanswered)


@_guard
def returned_criteria_completed(facts: Facts) -> Reasons:
    """everything that was returned completed"""
    incomplete = facts.not_completed
    return _when(bool(incomplete), "not_completed", n=len(incomplete), list=incomplete)


@_guard
def evidence_is_there(facts: Facts) -> Reasons:
    """required evidence there"""
    return tuple(
        Reason(code="evidence_missing", params={"criterion": criterion, "n": wanted})
        for criterion, wanted in facts.evidence_missing
    )


@_guard
def asked_figures_given(facts: Facts) -> Reasons:
    """figures asked for are given"""
    missing = facts.figures_missing
    return _when(bool(missing), "figures_missing", n=len(missing), figures=missing)


@_guard
def members_add_up(facts: Facts) -> Reasons:
    """members by level add up"""
    counted, rated = facts.members_sum or (0, 0)
    return _when(facts.members_sum is not None, "members_sum", sum=counted, rated=rated)


@_guard
def figures_agree(facts: Facts) -> Reasons:
    """figures of the dossier agree, or are explained"""
    open_ones = facts.disagreeing
    return _when(bool(open_ones), "figures_disagree", n=len(open_ones), relations=open_ones)


@_guard
def ballot_passed(facts: Facts) -> Reasons:
    """ballot passed, where the programme asks for one"""
    return ballot_reasons(facts.ballot) if facts.ballot_needed else ()


@_guard
def commune_has_not_begun(facts: Facts) -> Reasons:
    """nobody at the commune has begun on it"""
    return _when(facts.commune_begun, "commune_begun")


@_guard
def commune_has_not_decided(facts: Facts) -> Reasons:
    """not yet in an issued decision of the commune"""
    return _when(facts.commune_decided, "already_decided")


@_guard
def unit_has_changed(facts: Facts) -> Reasons:
    """the unit was merged, divided, moved or closed meanwhile"""
    return _when(not facts.unit_changed, "unit_unchanged")


@_guard
def was_handed_over(facts: Facts) -> Reasons:
    """the dossier stopped after the cell had handed it over"""
    return _when(facts.stopped_unsent, "stopped_unsent")


@_guard
def commune_layer_complete(facts: Facts) -> Reasons:
    """commune layer complete"""
    unscored = _criteria("commune_unscored", facts.commune_unscored)
    return unscored + _criteria("commune_unexplained", facts.commune_unexplained)


@_guard
def no_open_contradiction(facts: Facts) -> Reasons:
    """no open contradiction in the commune"""
    return _when(facts.open_contradictions > 0, "figures_open", n=facts.open_contradictions)


@_guard
def subordinates_decided(facts: Facts) -> Reasons:
    """every organisation below it decided first"""
    undecided = facts.subordinates_open
    return _when(bool(undecided), "subordinates_open", n=len(undecided), year=facts.year, list=undecided)


@_guard
def signed_paper_received(facts: Facts) -> Reasons:
    """signed paper received"""
    return _when(not facts.paper_received, "paper_missing", n=1)


@_guard
def commune_decision_issued(facts: Facts) -> Reasons:
    """what the commune itself decides is in an issued decision of the commune"""
    return _when(facts.commune_decides and not facts.commune_decided, "commune_undecided")


@_guard
def commune_decides(facts: Facts) -> Reasons:
    """only where the campaign leaves a decision to the commune"""
    return _when(not facts.commune_decides, "commune_decides_nothing")


@_guard
def enough_assessments(facts: Facts) -> Reasons:
    """the campaign's minimum of appraiser assessments"""
    finished, needed = facts.assessments_finished, facts.assessments_needed
    return _when(finished < needed, "assessments_few", finished=finished, needed=needed)


@_guard
def panel_layer_set(facts: Facts) -> Reasons:
    """panel layer set"""
    unscored = _criteria("panel_unscored", facts.panel_unscored)
    return unscored + _criteria("panel_unexplained", facts.panel_unexplained)


@_guard
def proposal_made(facts: Facts) -> Reasons:
    """what the team proposes is stated"""
    return _when(facts.proposal_missing, "proposal_missing")


@_guard
def level_not_decided(facts: Facts) -> Reasons:
    """only where the level or title is not decided yet"""
    decided = facts.decided_on is not None
    return _when(decided, "level_decided", office=facts.decided_by, date=facts.decided_on)


@_guard
def level_decided_before(facts: Facts) -> Reasons:
    """only where the level or title is decided already"""
    return _when(facts.decided_on is None, "level_undecided")


@_guard
def award_left_to_authority(facts: Facts) -> Reasons:
    """only where the authority gives awards"""
    return _when(not facts.award_left, "award_not_left")


@_guard
def enough_assessments_unless_decided(facts: Facts) -> Reasons:
    """the campaign's minimum of appraiser assessments, unless the level is decided already"""
    return () if facts.decided_on else enough_assessments(facts)


@_guard
def panel_layer_set_unless_decided(facts: Facts) -> Reasons:
    """panel layer set, unless the level is decided already"""
    return () if facts.decided_on else panel_layer_set(facts)


@_guard
def proposal_made_unless_decided(facts: Facts) -> Reasons:
    """what the team proposes is stated, unless the level is decided already"""
    return () if facts.decided_on else proposal_made(facts)


@_guard
def proposed_award_appraised(facts: Facts) -> Reasons:
    """for a proposed award, the campaign's minimum of opinions on it"""
    given, needed = facts.award_opinions, facts.assessments_needed
    short = facts.decided_on is not None and facts.award_proposed and given < needed
    return _when(short, "award_opinions_few", finished=given, needed=needed)


@_guard
def award_proposed_if_decided(facts: Facts) -> Reasons:
    """where the level is decided already, an award is proposed"""
    return _when(facts.decided_on is not None and not facts.award_proposed, "award_unproposed")


@_guard
def year_not_decided(facts: Facts) -> Reasons:
    """only until a body votes or decides on the year of which the period is a part"""
    return _when(facts.year_decided, "year_decided", year=facts.year)


@_guard
def in_an_issued_decision(facts: Facts) -> Reasons:
    """taken for every dossier of a decision at the moment it is issued"""
    return _when(not facts.in_issued_decision, "only_by_decision")


def _when(closed: bool, code: str, **params: object) -> Reasons:
    return (Reason(code=code, params=params),) if closed else ()


def _criteria(code: str, numbers: tuple[str, ...]) -> Reasons:
    return _when(bool(numbers), code, n=len(numbers), list=", ".join(numbers))
