"""Noted periods: the result that a note leaves, and the noted parts of a year that stand beside it as its basis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from grading.actors import Actor
from grading.models import Campaign, Dossier, Period, Result
from grading.models.period import lies_in_year
from grading.permissions import visible_to
from grading.rules.levels import Level
from grading.services.dossiers import derivations
from grading.services.dossiers.differences import layer_in
from grading.services.results.results import CANCELLED, gives_a_level, in_force, place_of, put_in_force
from workflows import Kind, Layer, State

SOURCE = "noted"
"""The source of a result that no decision gave: the body above noted what the cell sent."""


@dataclass(frozen=True, kw_only=True)
class NotedPart:
    """One noted part of a year. `outcome` is None where the sheet arrived at no level; `dossier_id` is None for a
    reader who may not see that dossier."""

    period: Period
    outcome: str | None
    dossier_id: int | None


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """The outcome of a cell's own sheet. `level` is that of its ballot, else the one of its points, and None while it
    arrives at none. `points` of `points_total` are in hundredths, and None where the programme gives no points."""

    level: str | None = None
    points: int | None = None
    points_total: int | None = None


def arrivals(session: Session, campaign: Campaign, dossiers: Sequence[Dossier]) -> dict[int, Arrival]:
    """Returns what each dossier of the campaign that has a sheet arrives at, in a fixed number of queries. What was
    noted stays as it was noted, whatever figures changed since."""
    found, noted = _of_sheets(session, campaign, dossiers), noted_levels(session, dossiers)
    return {key: replace(arrival, level=noted.get(key, arrival.level)) for key, arrival in found.items()}


def arrival_of(session: Session, dossier: Dossier) -> Arrival:
    return arrivals(session, dossier.campaign, [dossier]).get(dossier.id, Arrival())


def _of_sheets(session: Session, campaign: Campaign, dossiers: Sequence[Dossier]) -> dict[int, Arrival]:
    sheets = {dossier: layer_in(dossier, Layer.self_) for dossier in dossiers}
    derived = derivations.of_layers(session, campaign, sheets)
    return {
        dossier.id: Arrival(
            level=own.outcome or derived[dossier.id].level,
            points=derived[dossier.id].points,
            points_total=derived[dossier.id].points_total,
        )
        for dossier, own in sheets.items()
        if own is not None and dossier.id in derived
    }


def noted_levels(session: Session, dossiers: Sequence[Dossier]) -> dict[int, str]:
    """Returns the level in force of each noted dossier. Asks nothing where nothing was noted."""
    noted = {(row.unit_id, row.campaign.period_id): row.id for row in dossiers if row.state is State.noted}
    if not noted:
        return {}
    query = select(Result.unit_id, Result.period_id, Result.outcome).where(
        Result.unit_id.in_({unit_id for unit_id, _period in noted}),
        Result.period_id.in_({period_id for _unit, period_id in noted}),
        Result.kind == Kind.rating,
        gives_a_level(),
    )
    found = {(unit_id, period_id): outcome for unit_id, period_id, outcome in session.execute(query)}
    return {dossier_id: found[place] for place, dossier_id in noted.items() if place in found}


def note(session: Session, actor: Actor, dossier: Dossier) -> None:
    """Puts the level of a noted sheet in force for its period. It is no result of a year, so no year running counts
    it."""
    level = _of_sheets(session, dossier.campaign, [dossier]).get(dossier.id, Arrival()).level
    if level is not None:
        put_in_force(session, [_result(actor, dossier, level, SOURCE)], in_force(session, [dossier.unit_id]))


def cancel(session: Session, actor: Actor, dossier: Dossier, reason: str) -> None:
    """Takes back what was noted: a row that gives no level supersedes it, with the reason. Results are never deleted;
    noting the sheet again supersedes this row in turn."""
    standing = in_force(session, [dossier.unit_id])
    empty = _result(actor, dossier, Level.NOT_RATED, CANCELLED, reason)
    if place_of(empty) in standing:
        put_in_force(session, [empty], standing)


def _result(actor: Actor, dossier: Dossier, outcome: str, source: str, reason: str = "") -> Result:
    campaign = dossier.campaign
    return Result(
        unit_id=dossier.unit_id, subject=dossier.subject, period_id=campaign.period_id, kind=campaign.kind,
        programme_key=campaign.programme_key, model=campaign.programme.model, outcome=outcome, proposed=None,
        source=source, reason=reason, at=actor.now,
    )  # fmt: skip


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
                Result.kind == campaign.kind, gives_a_level(),
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
