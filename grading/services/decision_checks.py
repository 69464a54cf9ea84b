"""What must hold over a whole batch before a vote is recorded, and again when the decision is issued."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading import clock
from grading.models import Account, Campaign, Decision, DecisionItem, DecisionState, Dossier, Result, TitleOutcome
from grading.rules import awards, quota
from grading.rules.levels import Level
from grading.services import revisions
from grading.services.units import names_on
from workflows import Kind, Layer, Reason


def before_vote(session: Session, decision: Decision, now: datetime) -> list[Reason]:
    if not decision.items:
        return [Reason(code="nothing_to_decide", params={})]
    return [
        *_meeting(decision, now),
        *_outcomes(session, decision),
        *_votes(session, decision),
        *quota_reasons(session, decision),
        *_awards(session, decision),
    ]


def changed_since_vote(session: Session, decision: Decision) -> list[Reason]:
    """A decision binds to exactly what was voted on: a dossier that changed since then needs a new vote."""
    changed = [
        item
        for item in decision.items
        if item.revision is None or not revisions.is_still(session, item.dossier, item.revision)
    ]
    if not changed:
        return []
    return [Reason(code="changed_since_vote", params={"list": _named(session, decision.campaign, changed)})]


def assessed_by(dossiers: Iterable[Dossier], account: Account) -> list[Reason]:
    """No account both assesses a dossier for the team and records the decision on it."""
    team = {Layer.appraiser, Layer.panel}
    count = sum(
        any(found.layer in team and account.id in {found.by_id, found.saved_by_id} for found in dossier.assessments)
        for dossier in dossiers
    )
    return [Reason(code="assessed_yourself", params={"n": count})] if count else []


def _meeting(decision: Decision, now: datetime) -> list[Reason]:
    reasons = []
    if decision.meeting_on is None:
        reasons.append(Reason(code="meeting_day_missing", params={}))
    elif decision.meeting_on > clock.day(now):
        reasons.append(Reason(code="date_future", params={"date": decision.meeting_on}))
    if decision.members < 1 or decision.present < 1:
        reasons.append(Reason(code="meeting_members_missing", params={}))
    return reasons


def _outcomes(session: Session, decision: Decision) -> list[Reason]:
    if not decision.decides_outcome:
        return []
    open_: list[DecisionItem] = []
    unreasoned: list[DecisionItem] = []
    for item in decision.items:
        if item.outcome is None:
            open_.append(item)
        elif item.outcome == TitleOutcome.declined and not item.reason:
            unreasoned.append(item)
    campaign = decision.campaign
    reasons: list[Reason] = []
    if open_:
        params = {"n": len(open_), "list": _named(session, campaign, open_)}
        reasons.append(Reason(code="undecided", params=params))
    if unreasoned:
        reasons.append(Reason(code="decline_reason_missing", params={"list": _named(session, campaign, unreasoned)}))
    return reasons


def _votes(session: Session, decision: Decision) -> list[Reason]:
    """More than half of all members of the body must be in favour (Điều lệ Đảng, Article 9, point 5)."""
    missing = [item for item in decision.items if item.in_favour is None]
    missing_awards = [award for award in decision.awards if award.in_favour is None]
    names = names_on(session, [row.dossier.unit_id for row in decision.items], decision.campaign.as_of)
    reasons = []
    if missing or missing_awards:
        reasons.append(Reason(code="votes_missing", params={"n": len(missing) + len(missing_awards)}))
    for item in decision.items:
        if item.in_favour is None:
            continue
        params = {"unit": names[item.dossier.unit_id].org_name, "yes": item.in_favour}
        if item.in_favour + item.recused > decision.present:
            reasons.append(Reason(code="votes_too_many", params=params | {"present": decision.present}))
        elif item.in_favour * 2 <= decision.members:
            reasons.append(Reason(code="votes_short", params=params | {"members": decision.members}))
    for award in decision.awards:
        if award.in_favour is not None and not decision.members < award.in_favour * 2 <= decision.present * 2:
            name = names[award.dossier.unit_id].org_name
            params = {"unit": name, "yes": award.in_favour, "members": decision.members}
            reasons.append(Reason(code="award_votes_short", params=params))
    return reasons


def levels_by_group(session: Session, decision: Decision) -> dict[int, Counter[Level]]:
    """Levels per commune: what this decision chooses, with what earlier decisions of the campaign already gave."""
    groups: defaultdict[int, Counter[Level]] = defaultdict(Counter)
    if decision.campaign.kind is not Kind.rating:
        return groups
    earlier = (
        select(Dossier.review_unit_id, DecisionItem.outcome, func.count())
        .join(DecisionItem, DecisionItem.dossier_id == Dossier.id)
        .join(Decision)
        .where(
            Decision.campaign_id == decision.campaign_id,
            Decision.state == DecisionState.issued,
            DecisionItem.outcome.is_not(None),
        )
        .group_by(Dossier.review_unit_id, DecisionItem.outcome)
    )
    for unit_id, outcome, number in session.execute(earlier):
        groups[unit_id][Level(str(outcome))] += number
    for item in decision.items:
        if item.outcome is not None and decision.state is not DecisionState.issued:
            groups[item.dossier.review_unit_id][Level(item.outcome)] += 1
    return groups


def quota_reasons(session: Session, decision: Decision) -> list[Reason]:
    rule = decision.campaign.programme.quota
    if rule is None or decision.campaign.kind is not Kind.rating:
        return []
    reasons = []
    groups = levels_by_group(session, decision)
    names = names_on(session, groups, decision.campaign.as_of)
    for unit_id, levels in groups.items():
        room = quota.headroom(rule, levels)
        if room.over:
            params = {"group": names[unit_id].org_name, "level": rule.level, "max": room.limit,
                      "used": room.used, "over": room.over}  # fmt: skip
            reasons.append(Reason(code="quota_full", params=params))
    return reasons


def _awards(session: Session, decision: Decision) -> list[Reason]:
    """An award needs the level its ground asks for, and the years running where it asks for them."""
    campaign = decision.campaign
    reasons: list[Reason] = []
    units = [award.dossier.unit_id for award in decision.awards]
    names = names_on(session, units, campaign.as_of)
    history = outcomes_by_year(session, units, Kind.rating)
    chosen = {item.dossier_id: item.outcome for item in decision.items}
    for award in decision.awards:
        years = dict(history.get(award.dossier.unit_id, {}))
        if chosen.get(award.dossier_id):
            years[campaign.year] = str(chosen[award.dossier_id])
        rule = campaign.programme.award(award.ground)
        name = names[award.dossier.unit_id].org_name
        reasons += awards.faults(rule, campaign.year, years, unit=name)
    return reasons


def outcomes_by_year(session: Session, unit_ids: Iterable[int], kind: Kind) -> dict[int, dict[int, str]]:
    """The live result of each unit and year: the row that no other supersedes."""
    superseded = select(Result.supersedes_id).where(Result.supersedes_id.is_not(None))
    query = select(Result).where(
        Result.unit_id.in_(set(unit_ids)), Result.kind == kind, Result.id.not_in(superseded)
    )
    found: dict[int, dict[int, str]] = {}
    for result in session.scalars(query.order_by(Result.id)):
        found.setdefault(result.unit_id, {})[result.year] = result.outcome
    return found


def _named(session: Session, campaign: Campaign, items: Iterable[DecisionItem]) -> tuple[str, ...]:
    found = list(items)
    names = names_on(session, [item.dossier.unit_id for item in found], campaign.as_of)
    return tuple(names[item.dossier.unit_id].org_name for item in found)
