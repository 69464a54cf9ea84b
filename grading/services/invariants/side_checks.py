"""The part of `checks` about people: nobody stands on two sides of one dossier."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Account, Assessment, Decision, DecisionItem, DecisionState, Dossier, Move
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
    query = (
        select(Assessment, Decision)
        .join(DecisionItem, DecisionItem.dossier_id == Assessment.dossier_id)
        .join(Decision, DecisionItem.decision_id == Decision.id)
        .where(Assessment.layer.in_((Layer.appraiser, Layer.panel)), Decision.state != DecisionState.drafted)
    )
    for assessment, decision in session.execute(query):
        if {assessment.by_id, assessment.saved_by_id} & {decision.voted_by_id, decision.issued_by_id} - {None}:
            yield f"decision {decision.id} was recorded by somebody who assessed dossier {assessment.dossier_id}"
