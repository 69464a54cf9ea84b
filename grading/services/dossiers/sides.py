"""On which sides of a control somebody already stood for a dossier: no person acts on two."""

from collections.abc import Iterable

from sqlalchemy import and_, select, union
from sqlalchemy.orm import Session

from grading.models import (
    Campaign,
    Dossier,
    Figure,
    HalfYearReview,
    MeetingSheet,
    MonthCounts,
    Registration,
    RegistrationLine,
)
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
"""Who registers for the cell produces; who surveys, chooses and checks for the committee reviews."""


class Sides:
    """Where everybody stood for some dossiers; what other tables hold of them is asked for once."""

    def __init__(self, session: Session, dossiers: Iterable[Dossier]) -> None:
        self._elsewhere: dict[int, dict[int, set[Side]]] = {}
        ids = {dossier.id for dossier in dossiers}
        for dossier_id, account_id, side in (*_registering(session, ids), *_recording(session, ids)):
            self._elsewhere.setdefault(dossier_id, {}).setdefault(account_id, set()).add(side)

    def of(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        """From the steps the account took, the layers it saved, the members' levels it entered as decided, and what
        it did before there was a dossier; recording a decision is checked with the decision."""
        steps = ((move.step, move.source) for move in dossier.moves if move.by_id == account_id)
        taken = (dossier.campaign.process.find_step(name, source) for name, source in steps)
        saved = (
            _OF_A_LAYER[found.layer] for found in dossier.assessments if account_id in {found.by_id, found.saved_by_id}
        )
        entered = (Side.review for figure in dossier.decided_figures if figure.by_id == account_id)
        before = self._elsewhere.get(dossier.id, {}).get(account_id, set())
        return frozenset({step.side for step in taken if step} | {*saved, *entered, *before})

    def people(self, dossier: Dossier) -> set[int]:
        """The accounts that stood anywhere."""
        saved = {who for found in dossier.assessments for who in (found.by_id, found.saved_by_id)}
        entered = {figure.by_id for figure in dossier.decided_figures}
        known = {move.by_id for move in dossier.moves} | saved | entered | self._elsewhere.get(dossier.id, {}).keys()
        return {who for who in known if who is not None}


def _registering(session: Session, dossier_ids: set[int]) -> list[tuple[int, int, Side]]:
    """Dossier, account and side of every act on the registration that the dossier came of."""
    query = (
        select(Dossier.id, RegistrationLine.by_id, RegistrationLine.act)
        .join(
            Registration,
            and_(Registration.campaign_id == Dossier.campaign_id, Registration.unit_id == Dossier.unit_id),
        )
        .join(RegistrationLine, RegistrationLine.registration_id == Registration.id)
        .where(Dossier.id.in_(dossier_ids))
        .distinct()
    )
    return [(dossier_id, by_id, REGISTERING[act]) for dossier_id, by_id, act in session.execute(query)]


def _recording(session: Session, dossier_ids: set[int]) -> list[tuple[int, int, Side]]:
    """Dossier, account and side of everything recorded of the unit's year; figures tell of rows changed since."""
    there = (
        select(Dossier.id, Dossier.unit_id, Campaign.year)
        .join(Campaign)
        .where(Dossier.id.in_(dossier_ids))
        .cte("there")
    )
    saved = (
        select(there.c.id, table.saved_by_id)
        .join(table, and_(table.unit_id == there.c.unit_id, table.year == there.c.year))
        .where(table.saved_by_id.is_not(None))
        for table in (MeetingSheet, MonthCounts, HalfYearReview)
    )
    fed = (
        select(there.c.id, Figure.by_id)
        .join(Figure, and_(Figure.unit_id == there.c.unit_id, Figure.year == there.c.year))
        .where(Figure.source == SOURCE, Figure.by_id.is_not(None))
    )
    return [(dossier_id, by_id, Side.produce) for dossier_id, by_id in session.execute(union(*saved, fed))]


def registering_sides(registration: Registration, account_id: int) -> frozenset[Side]:
    """Where the account stood when the cell came on the list."""
    return frozenset(REGISTERING[line.act] for line in registration.lines if line.by_id == account_id)
