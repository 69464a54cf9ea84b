"""What other campaigns have decided for the units on the table."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Decision, DecisionItem, Result
from grading.services.results.results import is_in_force
from workflows import Reason


def decided_by_another_campaign(session: Session, decision: Decision, names: Mapping[int, str]) -> Iterator[Reason]:
    """Yields a reason for units whose level or title of the period another campaign has decided: two campaigns never
    overwrite each other."""
    if not decision.decides_outcome:
        return
    campaign, items = decision.campaign, {item.dossier.unit_id: item.dossier_id for item in decision.items}
    query = (
        select(Result.unit_id, Decision.number, Decision.issued_on)
        .join(DecisionItem, Result.decision_item_id == DecisionItem.id)
        .join(Decision, DecisionItem.decision_id == Decision.id)
        .where(
            Result.unit_id.in_(items), Result.period_id == campaign.period_id, Result.kind == campaign.kind,
            Result.model == campaign.programme.model, Decision.campaign_id != campaign.id, is_in_force(),
        )
    )  # fmt: skip
    for unit_id, number, issued_on in session.execute(query.order_by(Result.id)):
        yield Reason(code="decided_elsewhere", params={"unit": names[items[unit_id]], "no": number, "date": issued_on})
