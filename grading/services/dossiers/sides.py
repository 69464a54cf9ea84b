"""The sides of a control on which somebody already stood for a dossier: no person may act on two sides."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import CTE, CompoundSelect, Select, and_, case, literal, select, union
from sqlalchemy.orm import Session

from grading.models import (
    AwardOpinion,
    Base,
    Dossier,
    Figure,
    HalfYearReview,
    MeetingSheet,
    MonthCounts,
    Registration,
    RegistrationLine,
)
from grading.services.dossiers.recorded_sides import DOSSIERS, asked, recorded, recorders, unit_years
from grading.services.figures.fed_by_months import SOURCE
from grading.services.ground.kept import kept
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
    """The sides of all people for some dossiers, or of one account (`only`); what other tables hold is loaded once in a
    transaction, as long as nothing is written."""

    def __init__(self, session: Session, dossiers: Iterable[Dossier], *, only: int | None = None) -> None:
        ids = frozenset(dossier.id for dossier in dossiers)
        known: dict[Hashable, _Elsewhere] = kept(session, Base)
        if (key := ("sides", ids, only)) not in known:
            known[key] = _elsewhere(session, ids, only)
        self._elsewhere = known[key]

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
        return frozenset(taken | {*saved, *entered, *self._told_of(dossier, account_id) - {Side.decide}})

    def with_decisions(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        """Returns the same with the side of those who recorded a vote or a number for a decision on the dossier."""
        return self.of(dossier, account_id) | (self._told_of(dossier, account_id) & {Side.decide})

    def _told_of(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        return frozenset(self._elsewhere.get(dossier.id, {}).get(account_id, ()))

    def people(self, dossier: Dossier) -> set[int]:
        """Returns the accounts that stood on any side."""
        saved = {who for assessment in dossier.assessments for who in (assessment.by_id, assessment.saved_by_id)}
        entered = {figure.by_id for figure in dossier.decided_figures}
        told = {who for who, sides in self._elsewhere.get(dossier.id, {}).items() if sides - {Side.decide}}
        accounts = {move.by_id for move in dossier.moves} | saved | entered | told
        return {who for who in accounts if who is not None}


_Elsewhere = dict[int, dict[int, set[Side]]]
"""The sides by dossier and account that other tables than the dossier's own tell."""


def _elsewhere(session: Session, dossier_ids: Collection[int], only: int | None) -> _Elsewhere:
    found: _Elsewhere = {}
    for dossier_id, account_id, side in session.execute(_told(only is None), asked(dossier_ids, only)):
        if account_id is not None:
            found.setdefault(dossier_id, {}).setdefault(account_id, set()).add(Side(side))
    return found


@cache
def _told(everybody: bool) -> CompoundSelect[Any]:
    """Returns the query for dossier, account and side of every act on the registration from which the dossier came, of
    every record of the unit's year, of every opinion on its awards, of every line of the record (each row names only
    the last who saved it, and imported rows have no line), and of every vote and number recorded for a decision. It is
    built once, because every page of a dossier asks it."""
    there = unit_years()
    dossier_id, account_id = recorders(everybody=everybody).subquery("decided").c
    deciding = select(dossier_id, account_id, literal(Side.decide.value))
    return union(*_registering(), *_saved_last(there), *recorded(there, everybody), deciding)


def _registering() -> Iterator[Select[*tuple[Any, ...]]]:
    of_cell = RegistrationLine.act.in_(_OF_CELL)
    side = case((of_cell, Side.produce.value), else_=Side.review.value)
    same = and_(Registration.campaign_id == Dossier.campaign_id, Registration.unit_id == Dossier.unit_id)
    yield (
        select(Dossier.id, RegistrationLine.by_id, side)
        .join(Registration, same)
        .join(RegistrationLine, RegistrationLine.registration_id == Registration.id)
        .where(Dossier.id.in_(DOSSIERS))
    )


def _saved_last(there: CTE) -> Iterator[Select[*tuple[Any, ...]]]:
    produced, appraised = literal(Side.produce.value), literal(Side.appraise.value)
    for table in (MeetingSheet, MonthCounts, HalfYearReview):
        same_year = and_(table.unit_id == there.c.unit_id, table.year == there.c.period_id)
        saved = select(there.c.id, table.saved_by_id, produced).join(table, same_year)
        yield saved.where(table.saved_by_id.is_not(None))
    yield (
        select(there.c.id, Figure.by_id, produced)
        .join(Figure, and_(Figure.unit_id == there.c.unit_id, Figure.period_id == there.c.period_id))
        .where(Figure.source == SOURCE, Figure.by_id.is_not(None))
    )
    said = select(AwardOpinion.dossier_id, AwardOpinion.saved_by_id, appraised)
    yield said.where(AwardOpinion.dossier_id.in_(DOSSIERS))


def registering_sides(registration: Registration, account_id: int | None) -> frozenset[Side]:
    """Returns where the account stood when the cell was put on the list."""
    return frozenset(REGISTERING[line.act] for line in registration.lines if line.by_id == account_id)
