"""Reads which results of units other campaigns have decided: what was issued first stands."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Decision, DecisionItem, Dossier, Result
from grading.services.results.results import is_in_force
from workflows import Reason


def decided(
    session: Session, campaign: Campaign, dossiers: Sequence[Dossier], names: Mapping[int, str]
) -> Iterator[tuple[int, Reason]]:
    """Yields each dossier with a reason if another campaign has decided the level or title of the period: two campaigns
    never overwrite each other."""
    units = {dossier.unit_id: dossier.id for dossier in dossiers}
    query = (
        select(Result.unit_id, Decision.number, Decision.issued_on)
        .join(DecisionItem, Result.decision_item_id == DecisionItem.id)
        .join(Decision, DecisionItem.decision_id == Decision.id)
        .where(
            Result.unit_id.in_(units), Result.period_id == campaign.period_id, Result.kind == campaign.kind,
            Result.model == campaign.programme.model, Decision.campaign_id != campaign.id, is_in_force(),
        )
    )  # fmt: skip
    for unit_id, number, issued_on in session.execute(query.order_by(Result.id)):
        params = {"unit": names[units[unit_id]], "no": number, "date": issued_on}
        yield units[unit_id], Reason(code="decided_elsewhere", params=params)
