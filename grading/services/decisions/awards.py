"""The awards of a decision: keeping what is ticked, and what stands in the way of each."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Award, Decision
from grading.rules import awards
from grading.rules.awards import Worth
from grading.rules.streaks import History
from grading.services.decisions.choices import AwardChoice
from grading.services.ground.errors import Refused
from grading.services.results.years_running import histories
from grading.services.units.units import names_on
from grading.text import nfc
from workflows import Kind, Reason


def keep(session: Session, decision: Decision, wanted: Mapping[int, AwardChoice]) -> None:
    """Afterwards the draft gives exactly these awards, by dossier.

    Raises:
        Refused: award_given_already for a dossier of which another decision gives one: one campaign, one award.
    """
    if given := given_elsewhere(session, decision) & wanted.keys():
        raise Refused(_given_already(session, decision, given))
    held = {award.dossier_id: award for award in decision.awards}
    for dossier_id, award in held.items():
        if dossier_id not in wanted:
            decision.awards.remove(award)
            session.delete(award)
    for dossier_id, choice in wanted.items():
        award = held.get(dossier_id) or Award(dossier_id=dossier_id, ground=choice.ground)
        award.ground, award.in_favour = choice.ground, choice.in_favour
        award.issuer_reason = nfc(choice.issuer_reason).strip() or None
        if dossier_id not in held:
            decision.awards.append(award)


def _given_already(session: Session, decision: Decision, given: Collection[int]) -> list[Reason]:
    """Each with its name and its line of the awards, in the order of the table."""
    units = {item.dossier_id: item.dossier.unit_id for item in decision.items if item.dossier_id in given}
    names = names_on(session, units.values(), decision.campaign.as_of)
    return [
        Reason(code="award_given_already", params={"unit": names[unit_id].org_name, "award": dossier_id})
        for dossier_id, unit_id in units.items()
    ]


def given_elsewhere(session: Session, decision: Decision) -> set[int]:
    """The dossiers on the table of which another decision gives an award."""
    on_the_table = [item.dossier_id for item in decision.items]
    query = select(Award.dossier_id).where(Award.dossier_id.in_(on_the_table), Award.decision_id != decision.id)
    return set(session.scalars(query))


def faults(session: Session, decision: Decision, names: Mapping[int, str]) -> list[Reason]:
    """An award needs the level its ground asks for, the years running where it asks for them, and a reason where the
    programme names another body for giving it."""
    if not decision.awards:
        return []
    found: list[Reason] = []
    known, issuer = histories_of(session, decision), issuer_kind(session, decision)
    for award in decision.awards:
        rule, unit = decision.campaign.programme.award(award.ground), names[award.dossier_id]
        reasons = list(awards.faults(rule, decision.campaign.year, known[award.dossier_id], unit=unit))
        if awards.needs_issuer_reason(rule, issuer) and not award.issuer_reason:
            reasons.append(Reason(code="award_issuer_reason_missing", params={"unit": unit}))
        found += [Reason(code=each.code, params={**each.params, "award": award.dossier_id}) for each in reasons]
    return found


def histories_of(session: Session, decision: Decision) -> dict[int, History]:
    """By dossier on the table, this year's level as it is being decided here."""
    campaign = decision.campaign
    known = histories(session, [item.dossier.unit_id for item in decision.items])
    found = {}
    for item in decision.items:
        history = known[item.dossier.unit_id]
        decides = item.outcome and campaign.kind is Kind.rating
        found[item.dossier_id] = history.with_level(campaign.year, str(item.outcome)) if decides else history
    return found


def worth_of(award: Award) -> Worth | None:
    """The money that goes with it by the rules of its campaign on the day of its decision; nothing is said of it on
    the paper."""
    decision = award.decision
    programme = decision.campaign.programme
    return awards.worth(programme, programme.award(award.ground), decision.day)


def issuer_kind(session: Session, decision: Decision) -> str:
    """What kind of unit gives the awards, on the day of the decision."""
    return names_on(session, [decision.unit_id], decision.day)[decision.unit_id].kind
