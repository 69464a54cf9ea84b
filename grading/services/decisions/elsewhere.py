"""Reads which results of units other campaigns have decided: what was issued first stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Decision, DecisionItem, Dossier, Result
from grading.services.results.results import is_in_force, ratings
from workflows import Kind, Reason

_Decided = tuple[int, str | None, date | None]
"""A unit, with the number and the day of the decision."""


def decided(
    session: Session, campaign: Campaign, dossiers: Sequence[Dossier], names: Mapping[int, str]
) -> Iterator[tuple[int, Reason]]:
    """Yields each dossier with a reason if another campaign has decided the level or title of the period: two campaigns
    never overwrite each other."""
    units = {dossier.unit_id: dossier.id for dossier in dossiers}
    found = _ratings if campaign.kind is Kind.rating else _titles
    for unit_id, number, issued_on in found(session, campaign, units):
        params = {"unit": names[units[unit_id]], "no": number, "date": issued_on}
        yield units[unit_id], Reason(code="decided_elsewhere", params=params)


def _ratings(session: Session, campaign: Campaign, unit_ids: Iterable[int]) -> Iterator[_Decided]:
    for unit_id, by_period in ratings(session, unit_ids).items():
        rated = by_period.get(campaign.period_id)
        if rated and rated.campaign_id not in (None, campaign.id):
            yield unit_id, rated.number, rated.issued_on


def _titles(session: Session, campaign: Campaign, unit_ids: Iterable[int]) -> Iterator[_Decided]:
    query = (
        select(Result.unit_id, Decision.number, Decision.issued_on)
        .join(DecisionItem, Result.decision_item_id == DecisionItem.id)
        .join(Decision, DecisionItem.decision_id == Decision.id)
        .where(
            Result.unit_id.in_(unit_ids), Result.period_id == campaign.period_id, Result.kind == campaign.kind,
            Result.model == campaign.programme.model, Decision.campaign_id != campaign.id, is_in_force(),
        )
    )  # fmt: skip
    yield from session.execute(query.order_by(Result.id))
