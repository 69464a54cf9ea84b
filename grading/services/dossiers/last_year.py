"""The answers of the same cell in an earlier campaign, from the revision that was frozen then."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier, Revision
from grading.rules.levels import Grade
from workflows import Layer


@dataclass(frozen=True, kw_only=True)
class EarlierAnswer:
    """The answer to one criterion in that year; points are hundredths."""

    year: int
    grade: Grade | None
    points: int | None
    words: str


def earlier_answers(session: Session, dossier: Dossier) -> Mapping[str, EarlierAnswer]:
    """Returns answers by criterion key, from the newest earlier year of the same kind of campaign; may be empty."""
    campaign = dossier.campaign
    query = (
        select(Revision.content, Campaign.year)
        .join(Dossier, Revision.dossier_id == Dossier.id)
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .where(Dossier.unit_id == dossier.unit_id, Campaign.kind == campaign.kind, Campaign.year < campaign.year)
        .order_by(Campaign.year.desc(), Campaign.id.desc(), Revision.number.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return {}
    content, year = row
    return {key: _answer(year, *score) for key, score in _own_scores(json.loads(content)).items()}


def _own_scores(body: dict[str, Any]) -> dict[str, list[Any]]:
    for assessment in body["assessments"]:
        if assessment["layer"] == Layer.self_:
            scores: dict[str, list[Any]] = assessment["scores"]
            return scores
    return {}


def _answer(year: int, grade: str | None, points: int | None, words: str) -> EarlierAnswer:
    return EarlierAnswer(year=year, grade=Grade(grade) if grade else None, points=points, words=words)
