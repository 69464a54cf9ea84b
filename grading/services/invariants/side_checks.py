"""The part of `checks` about people: nobody stands on two sides of one dossier."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Account, Dossier, Move
from grading.services.dossiers.recorded_sides import asked, recorders
from grading.services.dossiers.sides import Sides
from workflows import CELL_ROLES, Side


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


def nobody_assesses_and_decides(session: Session, dossiers: Sequence[Dossier]) -> Iterator[str]:
    """Checks that nobody who worked on a dossier recorded a vote or a number for a decision on it."""
    by_id = {dossier.id: dossier for dossier in dossiers}
    found = session.execute(recorders(everybody=True), asked(by_id, None))
    lines = sorted((dossier_id, account_id) for dossier_id, account_id in found if account_id is not None)
    sides_taken = Sides(session, [by_id[dossier_id] for dossier_id in {dossier_id for dossier_id, _by in lines}])
    for dossier_id, account_id in lines:
        if sides := sides_taken.of(by_id[dossier_id], account_id) - {Side.decide}:
            stood = ", ".join(sorted(sides))
            yield f"account {account_id} recorded a decision on dossier {dossier_id} and stood on {stood} for it"
