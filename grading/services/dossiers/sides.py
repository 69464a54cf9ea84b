"""The sides of a control on which somebody already stood for a dossier: no person may act on two sides."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CompoundSelect, and_, literal, select, union
from sqlalchemy.orm import Session

from grading.models import (
    AwardOpinion,
    Dossier,
    Figure,
    HalfYearReview,
    MeetingSheet,
    MonthCounts,
    Registration,
    RegistrationLine,
)
from grading.services.dossiers.recorded_sides import recorded, unit_years
from grading.services.figures.fed_by_months import SOURCE
from workflows import Layer, RegistrationAct, Side

_OF_A_LAYER = {
    Layer.self_: Side.produce,
    Layer.commune: Side.review,
    Layer.appraiser: Side.appraise,
    Layer.panel: Side.appraise,
}
_OF_CELL = {RegistrationAct.register, RegistrationAct.withdraw, RegistrationAct.progress}
REGISTERING = {act: Side.produce if act in _OF_CELL else Side.review for act in RegistrationAct}
"""A person who registers for the cell produces; one who surveys, chooses and checks for the committee reviews."""


class Sides:
    """The sides of all people for some dossiers, or of one account (`only`); what other tables hold is loaded once."""

    def __init__(self, session: Session, dossiers: Iterable[Dossier], *, only: int | None = None) -> None:
        self._elsewhere: dict[int, dict[int, set[Side]]] = {}
        ids = {dossier.id for dossier in dossiers}
        for dossier_id, account_id, side in (*_registering(session, ids), *_recording(session, ids, only)):
            self._elsewhere.setdefault(dossier_id, {}).setdefault(account_id, set()).add(side)

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
        entered = (Side.review for figure in dossier.decided_figures if figure.by_id == account_id)
        before = self._elsewhere.get(dossier.id, {}).get(account_id, set())
        return frozenset(taken | {*saved, *entered, *before})

    def people(self, dossier: Dossier) -> set[int]:
        """Returns the accounts that stood on any side."""
        saved = {who for assessment in dossier.assessments for who in (assessment.by_id, assessment.saved_by_id)}
        entered = {figure.by_id for figure in dossier.decided_figures}
        accounts = {move.by_id for move in dossier.moves} | saved | entered | self._elsewhere.get(dossier.id, {}).keys()
        return {who for who in accounts if who is not None}


def _registering(session: Session, dossier_ids: set[int]) -> list[tuple[int, int, Side]]:
    """Returns dossier, account and side of every act on the registration from which the dossier came."""
    query = (
        select(Dossier.id, RegistrationLine.by_id, RegistrationLine.act)
        .join(
            Registration, and_(Registration.campaign_id == Dossier.campaign_id, Registration.unit_id == Dossier.unit_id)
        )
        .join(RegistrationLine, RegistrationLine.registration_id == Registration.id)
        .where(Dossier.id.in_(dossier_ids))
        .distinct()
    )
    return [(dossier_id, by_id, REGISTERING[act]) for dossier_id, by_id, act in session.execute(query)]


def _recording(session: Session, dossier_ids: set[int], only: int | None) -> list[tuple[int, int, Side]]:
    """Returns dossier, account and side of every record of the unit's year, of every opinion on its awards, and of
    every line of the record: each row names only the last who saved it, and imported rows have no line."""
    produced, appraised, there = literal(Side.produce.value), literal(Side.appraise.value), unit_years(dossier_ids)
    saved = (
        select(there.c.id, table.saved_by_id, produced)
        .join(table, and_(table.unit_id == there.c.unit_id, table.year == there.c.period_id))
        .where(table.saved_by_id.is_not(None))
        for table in (MeetingSheet, MonthCounts, HalfYearReview)
    )
    fed = (
        select(there.c.id, Figure.by_id, produced)
        .join(Figure, and_(Figure.unit_id == there.c.unit_id, Figure.period_id == there.c.period_id))
        .where(Figure.source == SOURCE, Figure.by_id.is_not(None))
    )
    said = select(AwardOpinion.dossier_id, AwardOpinion.saved_by_id, appraised)
    said = said.where(AwardOpinion.dossier_id.in_(dossier_ids))
    every: CompoundSelect[Any] = union(*saved, fed, said, *recorded(dossier_ids, there, only))
    return [(dossier_id, by_id, Side(side)) for dossier_id, by_id, side in session.execute(every) if by_id is not None]


def registering_sides(registration: Registration, account_id: int | None) -> frozenset[Side]:
    """Returns where the account stood when the cell was put on the list."""
    return frozenset(REGISTERING[line.act] for line in registration.lines if line.by_id == account_id)
