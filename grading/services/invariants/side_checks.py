"""The part of `checks` about people: nobody stands on two sides of one dossier."""

from collections.abc import Iterator, Sequence, Set
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Account, Dossier, Move
from grading.services.record.recorded_sides import asked, recorders
from grading.services.record.sides import Sides
from workflows import CELL_ROLES, Finding, Side
from workflows.permits import side_conflicts


def nobody_acts_on_the_own_unit(session: Session) -> Iterator[Finding]:
    """Checks steps above the cell's layer. The own unit of an account is the one that the account declared as its
    home."""
    query = (
        select(Move, Dossier, Account)
        .join(Dossier, Move.dossier_id == Dossier.id)
        .join(Account, Move.by_id == Account.id)
        .where(Account.home_unit_id == Dossier.unit_id, Move.role.not_in(CELL_ROLES))
    )
    for move, dossier, account in session.execute(query):
        yield Finding.of("own_unit_step", account=account.id, step=move.step, dossier=dossier.id)


def nobody_stands_on_two_sides(session: Session, dossiers: Sequence[Dossier]) -> Iterator[Finding]:
    """Checks that different people produce, review and appraise one dossier, but for two offices that one person was
    allowed to hold. What was done with a password that somebody issued counts for whoever issued it."""
    sides_taken = Sides(session, dossiers)
    for dossier in dossiers:
        for account_id in sorted(sides_taken.people(dossier)):
            sides = sides_taken.of(dossier, account_id)
            if _conflicts(sides, sides_taken.dual(account_id)):
                yield _stood(dossier.id, "on_two_sides", account_id, sides)
            elif lent := sides_taken.lent(dossier, account_id) - sides - {Side.decide}:
                yield _stood(dossier.id, "on_two_sides_by_password", account_id, sides | lent)


def _conflicts(sides: Set[Side], dual: Set[frozenset[Side]]) -> bool:
    return any(frozenset(pair) not in dual for pair in combinations(sorted(sides), 2))


def nobody_assesses_and_decides(session: Session, dossiers: Sequence[Dossier]) -> Iterator[Finding]:
    """Checks that nobody who worked on a dossier recorded a vote or a number for a decision on it."""
    by_id = {dossier.id: dossier for dossier in dossiers}
    found = session.execute(recorders(everybody=True), asked(by_id))
    lines = sorted((dossier_id, account_id) for dossier_id, account_id in found if account_id is not None)
    sides_taken = Sides(session, [by_id[dossier_id] for dossier_id in {dossier_id for dossier_id, _by in lines}])
    for dossier_id, account_id in lines:
        sides = sides_taken.of(by_id[dossier_id], account_id)
        lent = sides_taken.lent(by_id[dossier_id], account_id) - {Side.decide}
        if reasons := side_conflicts(sides, lent, Side.decide, sides_taken.dual(account_id)):
            stood = {Side(str(reason.params["side"])) for reason in reasons}
            yield _stood(dossier_id, "assessed_and_decided", account_id, stood)


def _stood(dossier_id: int, code: str, account_id: int, sides: Set[Side]) -> Finding:
    in_order = tuple(side for side in Side if side in sides)
    return Finding.of(code, account=account_id, dossier=dossier_id, side=in_order)
