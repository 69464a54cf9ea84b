"""The part of `checks` about people: nobody stands on two sides of one dossier."""

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from grading.models import Account, Assessment, AwardOpinion, Decision, DecisionItem, DecisionState, Dossier, Move
from grading.services.dossiers.sides import Sides
from workflows import CELL_ROLES, Layer


def nobody_acts_on_the_own_unit(session: Session) -> Iterator[str]:
    """Checks steps above the cell's layer. The own unit of an account is the one that the account declared as its
    home."""
    query = (
        select(Move, Dossier, Account)
        .join(Dossier, Move.dossier_id == Dossier.id)
        .join(Account, Move.by_id == Account.id)
        .where(Account.home_unit_id == Dossier.unit_id, Move.role.not_in(CELL_ROLES))
    )
    for move, dossier, account in session.execute(query):
        yield f"account {account.login} took {move.step} on its own unit's dossier {dossier.id}"


def nobody_stands_on_two_sides(session: Session, dossiers: Sequence[Dossier]) -> Iterator[str]:
    """Checks that different people produce, review and appraise one dossier, and decide on it."""
    sides_taken = Sides(session, dossiers)
    for dossier in dossiers:
        for account_id in sorted(sides_taken.people(dossier)):
            if len(sides := sides_taken.of(dossier, account_id)) > 1:
                yield f"account {account_id} stood on {', '.join(sorted(sides))} for dossier {dossier.id}"


def nobody_assesses_and_decides(session: Session) -> Iterator[str]:
    assessors, recorders = (Assessment.by_id, Assessment.saved_by_id), (Decision.voted_by_id, Decision.issued_by_id)
    query = (
        select(Decision.id, Assessment.dossier_id)
        .join(DecisionItem, DecisionItem.dossier_id == Assessment.dossier_id)
        .join(Decision, DecisionItem.decision_id == Decision.id)
        .where(Assessment.layer.in_((Layer.appraiser, Layer.panel)), Decision.state != DecisionState.drafted)
        .where(or_(*(assessor == recorder for assessor in assessors for recorder in recorders)))
    )
    for decision_id, dossier_id in session.execute(query.distinct()):
        yield f"decision {decision_id} was recorded by somebody who assessed dossier {dossier_id}"
    said = (
        select(AwardOpinion.dossier_id, Decision.id)
        .join(DecisionItem, DecisionItem.dossier_id == AwardOpinion.dossier_id)
        .join(Decision, DecisionItem.decision_id == Decision.id)
        .where(
            Decision.state != DecisionState.drafted,
            AwardOpinion.saved_by_id.in_((Decision.voted_by_id, Decision.issued_by_id)),
        )
    )
    for dossier_id, decision_id in session.execute(said.distinct()):
        yield f"decision {decision_id} was recorded by somebody with an opinion on the award of dossier {dossier_id}"
