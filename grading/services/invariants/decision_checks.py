"""The part of `checks` about decisions: what they bind to, and whether they say why."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from grading.models import Campaign, Decision, DecisionItem, DecisionState
from grading.rules.departures import departure
from grading.rules.derivation import Derivation
from grading.rules.lowering import all_limited
from grading.services.decisions import quota
from grading.services.invariants import batches
from grading.services.invariants.format_checks import is_readable, read_or_none
from workflows import Finding


def decisions_bind_to_revisions(session: Session) -> Iterator[Finding]:
    query = select(DecisionItem).join(Decision).where(Decision.state != DecisionState.drafted)
    for item in batches.rows(session, query.where(DecisionItem.revision_id.is_(None))):
        yield Finding.of("line_unbound", decision=item.decision_id, dossier=item.dossier_id)


def departures_from_the_rules_say_why(session: Session) -> Iterator[Finding]:
    """Checks that a decision gives a reason for every level that departs from the rules.

    A level below the one that the quota limits needs no reason: the quota is the reason, and `quota_holds` checks the
    quota.
    """
    query = select(DecisionItem).join(Decision).where(Decision.state == DecisionState.issued)
    silent = query.where(DecisionItem.derivation.is_not(None), DecisionItem.reason == "")
    whole = selectinload(DecisionItem.decision).selectinload(Decision.campaign)
    for item in batches.rows(session, silent.options(whole)):
        campaign = item.decision.campaign
        derivation: Derivation | None = read_or_none(item, "derived")  # read once: it takes longer than all the rest
        if derivation is None or not is_readable(campaign, "programme"):
            continue
        level = str(item.outcome)
        if departure(derivation, level, full=all_limited(campaign.programme)):
            place = {"decision": item.decision_id, "dossier": item.dossier_id}
            yield Finding.of("departure_silent", **place, level=level)


def orders_that_were_left_say_why(session: Session) -> Iterator[Finding]:
    """Checks that a decision gives a reason where a unit lost its level to one behind it in the order of the quota.
    Votes of earlier versions did not note the order."""
    query = select(DecisionItem.decision_id, DecisionItem.dossier_id).join(Decision)
    left = query.where(
        Decision.state == DecisionState.issued, DecisionItem.passed_over.is_(True), DecisionItem.reason == ""
    )
    for decision_id, dossier_id in session.execute(left.order_by(DecisionItem.id)):
        yield Finding.of("order_silent", decision=decision_id, dossier=dossier_id)


def quota_holds(session: Session) -> Iterator[Finding]:
    """Checks all that the issued decisions of a campaign gave; papers that allow more raise the limit."""
    for campaign in session.scalars(select(Campaign)):
        if not is_readable(campaign, "programme"):
            continue
        for measure in quota.of_campaign(session, campaign):
            if (room := measure.room).over:
                numbers = {"used": room.used, "max": room.limit, "over": room.over}
                place = {"group": measure.group, "level": measure.quota.of}
                yield Finding.of("quota_over", campaign=campaign.id, **place, **numbers)
