"""Noted periods: the result that a note leaves, and the noted parts of a year that stand beside it as its basis."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from grading.actors import Actor
from grading.models import Campaign, Dossier, Period, Result
from grading.models.period import lies_in_year
from grading.permissions import visible_to
from grading.rules.levels import Level
from grading.services.dossiers import derivations
from grading.services.dossiers.differences import layer_in
from grading.services.results.results import in_force, is_in_force, put_in_force
from workflows import Layer, State

SOURCE = "noted"
"""The source of a result that no decision gave: the body above noted what the cell sent."""


@dataclass(frozen=True, kw_only=True)
class NotedPart:
    """One noted part of a year. `outcome` is None where the sheet arrived at no level; `dossier_id` is None for a
    reader who may not see that dossier."""

    period: Period
    outcome: str | None
    dossier_id: int | None


def level_of(session: Session, dossier: Dossier) -> str | None:
    """Returns the level of the cell's own sheet: that of its ballot, else the one that its points arrive at."""
    own = layer_in(dossier, Layer.self_)
    if own is None or own.outcome:
        return own.outcome if own else None
    level: Level | None = derivations.of_layers(session, dossier.campaign, {dossier: own})[dossier.id].level
    return level


def note(session: Session, actor: Actor, dossier: Dossier) -> None:
    """Puts the level of a noted sheet in force for its period. It is no result of a year, so no year running counts
    it."""
    level = level_of(session, dossier)
    if level is None:
        return
    campaign = dossier.campaign
    result = Result(
        unit_id=dossier.unit_id, subject=dossier.subject, period_id=campaign.period_id, kind=campaign.kind,
        programme_key=campaign.programme_key, model=campaign.programme.model, outcome=level, proposed=None,
        source=SOURCE, reason="", at=actor.now,
    )  # fmt: skip
    put_in_force(session, [result], in_force(session, [dossier.unit_id]))


def basis_of(session: Session, actor: Actor, dossier: Dossier) -> Sequence[NotedPart]:
    """Returns the noted parts of the dossier's year, in the order of the calendar, in one query; nothing for a
    programme that names no basis."""
    campaign, basis = dossier.campaign, dossier.programme.basis
    if basis is None or not campaign.period.is_year:
        return ()
    part = aliased(Campaign)
    seen = select(Dossier.id).where(Dossier.campaign_id == part.id, Dossier.unit_id == dossier.unit_id)
    query = (
        select(Period, Result.outcome, seen.where(visible_to(actor.standing)).limit(1).scalar_subquery())
        .join(part, part.period_id == Period.id)
        .outerjoin(
            Result,
            and_(
                Result.period_id == Period.id, Result.unit_id == dossier.unit_id, Result.subject == dossier.subject,
                Result.kind == campaign.kind, is_in_force(),
            ),
        )
        .where(
            Period.kind == basis, lies_in_year(Period.id, campaign.year), part.kind == campaign.kind,
            seen.where(Dossier.state == State.noted, Dossier.subject == dossier.subject).exists(),
        )
        .order_by(Period.starts_on)
    )  # fmt: skip
    return [
        NotedPart(period=period, outcome=outcome, dossier_id=dossier_id)
        for period, outcome, dossier_id in session.execute(query)
    ]
