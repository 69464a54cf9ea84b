"""The checks over a whole batch before a vote is recorded, and again when the decision is issued: what was changed
since the vote needs a new one.

A reason about one line carries the id of its dossier, so that a page can lead to the line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grading import clock
from grading.actors import Actor
from grading.models import Award, Decision, DecisionItem, DecisionState, Dossier
from grading.rules.ballots import has_majority
from grading.rules.departures import Departure
from grading.rules.programmes.parts.outcomes import DECLINED
from grading.services.decisions import awards, departures, quota, undecided
from grading.services.dossiers import revisions
from grading.services.dossiers.derivations import newest_layer
from grading.services.dossiers.titles import Title, titles_of
from grading.services.record.sides import Sides
from grading.services.units.units import names_on
from workflows import Facts, Kind, Reason, Side
from workflows.permits import side_conflicts

Names = dict[int, str]
"""The name of each unit on the table, by id of the dossier."""


def before_vote(session: Session, decision: Decision, now: datetime) -> list[Reason]:
    """Returns every reason against recording the vote; empty if the vote may be recorded."""
    if not decision.items:
        return [Reason(code="nothing_to_decide", params={})]
    names = names_of(session, decision)
    return [
        *_meeting(decision, now),
        *_gone(decision, names),
        *undecided.told_together(not_decidable(session, decision, names), names),
        *_outcomes(session, decision, names),
        *_votes(decision, names),
        *quota.faults(session, decision),
        *_thresholds(session, decision),
        *awards.faults(session, decision, names),
    ]


def names_of(session: Session, decision: Decision) -> Names:
    units = {item.dossier_id: item.dossier.unit_id for item in decision.items}
    periods = names_on(session, units.values(), decision.campaign.as_of)
    return {dossier_id: periods[unit_id].org_name for dossier_id, unit_id in units.items()}


def changed_since_vote(session: Session, decision: Decision) -> list[Reason]:
    """Returns a reason if a dossier changed or went back since the vote: it needs a new vote.

    A decision binds to exactly what was voted on.
    """
    place = decision.table
    revisions.read_ahead(session, [item.dossier for item in decision.items])
    changed = [
        item
        for item in decision.items
        if item.dossier.state is not place
        or item.revision is None
        or not revisions.is_still(session, item.dossier, item.revision)
    ]
    if not changed:
        return []
    params = {"list": _list(changed, names_of(session, decision)), "dossier": changed[0].dossier_id}
    return [Reason(code="changed_since_vote", params=params)]


def settled_elsewhere(session: Session, decision: Decision) -> dict[int, DecisionItem]:
    """Returns the line with which another body decided each dossier, if this decision only notes the level or title."""
    if decision.decides_outcome:
        return {}
    query = (
        select(DecisionItem)
        .join(Decision)
        .options(joinedload(DecisionItem.decision))
        .where(
            DecisionItem.dossier_id.in_([item.dossier_id for item in decision.items]),
            DecisionItem.decision_id != decision.id,
            DecisionItem.outcome.is_not(None),
            Decision.state == DecisionState.issued,
        )
    )
    return {item.dossier_id: item for item in session.scalars(query.order_by(DecisionItem.id))}


def assessed_by(session: Session, dossiers: Sequence[Dossier], actor: Actor) -> list[Reason]:
    """Returns the reasons why this account may not record the decision: it worked on a dossier before."""
    everybody, account_id = Sides(session, dossiers, actor=actor), actor.person.id
    dual = everybody.dual(account_id)
    found = [
        side_conflicts(everybody.of(dossier, account_id), everybody.lent(dossier, account_id), Side.decide, dual)
        for dossier in dossiers
    ]
    count = sum(Side.appraise in everybody.of(dossier, account_id) for dossier in dossiers)
    reasons = [Reason(code="assessed_yourself", params={"n": count})] if count else []
    others = {(reason.code, str(reason.params["side"])): reason for each in found for reason in each}
    others.pop(("other_side", Side.appraise.value), None)
    return reasons + [reason for _key, reason in sorted(others.items())]


def _meeting(decision: Decision, now: datetime) -> list[Reason]:
    reasons, first = [], date(decision.campaign.year, 1, 1)
    if decision.meeting_on is None:
        reasons.append(Reason(code="meeting_day_missing", params={}))
    elif decision.meeting_on > clock.day(now):
        reasons.append(Reason(code="date_future", params={"date": decision.meeting_on}))
    elif decision.meeting_on < first:
        reasons.append(Reason(code="dates_in_order", params={"first": first, "second": decision.meeting_on}))
    if decision.members < 1 or decision.present < 1:
        reasons.append(Reason(code="meeting_members_missing", params={}))
    return reasons


def _gone(decision: Decision, names: Names) -> list[Reason]:
    """Returns a reason if a dossier was sent back meanwhile. The list must be updated before the vote."""
    place = decision.table
    gone = [item for item in decision.items if item.dossier.state is not place]
    if not gone:
        return []
    return [Reason(code="left_the_table", params={"list": _list(gone, names), "dossier": gone[0].dossier_id})]


def not_decidable(
    session: Session, decision: Decision, names: Names, facts: Mapping[int, Facts] | None = None
) -> undecided.Found:
    """Returns the dossiers on the table on which the body cannot decide yet. Facts that are gathered already are not
    gathered again."""
    on_the_table = [item.dossier for item in decision.items]
    return undecided.of_dossiers(session, decision.campaign, decision.unit_id, on_the_table, names, facts=facts)


def _outcomes(session: Session, decision: Decision, names: Names) -> list[Reason]:
    if not decision.decides_outcome:
        return []
    open_ = [item for item in decision.items if item.outcome is None]
    unreasoned = [item for item in decision.items if item.outcome == DECLINED and not item.reason]
    reasons: list[Reason] = []
    if open_:
        params = {"n": len(open_), "list": _list(open_, names), "dossier": open_[0].dossier_id}
        reasons.append(Reason(code="undecided", params=params))
    if unreasoned:
        params = {"list": _list(unreasoned, names), "dossier": unreasoned[0].dossier_id}
        reasons.append(Reason(code="decline_reason_missing", params=params))
    return [*reasons, *_departures(session, decision, names)]


def _departures(session: Session, decision: Decision, names: Names) -> Iterator[Reason]:
    """Yields reasons for lines without an explanation.

    A body may depart from the rules, or decide a level where the rules give none; it must then write down why.
    """
    departing = departures.of_decision(session, decision)
    for kind in Departure:
        silent = [item for item in decision.items if departing.get(item.dossier_id) is kind and not item.reason]
        if silent:
            params = {"list": _list(silent, names), "dossier": silent[0].dossier_id}
            if kind is Departure.unmatched:
                yield Reason(code="departure_unmatched", params=params)
            elif kind is Departure.passed_over:
                yield Reason(code="departure_passed_over", params=params)
            else:
                yield Reason(code="departure_above" if kind is Departure.above else "departure_below", params=params)


def _votes(decision: Decision, names: Names) -> list[Reason]:
    """Checks that more than half of all members of the body are in favour (Điều lệ Đảng, Article 9, point 5).

    A line that only notes what another body decided is not voted on.
    """
    lines = decision.items if decision.decides_outcome else []
    voted_on: list[DecisionItem | Award] = [*lines, *decision.awards]
    missing = [row for row in voted_on if row.in_favour is None]
    reasons: list[Reason] = []
    if missing:
        reasons.append(_about(missing[0], Reason(code="votes_missing", params={"n": len(missing)})))
    for item in lines:
        if item.in_favour is None:
            continue
        params = {"unit": names[item.dossier_id], "yes": item.in_favour}
        if item.in_favour + item.recused > decision.present:
            params |= {"present": decision.present}
            reasons.append(_about(item, Reason(code="votes_too_many", params=params)))
        elif not has_majority(item.in_favour, decision.members):
            params |= {"members": decision.members}
            reasons.append(_about(item, Reason(code="votes_short", params=params)))
    for award in decision.awards:
        yes = award.in_favour
        if yes is not None and not (has_majority(yes, decision.members) and yes <= decision.present):
            params = {"unit": names[award.dossier_id], "yes": yes, "members": decision.members}
            reasons.append(_about(award, Reason(code="award_votes_short", params=params)))
    return reasons


def _thresholds(session: Session, decision: Decision) -> list[Reason]:
    """Checks that a title is given only if the programme's thresholds hold."""
    if decision.campaign.kind is not Kind.recognition or not decision.decides_outcome:
        return []
    titles = _titles(session, decision)
    given = [item for item in decision.items if item.outcome is not None and item.outcome != DECLINED]
    return [_about(item, fault) for item in given for fault in titles[item.dossier_id].reasons_for(str(item.outcome))]


def title_reasons(session: Session, decision: Decision) -> dict[int, tuple[Reason, ...]]:
    """Returns what each dossier on the table lacks for its title, by the newest layer's points and the live rating."""
    return {dossier_id: title.reasons for dossier_id, title in _titles(session, decision).items()}


def _titles(session: Session, decision: Decision) -> dict[int, Title]:
    return titles_of(session, {item.dossier: newest_layer(item.dossier) for item in decision.items})


def _about(row: DecisionItem | Award, reason: Reason) -> Reason:
    """Adds the line to the reason: `dossier` is a line of the table, `award` a line of the awards."""
    line = "award" if isinstance(row, Award) else "dossier"
    return Reason(code=reason.code, params={**reason.params, line: row.dossier_id})


def _list(items: Iterable[DecisionItem], names: Names) -> tuple[str, ...]:
    return tuple(names[item.dossier_id] for item in items)
