"""The quota of a decision, group by group: its own choices, with those of earlier decisions of the campaign."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grading.models import Base, Campaign, Decision, DecisionItem, DecisionState, Dossier, QuotaException
from grading.rules import quota
from grading.rules.levels import Level
from grading.rules.quota import QuotaGroup, Room
from grading.services.decisions.quota_groups import Placed, groups_of
from grading.services.ground.kept import forget, kept
from workflows import Kind, Reason

Levels = dict[QuotaGroup, Counter[Level]]
"""The number of organisations at each level, by group."""
Outcomes = Mapping[int, str | None]
"""The outcome chosen for each dossier."""
_PART = 500
"""The lines of a campaign that are counted at once."""


def given_elsewhere(session: Session, decision: Decision) -> Levels:
    """Returns what the other issued decisions of the campaign gave."""
    return _given(session, decision.campaign, but=decision.id)


def chosen_here(session: Session, decision: Decision, typed: Outcomes | None = None) -> Levels:
    """Counts the outcomes of this decision. `typed`, by dossier, replaces the stored outcomes: a refused page counts
    what it shows."""
    if decision.campaign.kind is not Kind.rating:
        return {}
    chosen = [
        (Placed.of(item.dossier), item.outcome if typed is None else typed.get(item.dossier_id))
        for item in decision.items
    ]
    return _counted(session, decision.campaign, chosen)


def rooms(session: Session, decision: Decision, typed: Outcomes | None = None) -> dict[QuotaGroup, Room]:
    """Returns the room of each group on the table under the quota; empty if the programme has no quota."""
    rule = decision.campaign.programme.quota
    if rule is None:
        return {}
    chosen, elsewhere = chosen_here(session, decision, typed), given_elsewhere(session, decision)
    together = {group: levels + elsewhere.get(group, Counter()) for group, levels in chosen.items()}
    return quota.rooms(rule, together, raised(session, decision.campaign, together, decision))


def of_campaign(session: Session, campaign: Campaign) -> dict[QuotaGroup, Room]:
    """Returns the room of each group with a decided outcome, counted over the issued decisions of the campaign. The
    lines are counted in parts, which are forgotten: a campaign may have a hundred thousand."""
    rule = campaign.programme.quota
    if rule is None or campaign.kind is not Kind.rating:
        return {}
    decided: Levels = {}
    for part in session.execute(_lines_given(campaign.id), execution_options={"yield_per": _PART}).partitions():
        for group, levels in _of_lines(session, campaign, part).items():
            decided[group] = decided.get(group, Counter()) + Counter(levels)
        forget(session)
    return quota.rooms(rule, decided, raised(session, campaign, decided))


def without_room(session: Session, decision: Decision, typed: Outcomes | None = None) -> set[int]:
    """Returns the dossiers on the table whose group has no room left at the level that the quota limits."""
    full = {group for group, room in rooms(session, decision, typed).items() if not room.left}
    groups = groups_of(session, decision.campaign, [Placed.of(item.dossier) for item in decision.items])
    return {dossier_id for dossier_id, group in groups.items() if group in full}


def faults(session: Session, decision: Decision) -> list[Reason]:
    """Returns quota_full for every group over its limit, or quota_full_unless if a paper may still allow more."""
    rule = decision.campaign.programme.quota
    if rule is None:
        return []
    group_rooms = rooms(session, decision)
    allowed = raised(session, decision.campaign, group_rooms, decision)
    reasons = []
    for group, room in group_rooms.items():
        if not room.over:
            continue
        params = {"group": group, "level": rule.level, "max": room.limit, "used": room.used, "over": room.over}
        params["place"] = group.key
        may_rise = rule.exceptional_pct is not None and group not in allowed and decision.decides_outcome
        reasons.append(Reason(code="quota_full_unless" if may_rise else "quota_full", params=params))
    return reasons


def raised(
    session: Session, campaign: Campaign, groups: Iterable[QuotaGroup], decision: Decision | None = None
) -> set[QuotaGroup]:
    """Returns the groups to which a paper allows the higher share. The paper belongs to this decision or an issued
    one."""
    rule = campaign.programme.quota
    if rule is None or rule.exceptional_pct is None:
        return set()
    keys = {row.group_key for row in decision.exceptions} if decision is not None else set()
    keys |= _raised_keys(session, campaign.id)
    return {group for group in groups if group.key in keys}


def _raised_keys(session: Session, campaign_id: int) -> set[str]:
    known: dict[Hashable, set[str]] = kept(session, Base)
    if (key := ("raised", campaign_id)) not in known:
        issued = (Decision.campaign_id == campaign_id) & (Decision.state == DecisionState.issued)
        known[key] = set(session.scalars(select(QuotaException.group_key).join(Decision).where(issued)))
    return known[key]


def _given(session: Session, campaign: Campaign, *, but: int) -> Levels:
    if campaign.kind is not Kind.rating:
        return {}
    return _of_lines(session, campaign, [row for row in _outcomes_given(session, campaign.id) if row[0] != but])


def _of_lines(session: Session, campaign: Campaign, rows: Iterable[Sequence[Any]]) -> Levels:
    return _counted(session, campaign, [(Placed(*where), outcome) for _decision, *where, outcome in rows])


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


def _counted(session: Session, campaign: Campaign, chosen: Iterable[tuple[Placed, str | None]]) -> Levels:
    chosen = list(chosen)
    groups = groups_of(session, campaign, [placed for placed, _outcome in chosen])
    counted: Levels = {}
    for placed, outcome in chosen:
        levels = counted.setdefault(groups[placed.dossier_id], Counter())
        if outcome is not None:
            level = campaign.programme.counts_as(outcome)
            levels[level or Level.NOT_RATED] += 1
    return counted
