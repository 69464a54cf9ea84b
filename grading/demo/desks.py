"""The way of a dossier in the demonstration: which desks have work in the input, and who sits at the others."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from grading.demo.stage import Stage, Turn
from grading.models import Dossier, Unit
from grading.services.dossiers import dossiers
from workflows import PROCESSES, Body, Role, State, Step, body_of, onward

WITH_WORK = frozenset({State.draft, State.commune_review, State.appraisal, State.certification})
"""The desks for which the input says what is done there. Every other desk only hands on what comes to it."""

_OPINION = "Đã xem xét, đồng ý chuyển tiếp."

_NAMED = {
    Role.cell_secretary: "secretary",
    Role.commune_reviewer: "reviewer",
    Role.appraisal_lead: "lead",
    Role.authority_secretary: "authority",
}


def login(role: Role, unit: str) -> str:
    """Returns the login of the account that takes the steps of this role."""
    return f"{_NAMED.get(role, role.replace('_', '-'))}.{unit}"


def take(turn: Turn, dossier: Dossier) -> None:
    """Takes the step onward from the desk of the person who acts."""
    if step := onward(dossier.campaign.process, dossier.state):
        dossiers.take_step(turn.session, turn.actor, dossier, step.name, note=_note(step))


def pass_through(stage: Stage, campaign: str, code: str) -> None:
    """Hands the dossier on at every desk that has no work in the input, until it lies at one that has, or ends."""
    while found := _waiting_step(stage, campaign, code):
        step, unit = found
        with stage.acting(login(step.role, unit)) as turn:
            dossiers.take_step(turn.session, turn.actor, turn.dossier(campaign, code), step.name, note=_note(step))


def _note(step: Step) -> str:
    return _OPINION if step.needs_note else ""


def _waiting_step(stage: Stage, campaign: str, code: str) -> tuple[Step, str] | None:
    """Returns the step that a desk without work takes next, and the unit whose desk it is; None when there is none."""
    with Session(stage.engine) as session:
        dossier_id = dossiers.find_id(session, campaign, code)
        if dossier_id is None:
            raise LookupError(f"{campaign} {code}")
        dossier = session.get_one(Dossier, dossier_id)
        process = dossier.campaign.process
        step = None if dossier.state in WITH_WORK else onward(process, dossier.state)
        if step is None:
            return None
        return step, session.get_one(Unit, dossier.unit_of(body_of(process, step.role))).code


def other_seats() -> Iterator[tuple[Role, Body]]:
    """Yields each role that takes a step at a desk without work, with the organisation on which it is granted."""
    steps = [(process, step) for process in PROCESSES.values() for step in process.steps if step.onward]
    yield from dict.fromkeys(
        (step.role, body_of(process, step.role)) for process, step in steps if step.source not in WITH_WORK
    )
