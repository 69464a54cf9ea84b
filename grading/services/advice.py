"""Advice on the cell's own rating: which conditions of the level do not hold yet. It stops nobody; a body decides."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Dossier, Result
from grading.rules import conditions, recognition
from grading.rules.conditions import Outcome, Standing
from grading.rules.levels import Grade, Level
from grading.rules.programmes.parts import Text
from grading.services.answers import own_layer
from grading.services.facts import figure_values
from grading.services.figures import latest
from grading.services.units import names_on
from workflows import Kind, Reason


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What the figures and grades say of `level` (None for a title): `reasons` fail, `unknown` is not given yet,
    `judged` a body weighs, and each of `forced` leads to another level whatever else holds."""

    level: Level | None
    reasons: tuple[Reason, ...] = ()
    unknown: bool = False
    judged: tuple[Text, ...] = ()
    forced: tuple[tuple[Level, Outcome], ...] = ()

    @property
    def holds(self) -> bool:
        return not (self.reasons or self.unknown or self.forced)


def advise(session: Session, dossier: Dossier) -> Advice | None:
    """None while the cell has not arrived at a level or title by its ballot."""
    own = own_layer(dossier)
    if own is None or not own.outcome:
        return None
    if dossier.campaign.kind is Kind.recognition:
        points = {score.criterion: score.points for score in own.scores if score.points is not None}
        rating = _rating(session, dossier)
        found = recognition.faults(dossier.campaign.programme, points, rating=rating)
        # The rating of the year is usually decided later than the title is asked for.
        reasons = tuple(reason for reason in found if rating or reason.code != "recognition_rating")
        return Advice(level=None, reasons=reasons)
    grades = {score.criterion: score.grade for score in own.scores if score.grade is not None}
    return _of_level(session, dossier, Level(own.outcome), grades)


def _of_level(session: Session, dossier: Dossier, level: Level, grades: dict[str, Grade]) -> Advice:
    campaign, programme = dossier.campaign, dossier.campaign.programme
    figures = figure_values(latest(session, [dossier.unit_id], [campaign.year]), dossier)
    kind = names_on(session, [dossier.unit_id], campaign.as_of)[dossier.unit_id].kind
    outcomes = conditions.examine(programme, level, grades=grades, figures=figures, unit_kind=kind)
    forced = [
        (rule.code, outcome)
        for rule in programme.levels
        if rule.code is not level
        for outcome in conditions.vetoes(programme, rule.code, grades=grades, figures=figures, unit_kind=kind)
        if outcome.standing is Standing.holds
    ]
    judged = [outcome.condition.judged for outcome in outcomes if outcome.standing is Standing.judged]
    return Advice(
        level=level,
        reasons=conditions.reasons(programme, level, outcomes),
        unknown=any(outcome.standing is Standing.unknown for outcome in outcomes),
        judged=tuple(text for text in judged if text is not None),
        forced=tuple(forced),
    )


def _rating(session: Session, dossier: Dossier) -> str | None:
    query = select(Result.outcome).where(
        Result.unit_id == dossier.unit_id, Result.year == dossier.campaign.year, Result.kind == Kind.rating
    )
    return session.scalars(query.order_by(Result.id.desc()).limit(1)).first()
