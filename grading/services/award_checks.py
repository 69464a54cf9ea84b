"""What must always hold of awards and of where units came from; part of `checks`."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from grading.models import Award, Decision, DecisionState, Dossier, Succession
from grading.rules import awards
from grading.services.histories import histories
from grading.services.successions import cycles


def one_award_for_each_unit_and_campaign(session: Session) -> Iterator[str]:
    query = (
        select(Dossier.unit_id, Decision.campaign_id, func.count())
        .join(Award, Award.dossier_id == Dossier.id)
        .join(Decision, Award.decision_id == Decision.id)
        .group_by(Dossier.unit_id, Decision.campaign_id)
    )
    for unit_id, campaign_id, number in session.execute(query.having(func.count() > 1)):
        yield f"unit {unit_id} has {number} awards in campaign {campaign_id}"


def awards_still_rest_on_results(session: Session) -> Iterator[str]:
    """A year that was rated anew, or a merger that was recorded, may take the ground from under an award."""
    query = (
        select(Award)
        .join(Decision)
        .where(Decision.state == DecisionState.issued)
        .options(joinedload(Award.decision).joinedload(Decision.campaign), joinedload(Award.dossier))
    )
    given = list(session.scalars(query))
    known = histories(session, {award.dossier.unit_id for award in given})
    for award in given:
        campaign = award.decision.campaign
        rule, history = campaign.programme.award(award.ground), known[award.dossier.unit_id]
        for reason in awards.faults(rule, campaign.year, history):
            yield f"award {award.id} of unit {award.dossier.unit_id} no longer has its ground: {reason.code}"


def no_unit_came_out_of_itself(session: Session) -> Iterator[str]:
    pairs = [(row.predecessor_id, row.successor_id) for row in session.scalars(select(Succession))]
    yield from (f"unit {unit_id} came out of itself" for unit_id in sorted(cycles(pairs)))
