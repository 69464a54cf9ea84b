"""The cell's own pages of its dossier: the task list, everything to check before sending, the history."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from grading import clock
from grading.models import Commendation
from grading.rules.conditions import Outcome
from grading.rules.levels import Level
from grading.services.commendations import commendations
from grading.services.dossiers import advice, answers, evidence
from grading.services.dossiers import history as past
from grading.services.dossiers.steps import open_steps
from grading.services.dossiers.tasks import progress, tasks_of
from grading.services.figures import fed_by_months
from grading.web.dossiers.ballot_page import rounds_of
from grading.web.dossiers.mending import part_url, told
from grading.web.dossiers.step_page import step_items
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import outcome_words
from grading.words.demands import demand_words, found_words, source_words


def task_list(visit: Visit) -> str:
    """What a cell's secretary sees first: every task with its state, and why a step is still closed."""
    dossier, tasks = visit.dossier, tasks_of(visit.dossier, visit.facts)
    done, total = progress(tasks)
    lines = past.lines(dossier, visit.roles)
    steps = open_steps(dossier, visit.roles, visit.facts)
    return render_template(
        "dossiers/task_list.html",
        visit=visit,
        tasks=tasks,
        done=done,
        total=total,
        steps=step_items(visit, steps),
        is_turn=any(each.step.onward for each in steps),
        is_open=visit.may("answer"),
        may_take_back=any(each.step.name == "take_back" and each.is_open for each in steps),
        days_left=(dossier.due_on - clock.day(visit.now)).days,
        rounds=rounds_of(visit),
        year=fed_by_months.year_of(db.session, dossier) if visit.programme.year_work else None,
        lines=lines,
        concluded=past.concluded(db.session, dossier),
        receipt=past.receipt(dossier),
        given=_given(visit),
        **_returned(visit),
    )


def check(visit: Visit) -> str:
    """Everything on one page, with links to change it, then the step that sends it."""
    dossier = visit.dossier
    onward = next((each for each in open_steps(dossier, visit.roles, visit.facts) if each.step.onward), None)
    found = advice.advise(db.session, dossier)
    return render_template(
        "dossiers/check.html",
        visit=visit,
        own=answers.own_layer(dossier),
        opened=visit.open_keys,
        files={criterion.key: evidence.live(dossier, criterion.key) for criterion in visit.programme.criteria},
        values=answers.asked_values(db.session, dossier),
        rounds=rounds_of(visit),
        advice=found,
        forced=[_forced_words(visit, level, outcome) for level, outcome in found.forced] if found else [],
        onward=onward,
        reasons=told(visit, onward.reasons) if onward else [],
    )


def history(visit: Visit) -> str:
    return render_template("dossiers/history.html", visit=visit, lines=past.lines(visit.dossier, visit.roles))


def _returned(visit: Visit) -> dict[str, Any]:
    """The return that the cell is answering now: the words, and what it names: label, address, whether it changed."""
    line = past.answered(visit.dossier, visit.roles)
    if line is None:
        return {"returned": None}
    sent = past.last_sent(visit.dossier)
    labels, left = (*line.criteria, *line.parts), visit.facts.not_completed
    named = [(label, part_url(visit, label), label not in left) for label in labels]
    return {"returned": line, "named": named, "sent_at": sent.at if sent else None}


def _given(visit: Visit) -> list[Commendation]:
    found = commendations.list_commendations(db.session, visit.account, visit.now, visit.dossier.campaign)
    return [each for each in found if each.award.dossier_id == visit.dossier.id]


def _forced_words(visit: Visit, level: Level, outcome: Outcome) -> str:
    """A case that leads to one level whatever else holds, with what was found and its source."""
    case, source = demand_words(outcome.condition, visit.programme), source_words(outcome.condition.source)
    sentence = _("Thuộc trường hợp xếp loại “%(level)s”: %(case)s; kết quả: %(found)s (%(source)s).",
                 level=outcome_words(level), case=case[:1].lower() + case[1:], source=source,
                 found=found_words(outcome, visit.programme).lower())  # fmt: skip
    return str(sentence)
