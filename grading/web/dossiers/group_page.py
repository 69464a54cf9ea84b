"""The page of one group of criteria: what stands in each box, beside it, and below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, render_template, url_for

from grading.models import Evidence, Figure, Score
from grading.rules.levels import Grade
from grading.rules.programmes.parts.criteria import Criterion, Group
from grading.rules.programmes.parts.figures import Metric
from grading.services.dossiers import evidence, history, returns
from grading.services.dossiers.answers import own_layer
from grading.services.dossiers.facts import own_figures
from grading.services.dossiers.last_year import EarlierAnswer, earlier_answers
from grading.services.figures import figures
from grading.web.dossiers.answers_form import GroupForm, Mistake, Typed, stored
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import grade_words, reason_words
from workflows import Layer, Reason


@dataclass(frozen=True, kw_only=True)
class Row:
    """One criterion. `kept` is what the service holds, shown beside the boxes where somebody else changed it."""

    criterion: Criterion
    is_open: bool
    is_asked: bool
    typed: Typed
    score: Score | None
    kept: bool
    files: Sequence[Evidence]
    earlier: EarlierAnswer | None
    figures: Sequence[tuple[Metric, Figure]]
    year_url: str | None
    """Where the months are that feed its figures."""
    above: Sequence[tuple[Layer, Score]]
    errors: Mapping[str, list[str]]


def show_group(
    visit: Visit, group: Group, form: GroupForm | None = None, *, stale: str = "", status: int = 200
) -> tuple[str, int]:
    """The page; with a form, what was typed stays in the boxes and each mistake stands at its field."""
    form = form or GroupForm()
    opened = visit.open_keys
    groups = visit.programme.groups
    page = render_template(
        "dossiers/group.html",
        visit=visit,
        group=group,
        place=(groups.index(group) + 1, len(groups)),
        rows=_rows(visit, group, form, opened, is_stale=bool(stale)),
        versions=versions_of(visit, group, opened),
        is_open=any(criterion.key in opened for criterion in group.criteria),
        mistakes=form.mistakes,
        stale=stale,
        returned=history.answered(visit.dossier, visit.roles),
        next_url=next_page(visit, group.key),
        grades=[(grade, grade_words(grade)) for grade in Grade],
        max_mb=current_app.extensions["settings"].max_upload_mb,
    )
    return page, status


def versions_of(visit: Visit, group: Group, opened: frozenset[str]) -> dict[str, int]:
    """The hidden fields that say over which version of each criterion somebody typed."""
    own = own_layer(visit.dossier)
    scores = {criterion.key: own.score(criterion.key) if own else None for criterion in group.criteria}
    return {f"version-{key}": score.version if score else 0 for key, score in scores.items() if key in opened}


def next_page(visit: Visit, here: str) -> str:
    """Where the secretary goes on after this group (its key) or part: the next group, then the counts of members, then
    the ballot, leaving out what a return has closed; after the last of them the page that shows everything."""
    dossier = visit.dossier
    places = [
        (group.key, url_for("answers.group", dossier_id=dossier.id, key=group.key),
         any(returns.is_open(dossier, criterion.key) for criterion in group.criteria))
        for group in visit.programme.groups
    ]  # fmt: skip
    places += [
        (part, url_for(f"answers.{part}", dossier_id=dossier.id), returns.is_open(dossier, part))
        for part in returns.parts_of(visit.programme)
    ]
    keys = [key for key, _url, _open in places]
    following = (url for _key, url, is_open in places[keys.index(here) + 1 :] if is_open)
    return next(following, url_for("dossiers.check", dossier_id=dossier.id))


def mistakes_of(visit: Visit, group: Group, reasons: Sequence[Reason]) -> list[Mistake]:
    """Each reason of a refusal at the field it speaks of; one about the whole page leads to its first criterion."""
    return [(_anchor(visit, group, reason), reason_words(reason, visit.programme)) for reason in reasons]


_FIELDS = {"points_max": "points", "words_long": "words", "wrong_scale": "grade"}


def _anchor(visit: Visit, group: Group, reason: Reason) -> str:
    field = _FIELDS.get(reason.code)
    if field is None:
        return group.criteria[0].key
    return f"{field}-{visit.criterion(str(reason.params['criterion']))[1].key}"


def _rows(visit: Visit, group: Group, form: GroupForm, opened: frozenset[str], *, is_stale: bool) -> list[Row]:
    dossier, own = visit.dossier, own_layer(visit.dossier)
    earlier = earlier_answers(db.session, dossier)
    known = own_figures(figures.latest(db.session, [dossier.unit_id], [dossier.campaign.year]), dossier)
    year_url = url_for("year.index", dossier_id=dossier.id)
    rows = []
    for criterion in group.criteria:
        score = own.score(criterion.key) if own else None
        typed = form.typed.get(criterion.key) or stored(score)
        rows.append(
            Row(
                criterion=criterion,
                is_open=criterion.key in opened,
                is_asked=criterion.number in visit.facts.not_completed,
                typed=typed,
                score=score,
                kept=is_stale and score is not None and typed.version != score.version,
                files=evidence.live(dossier, criterion.key) if visit.may("read_evidence") else [],
                earlier=earlier.get(criterion.key),
                figures=[(visit.programme.metric(key), known[key]) for key in criterion.figures if key in known],
                year_url=year_url if visit.programme.fed & set(criterion.figures) and visit.may("read_year") else None,
                above=_above(visit, criterion),
                errors=_errors(form.mistakes, criterion.key),
            )
        )
    return rows


def _above(visit: Visit, criterion: Criterion) -> list[tuple[Layer, Score]]:
    """What the commune and the team gave, once the table lets this reader see it."""
    acts = {Layer.commune: "read_commune", Layer.panel: "read_panel"}
    readable = {layer for layer, act in acts.items() if visit.may(act)}
    found = [assessment for assessment in visit.dossier.assessments if assessment.layer in readable]
    scores = [(assessment.layer, assessment.score(criterion.key)) for assessment in found]
    return [(layer, score) for layer, score in scores if score is not None]


def _errors(mistakes: Sequence[Mistake], key: str) -> dict[str, list[str]]:
    """By the name of the field without the criterion: grade, points, words, file."""
    found: dict[str, list[str]] = {}
    for anchor, sentence in mistakes:
        name, _, owner = anchor.partition("-")
        if owner == key:
            found.setdefault(name, []).append(sentence)
    return found
