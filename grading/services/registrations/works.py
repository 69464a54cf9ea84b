"""Registered works through the year: the cell's progress on them, and the figures that count them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

import workflows
from grading.actors import Actor
from grading.models import Dossier, Registration
from grading.permissions import registering_roles, roles_on, visible_to
from grading.services.dossiers import dossiers, returns
from grading.services.dossiers.facts import one_facts
from grading.services.figures.registered_works import count_works
from grading.services.ground.errors import not_now
from grading.services.registrations.registrations import told, write_down
from workflows import ActName, Reason, RegistrationAct, StepNotOpen, require_registering


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The progress on one work; `done` in hundredths of the work's unit of measure."""

    done: int
    note: str = ""


def is_open(dossier: Dossier) -> bool:
    """Returns whether the works may change: after a return only if it names a criterion that reads the works."""
    rule = dossier.programme.registration
    if rule is None or rule.works is None or dossier.registration is None:
        return False
    if dossier.returned is None:
        return True
    reading = [row for row in dossier.programme.criteria if rule.works.done in row.figures]
    return any(returns.is_open(dossier, criterion.key) for criterion in reading)


def dossier_of(session: Session, actor: Actor, registration: Registration) -> Dossier | None:
    """Returns the dossier that came from the registration, if it exists and the viewer may see it."""
    query = dossiers.whole().where(
        Dossier.campaign_id == registration.campaign_id,
        Dossier.unit_id == registration.unit_id,
        visible_to(actor.standing),
    )
    return session.scalars(query).one_or_none()


def may_record(session: Session, actor: Actor, dossier: Dossier) -> bool:
    """Returns whether the cell's page offers to record progress."""
    facts, roles = one_facts(session, actor, dossier), roles_on(actor.standing, dossier)
    act = ActName.enter_figures
    return is_open(dossier) and workflows.may(dossier.campaign.process, act, dossier.state, roles, facts)


def require(session: Session, actor: Actor, registration: Registration) -> Dossier:
    """Returns the dossier in which the works may be recorded now.

    Raises:
        NotYourStep, StepNotOpen: when the registration belongs to another cell, or has no dossier yet.
        WorkflowError: when the cell may not change the dossier now.
        NotNow: works_locked, after a return that names no criterion about the works.
    """
    roles = registering_roles(actor.standing, registration, RegistrationAct.progress)
    require_registering(RegistrationAct.progress, registration.state, roles)
    dossier = dossier_of(session, actor, registration)
    if dossier is None:
        raise StepNotOpen(Reason(code="registration_state", params={"state": registration.state}))
    dossiers.require(session, actor, dossier, ActName.enter_figures)
    if not is_open(dossier):
        raise not_now("works_locked")
    return dossier


def record_progress(
    session: Session,
    actor: Actor,
    registration: Registration,
    entries: Mapping[int, Progress],
    *,
    seen: int | None = None,
) -> None:
    """Stores the progress of each work, by its number; the cell enters it while the dossier is with the cell.

    Raises:
        WorkflowError, NotNow: what `require` raises; NotNow too when the dossier changed since the page was made
            (`seen`, its version).
        Refused: note_long.
    """
    dossier = require(session, actor, registration)
    entered = {work: entries[work.number] for work in registration.works if work.number in entries}
    is_same = all((work.done, work.note) == (entry.done, told(entry.note)) for work, entry in entered.items())
    if seen is not None and seen != dossier.version:
        if is_same:  # a second click, or two people who say the same
            return
        raise dossiers.changed_meanwhile(session, dossier)
    for work, entry in entered.items():
        work.done, work.note = entry.done, told(entry.note)
    write_down(session, actor, registration, RegistrationAct.progress)
    count_works(session, actor, registration)
    dossiers.touch(actor, dossier)
    session.flush()
