"""The cell's own pages of its dossier: the task list, the check before sending, the history."""

from collections.abc import Iterator
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from grading.models import Commendation
from grading.rules.conditions import Examined
from grading.services.accounts import dual_offices
from grading.services.commendations import commendations
from grading.services.dossiers import advice, answers, evidence, noting, returns
from grading.services.dossiers import history as past
from grading.services.dossiers.advice import Advice
from grading.services.dossiers.agreement import compare
from grading.services.dossiers.steps import open_steps
from grading.services.dossiers.tasks import progress, tasks_of
from grading.services.dossiers.titles import title_of
from grading.services.dossiers.versions import versions
from grading.services.figures import year_records
from grading.services.figures.figures import Values
from grading.services.members import quotas
from grading.services.months import sending
from grading.web.dossiers.ballot_page import rounds_of
from grading.web.dossiers.counted import counted_in, totals_of, workings_of
from grading.web.dossiers.mending import part_url, told
from grading.web.dossiers.step_page import step_items
from grading.web.shell.forms import Form
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import outcome_words, reason_words
from grading.words.demands import demand_words, found_words, source_words
from grading.words.titles import demand_lines
from workflows import ENDS, Reason


def task_list(visit: Visit) -> str:
    """Shows the page that a cell's secretary sees first: every task with its state, and why a step is still closed."""
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
        is_turn=any(open_step.step.onward for open_step in steps),
        is_open=visit.may("answer"),
        may_take_back=any(open_step.step.name == "take_back" and open_step.is_open for open_step in steps),
        days_left=(dossier.last_day - visit.actor.today).days,
        rounds=rounds_of(visit),
        year=year_records.year_of(db.session, dossier) if visit.programme.year_work else None,
        lines=lines,
        concluded=past.concluded(db.session, dossier),
        receipt=(receipt := past.receipt(dossier)),
        sending=past.sending_number(dossier, receipt) if receipt else 0,
        given=_given(visit),
        title=title_of(db.session, dossier, answers.own_layer(dossier), visit.figures),
        basis=noting.basis_of(db.session, visit.actor, dossier),
        **_returned(visit),
    )


def check(visit: Visit, explaining: Form | None = None) -> str:
    """Shows the whole dossier on one page, with links to change it, then the step that sends the dossier."""
    dossier = visit.dossier
    onward = next(
        (open_step for open_step in open_steps(dossier, visit.roles, visit.facts) if open_step.step.onward), None
    )
    own = answers.own_layer(dossier)
    title = title_of(db.session, dossier, own, visit.figures)
    level_advice = advice.advise(db.session, dossier, title, visit.figures)
    return render_template(
        "dossiers/check.html",
        visit=visit,
        said=counted_in(visit, own),
        workings=workings_of(visit),
        demands=demand_lines(title.of(own.outcome if own else None).demands, visit.programme) if title else [],
        totals=totals_of(visit, own),
        opened=visit.open_keys,
        files={criterion.key: evidence.live(dossier, criterion.key) for criterion in visit.programme.criteria},
        values=answers.asked_values(db.session, dossier),
        over=[reason_words(reason, visit.programme) for reason in _over(visit)],
        rounds=rounds_of(visit),
        arrival=noting.arrival_of(db.session, dossier) if not dossier.campaign.is_decided else None,
        advice=level_advice,
        compared=compare(db.session, dossier),
        explaining=explaining,
        forced=[*_case_words(visit, level_advice)] if level_advice else [],
        onward=onward,
        missing=sending.missing(db.session, dossier, visit.actor.today) if visit.is_cell and onward else [],
        reasons=told(visit, onward.reasons) if onward else [],
    )


def _over(visit: Visit) -> list[Reason]:
    return quotas.warnings(visit.programme, answers.asked_values(db.session, visit.dossier))


def history(visit: Visit) -> str:
    events = past.acts(db.session, visit.dossier, visit.roles, visit.facts)
    return render_template(
        "dossiers/history.html",
        visit=visit,
        lines=past.lines(visit.dossier, visit.roles),
        events=events,
        dual_offices=dual_offices.used_on(db.session, visit.dossier),
        opened={version.number for version in versions(visit.dossier, visit.actor.standing, visit.facts)},
    )


def _returned(visit: Visit) -> dict[str, Any]:
    """Returns the return that the cell is answering now: its words, and each named thing with label, address, and
    whether the cell has changed it."""
    line = past.answered(visit.dossier, visit.roles)
    if line is None:
        return {"returned": None}
    sent = past.last_sent(visit.dossier)
    labels, unchanged = (*line.criteria, *line.parts), visit.facts.not_completed
    named_things = [(label, part_url(visit, label), label not in unchanged) for label in labels]
    named_by = returns.asked_by(visit.dossier, visit.dossier.returned, Values()) if visit.dossier.returned else ()
    kept = {thing.label for thing in named_by if thing.kept}
    return {"returned": line, "named": named_things, "kept": kept, "sent_at": sent.at if sent else None}


def _given(visit: Visit) -> list[Commendation]:
    """Returns the papers that the unit received. Nobody is asked before a decision on the dossier is issued."""
    if visit.facts.decided_on is None and visit.dossier.state not in ENDS:
        return []
    papers = commendations.list_commendations(db.session, visit.actor, visit.dossier.campaign)
    return [paper for paper in papers if paper.award.dossier_id == visit.dossier.id]


def _case_words(visit: Visit, found: Advice) -> Iterator[str]:
    """Yields a sentence for each case that forces, caps or lowers a level, with the findings and the source of the
    case."""
    for level, outcome in found.forced:
        yield str(_("Thuộc trường hợp xếp loại “%(level)s”: %(case)s; kết quả: %(found)s (%(source)s).",
                    level=outcome_words(level, visit.programme), **_found(visit, outcome)))  # fmt: skip
    for level, outcome in found.capped:
        yield str(_("Thuộc trường hợp chỉ được xếp cao nhất “%(level)s”: %(case)s; kết quả: %(found)s (%(source)s).",
                    level=outcome_words(level, visit.programme), **_found(visit, outcome)))  # fmt: skip
    for outcome in found.lowered:
        yield str(_("Thuộc trường hợp hạ một mức: %(case)s; kết quả: %(found)s (%(source)s).",
                    **_found(visit, outcome)))  # fmt: skip


def _found(visit: Visit, outcome: Examined) -> dict[str, str]:
    case = demand_words(outcome.condition, visit.programme)
    found = found_words(outcome, visit.programme).lower()
    return {"case": case[:1].lower() + case[1:], "found": found, "source": source_words(outcome.condition.source)}
