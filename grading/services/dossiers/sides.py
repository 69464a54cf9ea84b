"""The sides of a control on which somebody already stood for a dossier: no person may act on two sides."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from grading.models import Dossier, Registration
from grading.services.dossiers.surroundings import ALONE, OF_CELL, surroundings_of
from workflows import Layer, RegistrationAct, Side

_OF_A_LAYER = {
    Layer.self_: Side.produce,
    Layer.commune: Side.review,
    Layer.appraiser: Side.appraise,
    Layer.panel: Side.appraise,
}
REGISTERING = {act: Side.produce if act in OF_CELL else Side.review for act in RegistrationAct}


class Sides:
    """The sides of all people for some dossiers, or of one account (`only`)."""

    def __init__(self, session: Session, dossiers: Iterable[Dossier], *, only: int | None = None) -> None:
        self._around = surroundings_of(session, dossiers, only=only)

    def of(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        """Returns the sides of an account: from the steps that it took, from what the record says that it did to the
        dossier or the unit's year, from the rows that it saved last, and from its acts before the dossier existed.
        Recording a decision is checked with the decision."""
        taken = {move.side for move in dossier.moves if move.by_id == account_id}
        saved = (
            _OF_A_LAYER[assessment.layer]
            for assessment in dossier.assessments
            if account_id in {assessment.by_id, assessment.saved_by_id}
        )
        return frozenset(taken | {*saved, *self._told_of(dossier, account_id) - {Side.decide}})

    def with_decisions(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        """Returns the same with the side of those who recorded a vote or a number for a decision on the dossier."""
        return self.of(dossier, account_id) | (self._told_of(dossier, account_id) & {Side.decide})

    def _told_of(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        return frozenset(self._told(dossier).get(account_id, ()))

    def _told(self, dossier: Dossier) -> dict[int, set[Side]]:
        return self._around.get(dossier.id, ALONE).sides

    def people(self, dossier: Dossier) -> set[int]:
        """Returns the accounts that stood on any side."""
        saved = {who for assessment in dossier.assessments for who in (assessment.by_id, assessment.saved_by_id)}
        told = {who for who, sides in self._told(dossier).items() if sides - {Side.decide}}
        return {who for who in {move.by_id for move in dossier.moves} | saved | told if who is not None}


def registering_sides(registration: Registration, account_id: int | None) -> frozenset[Side]:
    """Returns where the account stood when the cell was put on the list."""
    return frozenset(REGISTERING[line.act] for line in registration.lines if line.by_id == account_id)
