"""Records the vote on a drafted decision, and opens it again as long as the decision has no number."""

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Decision, DecisionState, Done
from grading.rules.departures import Departure
from grading.services.decisions import checks, departures
from grading.services.decisions.turns import refuse_actor, require_secretary, require_state, take_turn
from grading.services.dossiers import revisions
from grading.services.ground.errors import Refused
from grading.services.record.recording import record, record_each
from grading.services.results import results


def record_vote(session: Session, actor: Actor, decision: Decision, *, seen: int | None = None) -> None:
    """Binds the vote to exactly what lay on the table: each line gets the revision of its dossier.

    Raises:
        NotNow: when the vote was recorded already, or the decision changed since `seen` (the version of the page).
        Refused: with everything that is missing or does not add up, the quota of each group included.
    """
    require_secretary(session, actor, decision.campaign, decision.unit_id)
    if not take_turn(session, decision, seen, again=(actor, Done.vote_recorded)):
        return
    require_state(decision, DecisionState.drafted)
    on_the_table = [item.dossier for item in decision.items]
    results.hold(session, {dossier.unit_id for dossier in on_the_table})
    refuse_actor(session, actor, on_the_table)
    if reasons := checks.before_vote(session, decision, actor.now):
        raise Refused(reasons)
    derivations, departing = departures.derived(session, decision), departures.of_decision(session, decision)
    frozen = revisions.freeze_each(session, on_the_table, actor.now)
    for item in decision.items:
        item.revision = frozen[item.dossier_id]
        item.derivation = derivations[item.dossier_id].to_json() if item.dossier_id in derivations else None
        item.passed_over = departing.get(item.dossier_id) is Departure.passed_over
    decision.state, decision.voted_by_id, decision.voted_at = DecisionState.voted, actor.person.id, actor.now
    record(session, actor, Done.vote_recorded, decision, lines=len(decision.items), awards=len(decision.awards))
    record_each(session, actor, Done.voted_on, on_the_table, decision=decision.id)
    session.flush()


def reopen_vote(session: Session, actor: Actor, decision: Decision, *, seen: int | None = None) -> None:
    """Returns a recorded vote to the draft, as long as the decision has no number."""
    require_secretary(session, actor, decision.campaign, decision.unit_id)
    if not take_turn(session, decision, seen, again=(actor, Done.vote_reopened)):
        return
    require_state(decision, DecisionState.voted)
    decision.state, decision.voted_by_id, decision.voted_at = DecisionState.drafted, None, None
    decision.drafted_at = actor.now
    record(session, actor, Done.vote_reopened, decision)
    session.flush()
