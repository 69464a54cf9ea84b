"""The question before a step, and the same page again when the step was refused."""

from collections.abc import Sequence

from flask import render_template, request, url_for

from grading.services.dossiers import returns
from grading.services.dossiers.steps import get_step
from grading.web.dossiers.mending import Told, told
from grading.web.shell.forms import Form
from grading.web.shell.language import chosen
from grading.web.shell.targets import safe_target
from grading.web.shell.visit import Visit
from grading.words import part_words, step_words
from workflows import OpenStep, Reason


def show_step(visit: Visit, name: str, *, refused: Sequence[Reason] = (), status: int = 200) -> tuple[str, int]:
    """What is asked with the step, and what follows from it. Raises a WorkflowError for a step that is not theirs."""
    found = get_step(visit.dossier, name, visit.roles, visit.facts)
    dossier_id, picked = visit.dossier.id, picked_criteria(visit)
    asked = "criteria" if found.step.needs_criteria and not picked else "note" if found.step.needs_note else ""
    form = Form(posted=request.form, elsewhere=asked)
    form.refuse(refused, visit.programme)
    page = render_template(
        "dossiers/step.html",
        visit=visit,
        found=found,
        reasons=told(visit, found.reasons),
        mistakes=form.mistakes,
        note=form.text("note"),
        criteria=_returnable(visit),
        picked=picked,
        action=url_for("dossiers.take_step", dossier_id=dossier_id, step=name),
        step_words=step_words(found.step, visit.dossier.campaign.kind),
        back_url=safe_target(request.values.get("next", ""), url_for("dossiers.show", dossier_id=dossier_id)),
        hidden={"version": visit.dossier.version, "next": safe_target(request.values.get("next", ""), "")},
    )
    return page, status


def picked_criteria(visit: Visit) -> list[str]:
    """Keys of what was ticked, in the order of the sheet; an unknown key is none of it."""
    ticked = set(request.form.getlist("criteria"))
    return [key for key, _words in _returnable(visit) if key in ticked]


def _returnable(visit: Visit) -> list[tuple[str, str]]:
    """Everything that a return may name: the criteria, then what else the programme asks of a cell."""
    programme = visit.programme
    criteria = [(each.key, f"{each.number}. {getattr(each.text, chosen())}") for each in programme.criteria]
    return criteria + [(part, part_words(part, programme)) for part in returns.parts_of(programme)]


def step_items(visit: Visit, found: Sequence[OpenStep]) -> list[tuple[str, str, list[Told]]]:
    """For the macro of all steps: words, address and reasons. A cell sends by the page that shows everything."""
    kind, dossier_id = visit.dossier.campaign.kind, visit.dossier.id
    items = []
    for each in found:
        url = url_for("dossiers.step", dossier_id=dossier_id, step=each.step.name)
        if each.step.onward and visit.is_cell:
            url = url_for("dossiers.check", dossier_id=dossier_id)
        items.append((step_words(each.step, kind), url, told(visit, each.reasons)))
    return items
