"""Seals: a digest over the rows that an act froze. The act writes it into the record, whose lines are chained, and a
check makes it again from the rows.

The columns of a seal are written out here. A later version that adds a column makes the next number of seal, and goes
on checking the older ones by their own columns.
"""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from grading.models import (
    Award,
    Base,
    Campaign,
    Commendation,
    Decision,
    DecisionItem,
    Dossier,
    QuotaException,
    Result,
    Revision,
)

NUMBER = 1
_OF_DECISION: Mapping[str, tuple[type[Base], str]] = {
    "decision": (
        Decision,
        "id campaign_id unit_id meeting_on members present term number issued_on signer_office signer_name "
        "voted_by_id voted_at issued_by_id issued_at",
    ),
    "items": (DecisionItem, "id dossier_id outcome in_favour recused reason derivation"),
    "awards": (Award, "id dossier_id ground in_favour issuer_reason unproposed_reason"),
    "exceptions": (QuotaException, "id group_key pct reason paper_number paper_on by_id at"),
    "results": (
        Result, "id unit_id subject period_id kind programme_key model outcome proposed source reason supersedes_id at",
    ),
    "papers": (
        Commendation,
        "id award_id authority_unit_id register_year register_no code short_code digest revision_digest demo made_at",
    ),
    "places": (
        Dossier, "id campaign_id unit_id subject review_unit_id appraisal_unit_id authority_unit_id cell_type",
    ),
    "revisions": (Revision, "id dossier_id number digest at"),
}  # fmt: skip
"""What the issue of a decision freezes, and what each of its lines rests on."""
_OF_CAMPAIGN = (
    "id code period_id kind tier programme_key programme_digest programme_version_id as_of opens_on submit_by "
    "authority_unit_id decided_by decided_by_reason award_by award_by_reason minimum_assessments demo opened_at "
    "opened_by_id"
)


def seal_of_decision(session: Session, decision: Decision) -> str:
    session.flush()
    return seals_of_decisions(session, [decision.id])[decision.id]


def seals_of_decisions(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Returns the seal of each decision that is there, in a fixed number of queries."""
    content: dict[int, dict[str, list[list[Any]]]] = {}
    for part, (table, names) in _OF_DECISION.items():
        columns = [getattr(table, name) for name in names.split()]
        for decision_id, *values in session.execute(_rows(part, columns).where(Decision.id.in_(ids))):
            content.setdefault(decision_id, {}).setdefault(part, []).append([_plain(value) for value in values])
    return {decision_id: _seal(parts) for decision_id, parts in content.items()}


def _rows(part: str, columns: list[InstrumentedAttribute[Any]]) -> Select[Any]:
    query = select(Decision.id, *columns).order_by(Decision.id, columns[0])
    if part == "decision":
        return query
    if part in {"awards", "papers"}:
        query = query.join(Award, Award.decision_id == Decision.id)
        return query.join(Commendation, Commendation.award_id == Award.id) if part == "papers" else query
    if part == "exceptions":
        return query.join(QuotaException, QuotaException.decision_id == Decision.id)
    query = query.join(DecisionItem, DecisionItem.decision_id == Decision.id)
    joined: dict[str, tuple[Any, Any]] = {
        "results": (Result, Result.decision_item_id == DecisionItem.id),
        "places": (Dossier, Dossier.id == DecisionItem.dossier_id),
        "revisions": (Revision, Revision.id == DecisionItem.revision_id),
    }
    return query.join(*joined[part]) if part in joined else query


def seal_of_campaign(session: Session, campaign: Campaign) -> str:
    session.flush()
    return seals_of_campaigns(session, [campaign.id])[campaign.id]


def seals_of_campaigns(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Returns the seal of each campaign: what its opening fixed for good. The units that were left unrated at the
    opening are no part of it, because others may follow."""
    columns = [getattr(Campaign, name) for name in _OF_CAMPAIGN.split()]
    rows = session.execute(select(*columns).where(Campaign.id.in_(ids)))
    return {row[0]: _seal({"campaign": [[_plain(value) for value in row]]}) for row in rows}


def _seal(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{NUMBER}:{sha256(text.encode()).hexdigest()}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
