"""The awards of a decision: stores those that are ticked, and says what stands in the way of each."""

from collections.abc import Collection, Mapping

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from grading.models import Award, Decision
from grading.rules import awards
from grading.rules.awards import Worth
from grading.rules.streaks import History
from grading.services.decisions.choices import AwardChoice
from grading.services.dossiers import revisions
from grading.services.ground.errors import Refused
from grading.services.layers import award_opinions
from grading.services.results.years_running import histories
from grading.services.units.units import names_on
from grading.text import nfc
from workflows import Kind, Reason


def keep(session: Session, decision: Decision, wanted: Mapping[int, AwardChoice]) -> None:
    """Makes the draft give exactly these awards, by id of the dossier.

    Raises:
        Refused: award_given_already for a dossier that has an award of another decision: one campaign gives one award.
    """
    if already_given := given_elsewhere(session, decision) & wanted.keys():
        raise Refused(_given_already(session, decision, already_given))
    stored = {award.dossier_id: award for award in decision.awards}
    for dossier_id, award in stored.items():
        if dossier_id not in wanted:
            decision.awards.remove(award)
            session.delete(award)
    for dossier_id, choice in wanted.items():
        award = stored.get(dossier_id) or Award(dossier_id=dossier_id, ground=choice.ground)
        award.ground, award.in_favour = choice.ground, choice.in_favour
        award.issuer_reason = nfc(choice.issuer_reason).strip() or None
        award.unproposed_reason = nfc(choice.unproposed_reason).strip() or None
        if dossier_id not in stored:
            decision.awards.append(award)


def _given_already(session: Session, decision: Decision, given: Collection[int]) -> list[Reason]:
    """Returns a reason for each dossier, with its name and its line of the awards, in the order of the table."""
    units = {item.dossier_id: item.dossier.unit_id for item in decision.items if item.dossier_id in given}
    names = names_on(session, units.values(), decision.campaign.as_of)
    return [
        Reason(code="award_given_already", params={"unit": names[unit_id].org_name, "award": dossier_id})
        for dossier_id, unit_id in units.items()
    ]


def given_elsewhere(session: Session, decision: Decision) -> set[int]:
    """Returns the dossiers on the table that have an award of another decision. A page has read it along."""
    if not any("award" in inspect(item).unloaded for item in decision.items):
        found = {item.dossier_id: item.award for item in decision.items}
        return {dossier_id for dossier_id, award in found.items() if award and award.decision_id != decision.id}
    on_the_table = [item.dossier_id for item in decision.items]
    query = select(Award.dossier_id).where(Award.dossier_id.in_(on_the_table), Award.decision_id != decision.id)
    return set(session.scalars(query))


def faults(session: Session, decision: Decision, names: Mapping[int, str]) -> list[Reason]:
    """Returns what is missing for each award: the level and the years running that its ground requires, a reason if the
    programme names another body for giving it, and a reason if the appraisal team did not propose it."""
    if not decision.awards:
        return []
    award_faults: list[Reason] = []
    history_of, issuer = histories_of(session, decision), issuer_kind(session, decision)
    proposed = proposals(session, decision)
    for award in decision.awards:
        rule, unit = decision.campaign.programme.award(award.ground), names[award.dossier_id]
        reasons = list(awards.faults(rule, decision.campaign.year, history_of[award.dossier_id], unit=unit))
        if awards.needs_issuer_reason(rule, issuer) and not award.issuer_reason:
            reasons.append(Reason(code="award_issuer_reason_missing", params={"unit": unit}))
        if proposed is not None and proposed.get(award.dossier_id) != rule.key and not award.unproposed_reason:
            reasons.append(Reason(code="award_unproposed_reason_missing", params={"unit": unit}))
        award_faults += [
            Reason(code=reason.code, params={**reason.params, "award": award.dossier_id}) for reason in reasons
        ]
    return award_faults


def proposals(session: Session, decision: Decision) -> dict[int, str] | None:
    """Returns the award that the appraisal team proposes, by dossier; None where the team appraises levels, and says
    nothing of awards."""
    if not (decision.gives_awards and award_opinions.appraises_awards(decision.campaign)):
        return None
    on_the_table = [item.dossier for item in decision.items]
    revisions.read_award_opinions(session, on_the_table)
    found = {dossier.id: award_opinions.proposed(dossier) for dossier in on_the_table}
    return {dossier_id: row.ground for dossier_id, row in found.items() if row is not None}


def histories_of(session: Session, decision: Decision) -> dict[int, History]:
    """Returns the history by dossier on the table; it includes the level of this year that is being decided here."""
    campaign = decision.campaign
    stored = histories(session, [item.dossier.unit_id for item in decision.items])
    by_dossier = {}
    for item in decision.items:
        history = stored[item.dossier.unit_id]
        level = campaign.programme.counts_as(item.outcome) if campaign.kind is Kind.rating else None
        by_dossier[item.dossier_id] = history.with_level(campaign.year, level) if level else history
    return by_dossier


def worth_of(award: Award) -> Worth | None:
    """Returns the money that goes with the award by the rules of its campaign on the day of its decision. The paper
    does not mention the money."""
    decision = award.decision
    programme = decision.campaign.programme
    return awards.worth(programme, programme.award(award.ground), decision.day)


def issuer_kind(session: Session, decision: Decision) -> str:
    """Returns the kind of the unit that gives the awards, on the day of the decision."""
    return names_on(session, [decision.unit_id], decision.day)[decision.unit_id].kind
