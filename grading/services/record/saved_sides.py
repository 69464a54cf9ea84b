"""The sides of a control as the rows themselves tell them: moves, layers, registrations, figures, files. A row names
whoever saved it last; rows of imports and of older versions have no line in the record."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, String, and_, case, literal, select, type_coerce

from grading.models import (
    FED_BY_MONTHS,
    Assessment,
    AwardOpinion,
    Dossier,
    Evidence,
    Explanation,
    Figure,
    HalfYearReview,
    MeetingSheet,
    MonthCounts,
    Move,
    Registration,
    RegistrationLine,
    Stage,
)
from grading.services.record.recorded_sides import DOSSIERS
from workflows import Layer, RegistrationAct, Side

_OF_CELL = {RegistrationAct.register, RegistrationAct.withdraw, RegistrationAct.progress}
REGISTERING = {act: Side.produce if act in _OF_CELL else Side.review for act in RegistrationAct}
"""A person who registers for the cell produces; one who surveys, chooses and checks for the committee reviews."""
_PRODUCED, _REVIEWED, _APPRAISED = literal(Side.produce.value), literal(Side.review.value), literal(Side.appraise.value)
_OF_LAYER: ColumnElement[str] = case(
    (Assessment.layer == Layer.self_, _PRODUCED), (Assessment.layer == Layer.commune, _REVIEWED), else_=_APPRAISED
)


def saved(there: CTE) -> Iterator[Select[*tuple[Any, ...]]]:
    """Yields the queries for what rows tell of these dossiers (dossier, account, side)."""
    yield from _of_the_dossier()
    yield _of_registering()
    yield from _of_the_year(there)
    explained = and_(Explanation.unit_id == there.c.review_unit_id, Explanation.period_id == there.c.period_id)
    yield select(there.c.id, Explanation.by_id, _REVIEWED).join(Explanation, explained)
    own = and_(Explanation.unit_id == there.c.unit_id, Explanation.period_id == there.c.period_id)
    yield select(there.c.id, Explanation.by_id, _PRODUCED).join(Explanation, own)


def _of_the_dossier() -> Iterator[Select[*tuple[Any, ...]]]:
    yield select(Move.dossier_id, Move.by_id, type_coerce(Move.side, String)).where(Move.dossier_id.in_(DOSSIERS))
    for account in (Assessment.by_id, Assessment.saved_by_id):
        yield select(Assessment.dossier_id, account, _OF_LAYER).where(Assessment.dossier_id.in_(DOSSIERS))
    received = select(Dossier.id, Dossier.paper_received_by_id, _REVIEWED)
    yield received.where(Dossier.id.in_(DOSSIERS))
    yield select(Evidence.dossier_id, Evidence.by_id, _PRODUCED).where(Evidence.dossier_id.in_(DOSSIERS))
    decided = select(Figure.dossier_id, Figure.by_id, _REVIEWED)
    yield decided.where(Figure.dossier_id.in_(DOSSIERS), Figure.stage == Stage.decided)
    said = select(AwardOpinion.dossier_id, AwardOpinion.saved_by_id, _APPRAISED)
    yield said.where(AwardOpinion.dossier_id.in_(DOSSIERS))


def _of_registering() -> Select[*tuple[Any, ...]]:
    side = case((RegistrationLine.act.in_(_OF_CELL), _PRODUCED), else_=_REVIEWED)
    same = and_(Registration.campaign_id == Dossier.campaign_id, Registration.unit_id == Dossier.unit_id)
    return (
        select(Dossier.id, RegistrationLine.by_id, side)
        .join(Registration, same)
        .join(RegistrationLine, RegistrationLine.registration_id == Registration.id)
        .where(Dossier.id.in_(DOSSIERS))
    )


def _of_the_year(there: CTE) -> Iterator[Select[*tuple[Any, ...]]]:
    for table in (MeetingSheet, MonthCounts, HalfYearReview):
        same_year = and_(table.unit_id == there.c.unit_id, table.year == there.c.period_id)
        yield select(there.c.id, table.saved_by_id, _PRODUCED).join(table, same_year)
    same = and_(Figure.unit_id == there.c.unit_id, Figure.period_id == there.c.period_id)
    yield select(there.c.id, Figure.by_id, _PRODUCED).join(Figure, same).where(Figure.source == FED_BY_MONTHS)


def registering_sides(registration: Registration, account_id: int | None) -> frozenset[Side]:
    """Returns where the account stood when the cell was put on the list."""
    return frozenset(REGISTERING[line.act] for line in registration.lines if line.by_id == account_id)
