"""The quotas of members: a warning to the cell that proposes, and the check of what a committee decides."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier
from grading.rules import members_quota
from grading.rules.members_quota import MembersRoom
from grading.rules.programme import Programme
from grading.rules.programmes.parts.members import Exceeding, Within
from grading.rules.programmes.parts.texts import Text
from grading.services.dossiers.member_levels import Counts, counts_in, decided_in
from grading.services.figures.figures import staged
from workflows import Reason


def warnings(programme: Programme, counts: Counts) -> list[Reason]:
    """Returns a sentence for each quota that the counts of one cell exceed, taken by themselves. It stops nobody: the
    body above decides."""
    rule = programme.members_decided
    if rule is None:
        return []
    reasons = []
    for room in members_quota.rooms(rule, counts):
        if room.over:
            params = {"name": _name(programme, room), "used": room.used, "max": room.most, "over": room.over}
            reasons.append(Reason(code="members_over", params=params))
    return reasons


def of_units(programme: Programme, entered: Mapping[int, Counts], reason: str) -> dict[int, tuple[Reason, ...]]:
    """Returns the reasons against decided counts that exceed a quota within their own unit, by dossier."""
    rule = programme.members_decided
    if rule is None:
        return {}
    found = {}
    for dossier_id, counts in entered.items():
        over = [room for room in members_quota.rooms(rule, counts, Within.unit) if room.over]
        if told := _against(programme, over, reason):
            found[dossier_id] = told
    return found


def of_organisation(
    session: Session, campaign: Campaign, unit_id: int, entered: Mapping[int, Counts], reason: str
) -> tuple[Reason, ...]:
    """Returns the reasons against counts that exceed a quota over all that this unit reviews."""
    over = [room for room in organisation_rooms(session, campaign, unit_id, entered) if room.over]
    return _against(campaign.programme, over, reason)


def organisation_rooms(
    session: Session, campaign: Campaign, unit_id: int, entered: Mapping[int, Counts] | None = None
) -> tuple[MembersRoom, ...]:
    """Returns the room of each quota over all that this unit reviews in the campaign. `entered` replaces what is
    decided so far; a unit that is not decided counts as if it lowered all whom it proposes."""
    rule, entered = campaign.programme.members_decided, entered or {}
    if rule is None or not any(quota.within is Within.base_organisation for quota in rule.quotas):
        return ()
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, Dossier.review_unit_id == unit_id)
    dossiers = session.scalars(query.order_by(Dossier.id)).all()
    newest, proposed = staged(session, [dossier.unit_id for dossier in dossiers], [campaign.period_id])
    decided, open_ = [], []
    for dossier in dossiers:
        settled = entered.get(dossier.id) or decided_in(newest, dossier)
        if settled:
            decided.append(settled)
        else:
            open_.append(counts_in(proposed, dossier))
    return members_quota.of_organisation(rule, decided, open_)


def _against(programme: Programme, over: Sequence[MembersRoom], reason: str) -> tuple[Reason, ...]:
    """Returns what stands against these counts: some are refused, others need a reason."""
    reasons = []
    for room in over:
        params = {"name": _name(programme, room), "used": room.used, "max": room.most, "over": room.over}
        params |= {"within": room.quota.within}
        if room.quota.exceeding is Exceeding.refused:
            reasons.append(Reason(code="members_over_refused", params=params))
        elif not reason:
            reasons.append(Reason(code="members_over_reason", params=params))
    return tuple(reasons)


def _name(programme: Programme, room: MembersRoom) -> Text:
    return programme.metric(room.quota.of).name
