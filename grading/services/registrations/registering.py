"""The acts of a cell on its own registration for a title: it registers, corrects, withdraws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor
from grading.models import RegisteredWork, Registration
from grading.rules.ballots import has_majority
from grading.rules.programmes.parts.registration import RegistrationRule
from grading.services.ground.errors import Refused
from grading.services.registrations.registrations import is_stale, require, rule_of, told, write_down
from grading.text import nfc
from workflows import Reason, Registering, RegistrationAct

LONGEST_TITLE = 300
LONGEST_MEASURE = 40


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """The resolution of the cell's meeting: the day, the members who must be counted, those in favour."""

    held_on: date
    eligible: int
    in_favour: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class WorkEntry:
    """A work as it is registered; `target` in hundredths of `measure`."""

    title: str
    target: int
    measure: str


def register(
    session: Session,
    actor: Actor,
    registration: Registration,
    resolution: Resolution,
    works: Sequence[WorkEntry],
    *,
    seen: int | None = None,
) -> None:
    """Stores that the cell asks for the title by a resolution of its meeting; registering again corrects it.

    Raises:
        WorkflowError, NotNow: what `require` raises.
        Refused: with every reason: no majority, a meeting in the future, too few or too many works, a work without
            title, amount or measure.
    """
    is_done = is_stale(registration, seen) and _says(registration, actor, resolution, works)  # a second click
    require(session, actor, registration, RegistrationAct.register, seen=None if is_done else seen)
    if is_done:
        return
    rule = rule_of(registration.campaign)
    if reasons := [*_resolution_faults(resolution, actor.now), *_works_faults(rule, works)]:
        raise Refused(reasons)
    registration.state, registration.registered_by_id = Registering.registered, actor.person.id
    registration.registered_on = resolution.held_on
    registration.eligible, registration.in_favour = resolution.eligible, resolution.in_favour
    registration.note = told(resolution.note)
    registration.survey, registration.surveyed_by_id = {}, None  # the survey was about the earlier registration
    registration.works.clear()
    session.flush()  # deletes the old works first, because the new ones use their numbers again
    registration.works += [
        RegisteredWork(number=number, title=nfc(work.title).strip(), target=work.target,
                       measure=nfc(work.measure).strip(), done=0, note="")
        for number, work in enumerate(works, start=1)
    ]  # fmt: skip
    write_down(session, actor, registration, RegistrationAct.register)


def _says(registration: Registration, actor: Actor, resolution: Resolution, works: Sequence[WorkEntry]) -> bool:
    """Returns whether this person has registered exactly this already."""
    stored = [(work.title, work.target, work.measure) for work in registration.works]
    return (registration.state, registration.registered_by_id) == (Registering.registered, actor.account_id) and (
        (registration.registered_on, registration.eligible, registration.in_favour, registration.note, stored)
        == (resolution.held_on, resolution.eligible, resolution.in_favour, nfc(resolution.note).strip(),
            [(nfc(work.title).strip(), work.target, nfc(work.measure).strip()) for work in works])
    )  # fmt: skip


def _resolution_faults(resolution: Resolution, now: datetime) -> list[Reason]:
    yes, eligible, reasons = resolution.in_favour, resolution.eligible, []
    if resolution.held_on > clock.day(now):
        reasons.append(Reason(code="date_future", params={"date": resolution.held_on}))
    if yes > eligible:
        reasons.append(Reason(code="registration_votes", params={"yes": yes, "eligible": eligible}))
    elif not has_majority(yes, eligible):
        reasons.append(Reason(code="registration_no_majority", params={"yes": yes, "eligible": eligible}))
    return reasons


def _works_faults(rule: RegistrationRule, works: Sequence[WorkEntry]) -> list[Reason]:
    least, most = (rule.works.min or 0, rule.works.max or 0) if rule.works else (0, 0)
    reasons = []
    if not least <= len(works) <= most:
        reasons.append(Reason(code="works_number", params={"n": len(works), "min": least, "max": most}))
    for number, work in enumerate(works, start=1):
        sizes = ((work.title, LONGEST_TITLE), (work.measure, LONGEST_MEASURE))
        if work.target <= 0 or any(not text.strip() or len(text) > longest for text, longest in sizes):
            reasons.append(Reason(code="work_incomplete", params={"n": number}))
    return reasons


def withdraw(session: Session, actor: Actor, registration: Registration, *, seen: int | None) -> None:
    """Withdraws the cell's registration, before the committee has settled the list. Raises what `require` raises."""
    require(session, actor, registration, RegistrationAct.withdraw, seen=seen)
    registration.state = Registering.withdrawn
    write_down(session, actor, registration, RegistrationAct.withdraw)
