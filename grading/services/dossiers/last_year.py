"""The answers of the same cell for the period before, from the revision that was frozen then."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier, Period, Revision
from grading.rules import giving
from grading.rules.frozen.dossier import FrozenDossier
from grading.rules.levels import Grade
from grading.services.dossiers.points import known_then
from workflows import Layer


@dataclass(frozen=True, kw_only=True)
class EarlierAnswer:
    """The answer to one criterion in that period; points are hundredths."""

    period: Period
    grade: Grade | None
    points: int | None
    words: str


def earlier_answers(session: Session, dossier: Dossier) -> Mapping[str, EarlierAnswer]:
    """Returns answers by criterion key, from the newest earlier period of the same length, a year or a quarter
    say, and the same kind of campaign; may be empty."""
    campaign = dossier.campaign
    query = (
        select(Revision.content, Period, Dossier)
        .join(Dossier, Revision.dossier_id == Dossier.id)
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .join(Period, Campaign.period_id == Period.id)
        .where(
            Dossier.unit_id == dossier.unit_id,
            Campaign.kind == campaign.kind,
            Campaign.cancelled_at.is_(None),
            Period.kind == campaign.period.kind,
            Period.starts_on < campaign.period.starts_on,
        )
        .order_by(Period.starts_on.desc(), Campaign.id.desc(), Revision.number.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return {}
    content, period, before = row
    frozen = FrozenDossier.from_text(content)
    own = frozen.newest([Layer.self_])
    known = known_then(before, frozen, own, {**frozen.figures, **frozen.proposed})
    points = giving.merged(before.programme, known)
    return {
        key: EarlierAnswer(period=period, grade=score.grade, points=points.get(key), words=score.words)
        for key, score in (own.scores if own else {}).items()
    }
