"""The committee's list: the survey of registered cells, the choice to confirm or set aside, and the check at
half-year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor
from grading.models import Campaign, Registration
from grading.services.campaigns.opening import make_dossier
from grading.services.figures import fed_by_months
from grading.services.figures.registered_works import count_works
from grading.services.ground.errors import not_now, refuse
from grading.services.ground.typed_reasons import worded
from grading.services.registrations.registrations import is_stale, require, rule_of, told, write_down
from grading.services.units.units import names_on
from workflows import Registering, RegistrationAct


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """The registrations to confirm, and the reasons for setting others aside, by their ids; `seen` holds their
    versions."""

    confirmed: frozenset[int] = frozenset()
    set_aside: Mapping[int, str] = field(default_factory=dict)
    late_reason: str = ""
    seen: Mapping[int, int] = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[int]:
        return self.confirmed | frozenset(self.set_aside)


def is_late(campaign: Campaign, day: date) -> bool:
    """Returns whether the last day for the list has passed. The list may still be settled, with a reason that is
    kept."""
    return day > rule_of(campaign).last_day(campaign.year)


def settle(
    session: Session, actor: Actor, campaign: Campaign, rows: Sequence[Registration], settlement: Settlement
) -> tuple[int, int]:
    """Confirms and sets aside all rows or none; each confirmed cell gets its dossier. Returns the two numbers.

    Raises:
        WorkflowError, NotNow: what `registrations.require` raises, for any of the rows.
        Refused: nothing chosen; a reason lacking; a late list without its reason; a survey lacking or not met.
    """
    chosen = [row for row in rows if row.id in settlement.ids]
    if not chosen:
        raise refuse("list_empty")
    for row in chosen:
        require(session, actor, row, RegistrationAct.settle, seen=settlement.seen.get(row.id))
    _check(session, campaign, chosen, settlement, actor.now)
    periods = names_on(session, [row.unit_id for row in chosen], campaign.as_of)
    for row in chosen:
        _settle_one(session, actor, campaign, row, settlement)
    confirmed = [row for row in chosen if row.state is Registering.confirmed]
    new_dossiers = [make_dossier(campaign, periods[row.unit_id], row.review_unit_id, actor.now) for row in confirmed]
    session.add_all(new_dossiers)
    session.flush()
    fed_by_months.settle(session, new_dossiers, actor.now)
    return len(settlement.confirmed), len(settlement.set_aside)


def _check(
    session: Session, campaign: Campaign, chosen: Sequence[Registration], settlement: Settlement, now: datetime
) -> None:
    names = names_on(session, [row.unit_id for row in chosen], campaign.as_of)
    if silent := [row for row in chosen if row.id in settlement.set_aside and not worded(settlement.set_aside[row.id])]:
        raise refuse("set_aside_reason", list=tuple(names[row.unit_id].org_name for row in silent))
    if is_late(campaign, clock.day(now)) and not worded(settlement.late_reason):
        raise refuse("list_late", date=rule_of(campaign).last_day(campaign.year))
    confirmed = [row for row in chosen if row.id in settlement.confirmed]
    if unmet := [row for row in confirmed if _unmet(campaign, row)]:
        raise refuse("survey_unmet", list=tuple(names[row.unit_id].org_name for row in unmet))


def _unmet(campaign: Campaign, row: Registration) -> list[str]:
    """Returns the criteria of the survey that have no answer or are not met."""
    rule = rule_of(campaign)
    return [item.key for item in rule.survey if not row.survey.get(item.key)] if rule.is_surveyed else []


def _settle_one(session: Session, actor: Actor, campaign: Campaign, row: Registration, settlement: Settlement) -> None:
    row.settled_on, row.settled_by_id = actor.today, actor.person.id
    row.late_reason = told(settlement.late_reason) if is_late(campaign, actor.today) else ""
    if row.id in settlement.confirmed:
        row.state, row.reason = Registering.confirmed, ""
        count_works(session, actor, row)
    else:
        row.state, row.reason = Registering.set_aside, told(settlement.set_aside[row.id])
    write_down(session, actor, row, RegistrationAct.settle)


def survey(
    session: Session, actor: Actor, registration: Registration, answers: Mapping[str, bool], *, seen: int | None = None
) -> None:
    """Stores what the committee found before it chooses. Raises what `registrations.require` raises, and NotNow if
    cells are not surveyed."""
    rule = rule_of(registration.campaign)
    criteria = {item.key for item in rule.survey}
    found = {key: met for key, met in answers.items() if key in criteria}
    is_said = (registration.survey, registration.surveyed_by_id) == (found, actor.account_id)
    is_done = is_stale(registration, seen) and is_said  # a second click
    require(session, actor, registration, RegistrationAct.survey, seen=None if is_done else seen)
    if not rule.is_surveyed:
        raise not_now("survey_unneeded")
    if is_done:
        return
    registration.survey, registration.surveyed_by_id = found, actor.person.id
    write_down(session, actor, registration, RegistrationAct.survey)


def check(
    session: Session, actor: Actor, registration: Registration, held_on: date, words: str, *, seen: int | None = None
) -> None:
    """Stores the check at half-year: its day and what was found. Raises what `registrations.require` raises; NotNow if
    the campaign has no such check; Refused for a day in the future or without words."""
    typed = (held_on, told(words), actor.account_id)
    is_said = (registration.checked_on, registration.check_words, registration.checked_by_id) == typed
    is_done = is_stale(registration, seen) and is_said  # a second click
    require(session, actor, registration, RegistrationAct.check, seen=None if is_done else seen)
    if not rule_of(registration.campaign).half_year_check:
        raise not_now("half_year_unneeded")
    if held_on > actor.today:
        raise refuse("date_future", date=held_on)
    if not worded(words):
        raise refuse("check_words")
    if is_done:
        return
    registration.checked_on, registration.check_words, registration.checked_by_id = typed
    write_down(session, actor, registration, RegistrationAct.check)
