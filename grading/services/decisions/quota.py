"""The quotas of a decision, group by group: its own choices, with those of earlier decisions of the campaign."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grading.models import Base, Campaign, Decision, DecisionItem, DecisionState, Dossier, QuotaException
from grading.rules import quota
from grading.rules.ladder import UNDECIDED
from grading.rules.programmes.parts.quota import Grouping, Quota
from grading.rules.quota import Measure, QuotaGroup
from grading.services.decisions.quota_groups import Placed, groups_of
from grading.services.ground.kept import forget, kept
from workflows import Kind, Reason

Counted = dict[QuotaGroup, Counter[str]]
"""The number of organisations with each outcome, by group; UNDECIDED counts those of this decision without one."""
Outcomes = Mapping[int, str | None]
"""The outcome chosen for each dossier."""
_PART = 500
"""The lines of a campaign that are counted at once."""


def given_elsewhere(session: Session, decision: Decision, parted_by: Sequence[Grouping] | None = None) -> Counted:
    """Returns what the other issued decisions of the campaign gave, in the groups of the page or of `parted_by`."""
    campaign = decision.campaign
    if not _is_counted(campaign):
        return {}
    rows = [row for row in _outcomes_given(session, campaign.id) if row[0] != decision.id]
    return _of_lines(session, campaign, rows, parted_by)


def chosen_here(
    session: Session, decision: Decision, typed: Outcomes | None = None, parted_by: Sequence[Grouping] | None = None
) -> Counted:
    """Counts the outcomes of this decision. `typed`, by dossier, replaces the stored outcomes: a refused page counts
    what it shows."""
    if not _is_counted(decision.campaign):
        return {}
    chosen = [
        (Placed.of(item.dossier), item.outcome if typed is None else typed.get(item.dossier_id))
        for item in decision.items
    ]
    return _counted(session, decision.campaign, chosen, parted_by)


def measures(session: Session, decision: Decision, typed: Outcomes | None = None) -> tuple[Measure, ...]:
    """Returns each quota in each group on the table, in the order of the programme; none if it has no quota."""
    campaign, found = decision.campaign, list[Measure]()
    counted: dict[tuple[Grouping, ...] | None, Counted] = {}
    for rule in campaign.programme.quotas:
        if rule.group_by not in counted:
            chosen = chosen_here(session, decision, typed, rule.group_by)
            elsewhere = given_elsewhere(session, decision, rule.group_by)
            counted[rule.group_by] = {group: own + elsewhere.get(group, Counter()) for group, own in chosen.items()}
        together = counted[rule.group_by]
        higher = raised(session, campaign, rule, together, decision)
        found += quota.measured(rule, together, higher, campaign.programme.ladder)
    return tuple(found)


def of_campaign(session: Session, campaign: Campaign) -> tuple[Measure, ...]:
    """Returns each quota in each group with a decided outcome, counted over the issued decisions of the campaign. The
    lines are counted in parts, which are forgotten: a campaign may have a hundred thousand."""
    rules = campaign.programme.quotas
    counted: dict[tuple[Grouping, ...] | None, Counted] = {rule.group_by: {} for rule in rules}
    if not rules:
        return ()
    for part in session.execute(_lines_given(campaign.id), execution_options={"yield_per": _PART}).partitions():
        for parted_by, decided in counted.items():
            for group, found in _of_lines(session, campaign, part, parted_by).items():
                decided[group] = decided.get(group, Counter()) + found
        forget(session)
    return tuple(
        measure
        for rule in rules
        for measure in quota.measured(
            rule,
            counted[rule.group_by],
            raised(session, campaign, rule, counted[rule.group_by]),
            campaign.programme.ladder,
        )
    )


def without_room(session: Session, decision: Decision, typed: Outcomes | None = None) -> dict[int, set[str]]:
    """Returns the outcomes that have no room left, for each dossier on the table in whose groups there are any."""
    placed, ladder = [Placed.of(item.dossier) for item in decision.items], decision.campaign.programme.ladder
    full = [measure for measure in measures(session, decision, typed) if not measure.room.left]
    found: dict[int, set[str]] = {}
    for parted_by in {measure.quota.group_by for measure in full}:
        here = [measure for measure in full if measure.quota.group_by == parted_by]
        for dossier_id, group in groups_of(session, decision.campaign, placed, parted_by).items():
            spent = (quota.limited(measure.quota, ladder) for measure in here if measure.group == group)
            found[dossier_id] = found.get(dossier_id, set()).union(*spent)
    return found


def faults(session: Session, decision: Decision) -> list[Reason]:
    """Returns quota_full for every group over its limit, or quota_full_unless if a paper may still allow more."""
    reasons = []
    for measure in measures(session, decision):
        rule, group, room = measure.quota, measure.group, measure.room
        if not room.over:
            continue
        params = {"group": group, "level": rule.of, "max": room.limit, "used": room.used, "over": room.over}
        params["place"] = measure.key
        allowed = raised(session, decision.campaign, rule, [group], decision)
        may_rise = rule.exceptional_pct is not None and not allowed and decision.decides_outcome
        reasons.append(Reason(code="quota_full_unless" if may_rise else "quota_full", params=params))
    return reasons


def raised(
    session: Session, campaign: Campaign, rule: Quota, groups: Iterable[QuotaGroup], decision: Decision | None = None
) -> set[QuotaGroup]:
    """Returns the groups to which a paper allows the higher share of this quota. The paper belongs to this decision or
    an issued one."""
    if rule.exceptional_pct is None:
        return set()
    keys = {row.group_key for row in decision.exceptions} if decision is not None else set()
    keys |= _raised_keys(session, campaign.id)
    return {group for group in groups if quota.key_of(rule, group) in keys}


def _is_counted(campaign: Campaign) -> bool:
    """Returns whether outcomes are counted: a rating always is, because its page shows what was given before."""
    return campaign.kind is Kind.rating or bool(campaign.programme.quotas)


def _raised_keys(session: Session, campaign_id: int) -> set[str]:
    known: dict[Hashable, set[str]] = kept(session, Base)
    if (key := ("raised", campaign_id)) not in known:
        issued = (Decision.campaign_id == campaign_id) & (Decision.state == DecisionState.issued)
        known[key] = set(session.scalars(select(QuotaException.group_key).join(Decision).where(issued)))
    return known[key]


def _of_lines(
    session: Session, campaign: Campaign, rows: Iterable[Sequence[Any]], parted_by: Sequence[Grouping] | None
) -> Counted:
    return _counted(session, campaign, [(Placed(*where), outcome) for _decision, *where, outcome in rows], parted_by)


def _outcomes_given(session: Session, campaign_id: int) -> Sequence[Sequence[Any]]:
    """Returns decision, dossier, its unit, the unit above and the outcome for each line that an issued decision gave.
    The transaction asks for them once, until something is written."""
    known: dict[Hashable, Sequence[Sequence[Any]]] = kept(session, Base)
    if (key := ("given", campaign_id)) not in known:
        known[key] = session.execute(_lines_given(campaign_id)).all()
    return known[key]


def _lines_given(campaign_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Decision.id, Dossier.id, Dossier.unit_id, Dossier.review_unit_id, DecisionItem.outcome)
        .select_from(Dossier)
        .join(DecisionItem, DecisionItem.dossier_id == Dossier.id)
        .join(Decision)
        .where(
            Decision.campaign_id == campaign_id,
            Decision.state == DecisionState.issued,
            DecisionItem.outcome.is_not(None),
        )
    )


def _counted(
    session: Session,
    campaign: Campaign,
    chosen: Iterable[tuple[Placed, str | None]],
    parted_by: Sequence[Grouping] | None,
) -> Counted:
    chosen = list(chosen)
    groups = groups_of(session, campaign, [placed for placed, _outcome in chosen], parted_by)
    counted: Counted = {}
    for placed, outcome in chosen:
        counted.setdefault(groups[placed.dossier_id], Counter())[str(outcome or UNDECIDED)] += 1
    return counted
