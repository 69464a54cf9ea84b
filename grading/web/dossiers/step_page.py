"""The question before a step, and the same page again when the step was refused."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from flask import render_template, request, url_for

from grading.services.dossiers import noting, returns
from grading.services.dossiers.steps import get_step
from grading.web.dossiers.mending import Told, told
from grading.web.shell.forms import Form, Mistake
from grading.web.shell.language import chosen
from grading.web.shell.session import db
from grading.web.shell.targets import safe_target
from grading.web.shell.visit import Visit
from grading.words import part_words
from workflows import OpenStep, Reason


class StepForm(Form):
    places: ClassVar[Mapping[str, str]] = {"due_day_early": "return_day"}


def show_step(
    visit: Visit, name: str, *, refused: Sequence[Reason] = (), mistakes: Sequence[Mistake] = (), status: int = 200
) -> tuple[str, int]:
    """Shows the inputs that the step needs, and its consequences. Raises a WorkflowError for a step that is not this
    person's."""
    open_step = get_step(visit.dossier, name, visit.roles, visit.facts)
    dossier_id, picked = visit.dossier.id, picked_criteria(visit)
    needed_box = "criteria" if open_step.step.needs_criteria and not picked else "note" if open_step.needs_note else ""
    form = StepForm(posted=request.form, elsewhere=needed_box)
    form.refuse(refused, visit.programme)
    form.mistakes += mistakes
    return_day = form.text("return_day") or returns.default_day(visit.dossier, visit.actor.today).isoformat()
    page = render_template(
        "dossiers/step.html",
        visit=visit,
        found=open_step,
        reasons=told(visit, open_step.reasons),
        mistakes=form.mistakes,
        arrival=_arrival(visit),
        note=form.text("note"),
        criteria=_returnable(visit),
        picked=picked,
        action=url_for("dossiers.take_step", dossier_id=dossier_id, step=name),
        step_words=visit.step_words(open_step.step),
        return_day=return_day if open_step.step.needs_criteria else "",
        return_day_error=form.errors("return_day"),
        back_url=safe_target(request.values.get("next", ""), url_for("dossiers.show", dossier_id=dossier_id)),
        hidden={"version": visit.dossier.version, "next": safe_target(request.values.get("next", ""), "")},
    )
    return page, status


def _arrival(visit: Visit) -> noting.Arrival | None:
    """Returns what a sheet that is only noted arrives at, for those who may read it."""
    if visit.dossier.campaign.is_decided or not visit.may("read_self"):
        return None
    return noting.arrival_of(db.session, visit.dossier)


def picked_criteria(visit: Visit) -> list[str]:
    """Returns the ticked keys in the order of the sheet. An unknown key does not count."""
    ticked = set(request.form.getlist("criteria"))
    return [key for key, _words in _returnable(visit) if key in ticked]


def _returnable(visit: Visit) -> list[tuple[str, str]]:
    """Returns everything that a return may name: the criteria, then the other parts that the programme asks of a
    cell."""
    programme = visit.programme
    criteria = [
        (criterion.key, f"{criterion.number}. {getattr(criterion.text, chosen())}") for criterion in programme.criteria
    ]
    return criteria + [(part, part_words(part, programme)) for part in returns.parts_of(programme)]


def step_items(visit: Visit, found: Sequence[OpenStep]) -> list[tuple[str, str, list[Told]]]:
    """Returns words, address and reasons of each step, for the macro of all steps. A cell sends its dossier from the
    page that shows everything."""
    dossier_id, items = visit.dossier.id, []
    for open_step in found:
        url = url_for("dossiers.step", dossier_id=dossier_id, step=open_step.step.name)
        if open_step.step.onward and visit.is_cell:
            url = url_for("dossiers.check", dossier_id=dossier_id)
        items.append((visit.step_words(open_step.step), url, told(visit, open_step.reasons)))
    return items
