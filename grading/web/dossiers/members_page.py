"""The page on which a cell gives the counts of its members. It never names a member."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template, request
from flask_babel import gettext as _

from grading.services.dossiers.agreement import compare
from grading.services.dossiers.answers import asked_values
from grading.services.dossiers.returns import MEMBERS
from grading.services.figures.in_use import in_use
from grading.services.ground.errors import NotNow, Refused
from grading.services.members import members_decided, quotas
from grading.web.shell.forms import Form
from grading.web.shell.language import chosen
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import reason_words


@dataclass(kw_only=True)
class MembersForm(Form):
    """The form of the counts. `values` and `seen` are in hundredths; `seen` holds the values on the page over which
    somebody typed."""

    values: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)


def read(visit: Visit) -> MembersForm:
    """Reads the form. A count that nobody has given yet may stay empty; a count that is stored may not become empty."""
    form = MembersForm(posted=request.form)
    for metric in visit.programme.asked:
        seen = form.hidden(f"seen-{metric.key}")
        if seen is not None:
            form.seen[metric.key] = seen
        sentence = _("%(name)s: chỉ nhận số nguyên; không có thì ghi 0.", name=getattr(metric.name, chosen()))
        number = form.count(metric.key, sentence, needed=seen is not None)
        if number is not None:
            form.values[metric.key] = number * 100
    return form


def show(visit: Visit, form: MembersForm | None = None, *, stale: str = "", status: int = 200) -> tuple[str, int]:
    form = form or MembersForm()
    kept = asked_values(db.session, visit.dossier)
    used = in_use(db.session, visit.dossier) if visit.may_change(MEMBERS) else {}
    page = render_template(
        "dossiers/members.html",
        visit=visit,
        metrics=visit.programme.asked,
        boxes=_boxes(kept) | form.typed,
        kept=kept,
        decided=members_decided.of_dossier(db.session, visit.dossier) if visit.reads_decided_counts else {},
        hidden={f"seen-{key}": value for key, value in kept.items() if key not in used},
        used=[reason_words(reason, visit.programme) for reason in used.values()],
        typed_here=[metric for metric in visit.programme.asked if metric.key not in used],
        read_here=[metric for metric in visit.programme.asked if metric.key in used],
        typed=form,
        stale=stale,
        over=[reason_words(each, visit.programme) for each in quotas.warnings(visit.programme, kept | form.values)],
        compared=compare(db.session, visit.dossier),
        is_open=visit.may_change(MEMBERS) and len(used) < len(visit.programme.asked),
        is_asked=MEMBERS in visit.facts.not_completed,
        is_locked=visit.may("enter_figures") and not visit.may_change(MEMBERS),
    )
    return page, status


def refused(visit: Visit, form: MembersForm, refusal: Refused) -> tuple[str, int]:
    """Shows the page again with the typed texts, and says either who changed the counts meanwhile or what does not add
    up."""
    if isinstance(refusal, NotNow):
        sentences = [reason_words(reason, visit.programme) for reason in refusal.reasons]
        return show(visit, form, stale=" ".join(sentences), status=409)
    form.elsewhere = _total(visit)
    form.refuse(refusal.reasons, visit.programme)
    return show(visit, form, status=422)


def _boxes(kept: Mapping[str, int]) -> dict[str, str]:
    return {key: str(value // 100) for key, value in kept.items()}


def _total(visit: Visit) -> str:
    """Returns the count to which the others must add up."""
    asked = set(visit.programme.asks)
    totals = [rule.metric for rule in visit.programme.consistency if rule.operands and rule.metric in asked]
    return totals[0] if totals else visit.programme.asks[0]
