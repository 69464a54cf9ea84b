"""Replays a finished campaign under another programme, from what its decisions froze. Changes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from grading.models import Campaign, Decision, DecisionItem, DecisionState, Dossier, Figure, UnitPeriod
from grading.rules import rehearsal
from grading.rules.programme import Programme
from grading.rules.rehearsal import Filed, Rehearsal, Replay
from grading.services.dossiers import derivations
from grading.services.dossiers.beside import beside
from grading.services.ground.errors import NotNow, refuse
from grading.services.units.units import names_on
from workflows import ENDS, Layer, Reason
from workflows.permits import cancelled


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """The result of a rehearsal, and the units whose dossier no decision rated. `names` has the names of all units."""

    campaign: Campaign
    programme: Programme
    found: Rehearsal
    undecided: tuple[int, ...]
    names: Mapping[int, UnitPeriod]


def refusal(session: Session, campaign: Campaign) -> Reason | None:
    """Returns why the campaign may not be rehearsed yet, or never: rehearsal_open, nothing_decided,
    campaign_cancelled."""
    if campaign.cancelled_on is not None:
        return cancelled(campaign.period_id, campaign.cancelled_on)
    if not campaign.is_decided:
        return Reason(code="nothing_decided")
    if campaign.closed_at is not None:
        return None
    query = select(func.count()).where(Dossier.campaign_id == campaign.id, Dossier.state.not_in(ENDS))
    number = session.scalar(query) or 0
    params = {"campaign": campaign.code, "n": number}
    return Reason(code="rehearsal_open", params=params) if number else None


def rehearse(session: Session, campaign: Campaign, programme: Programme) -> Rehearsed:
    """Replays the campaign under the other programme. Changes nothing. Raises what `check` raises."""
    check(session, campaign, programme)
    units = filed(session, campaign, programme)
    return gathered(session, campaign, programme, replays(campaign, programme, units))


def require_over(session: Session, campaign: Campaign) -> None:
    """Raises NotNow: rehearsal_open while dossiers are not at their end."""
    if reason := refusal(session, campaign):
        raise NotNow([reason])


def check(session: Session, campaign: Campaign, programme: Programme) -> None:
    """Raises what `require_over` raises, and Refused (rehearsal_kind) for a programme that gives something else."""
    require_over(session, campaign)
    if (programme.kind, programme.model) != (campaign.kind, campaign.programme.model):
        raise refuse("rehearsal_kind", programme=programme.key)


def replays(campaign: Campaign, programme: Programme, units: Iterable[Filed]) -> Iterator[Replay]:
    """Yields the replays one by one, so that the caller can show its progress."""
    return (rehearsal.replay(campaign.programme, programme, unit) for unit in units)


def gathered(session: Session, campaign: Campaign, programme: Programme, found: Iterable[Replay]) -> Rehearsed:
    batch = rehearsal.gathered(programme, found)
    decided = {replay.filed.unit_id for replay in batch.replays}
    roster = session.scalars(
        select(Dossier.unit_id).where(Dossier.campaign_id == campaign.id).order_by(Dossier.review_unit_id, Dossier.id)
    ).all()
    return Rehearsed(
        campaign=campaign, programme=programme, found=batch,
        undecided=tuple(unit_id for unit_id in roster if unit_id not in decided),
        names=names_on(session, roster, campaign.as_of),
    )  # fmt: skip


def filed(session: Session, campaign: Campaign, programme: Programme) -> list[Filed]:
    """Returns what each unit was decided on, in the order of the roster; nothing for a dossier that no decision rated.
    Earlier outcomes and figures of the year before are added as far as one of the two programmes reads them."""
    items = _rated(session, campaign)
    units = {unit_id for item in items for unit_id in (item.dossier.unit_id, item.dossier.review_unit_id)}
    periods = names_on(session, units, campaign.as_of)
    figures = _figures_then(session, campaign, items)
    cells = {item.dossier.unit_id for item in items}
    own, other = (beside(session, campaign, each, cells) for each in (campaign.programme, programme))
    return [
        replace(
            _filed(item, periods, figures[item.dossier_id]),
            before={**own[item.dossier.unit_id].before, **other[item.dossier.unit_id].before},
            outcomes={**own[item.dossier.unit_id].outcomes, **other[item.dossier.unit_id].outcomes},
        )
        for item in items
    ]


def _rated(session: Session, campaign: Campaign) -> list[DecisionItem]:
    """Returns the last issued line of each dossier that set a level."""
    query = (
        select(DecisionItem)
        .join(Decision)
        .where(
            Decision.campaign_id == campaign.id,
            Decision.state == DecisionState.issued,
            DecisionItem.outcome.is_not(None),
            DecisionItem.revision_id.is_not(None),
        )
        .options(joinedload(DecisionItem.revision), joinedload(DecisionItem.dossier), joinedload(DecisionItem.decision))
        .order_by(DecisionItem.id)
    )
    last = {item.dossier_id: item for item in session.scalars(query)}
    return sorted(last.values(), key=lambda item: (item.dossier.review_unit_id, item.dossier_id))


def _figures_then(session: Session, campaign: Campaign, items: list[DecisionItem]) -> dict[int, dict[str, int]]:
    """Returns, by dossier, the figures of the period that were known at the vote. A revision freezes only some figures,
    and another programme may read more."""
    by_unit: dict[int, list[Figure]] = {item.dossier.unit_id: [] for item in items}
    query = (
        select(Figure).where(Figure.unit_id.in_(by_unit), Figure.period_id == campaign.period_id).order_by(Figure.id)
    )
    for figure in session.scalars(query):
        by_unit[figure.unit_id].append(figure)
    return {
        item.dossier_id: {
            figure.metric: figure.value
            for figure in by_unit[item.dossier.unit_id]
            if item.decision.voted_at is not None and figure.at <= item.decision.voted_at
        }
        for item in items
    }


def _filed(item: DecisionItem, periods: Mapping[int, UnitPeriod], figures: Mapping[str, int]) -> Filed:
    assert item.revision is not None
    assert item.outcome is not None
    frozen, dossier = item.revision.frozen, item.dossier
    own = frozen.newest([Layer.self_])
    newest = frozen.newest()
    unit, parent = periods[dossier.unit_id], periods[dossier.review_unit_id]
    return Filed(
        unit_id=dossier.unit_id,
        decided=item.outcome,
        grades=newest.grades if newest else {},
        points=newest.points if newest else {},
        figures={**figures, **frozen.figures},
        unit_kind=unit.kind,
        cell_type=unit.cell_type,
        parent_id=dossier.review_unit_id,
        parent_name=parent.org_name,
        claim=derivations.claimed(dossier.programme, own),
        year=dossier.campaign.year,
        rating=frozen.rating,
    )
