"""The page of one group of criteria: the text in each box, and everything beside and below the box."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import current_app, render_template, url_for

from grading.models import Evidence, Score
from grading.rules.levels import Grade
from grading.rules.programmes.parts.criteria import Criterion, Group
from grading.rules.programmes.parts.figures import Metric
from grading.services.dossiers import evidence, history, returns
from grading.services.dossiers.answers import own_layer, print_of
from grading.services.dossiers.facts import own_figures
from grading.services.dossiers.last_year import EarlierAnswer, earlier_answers
from grading.services.figures.figures import FigureRow
from grading.web.dossiers.answers_form import CriterionRow, GroupForm
from grading.web.dossiers.counted import Counted, counted_in, workings_of
from grading.web.dossiers.points_form import PointsField, malus_keys
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import grade_words
from workflows import Layer


@dataclass(frozen=True, kw_only=True)
class Row(PointsField):
    """One criterion. `kept` says that the page shows the stored answer beside the boxes, because somebody else changed
    it."""

    is_open: bool
    is_asked: bool
    boxes: CriterionRow
    score: Score | None
    counted: Counted | None
    """What counts: the score, with the points that figures give."""
    kept: bool
    files: Sequence[Evidence]
    earlier: EarlierAnswer | None
    figures: Sequence[tuple[Metric, FigureRow]]
    year_url: str | None
    """The address of the months that feed the figures of this criterion."""
    above: Sequence[tuple[Layer, Counted]]


def show_group(
    visit: Visit, group: Group, form: GroupForm | None = None, *, stale: str = "", status: int = 200
) -> tuple[str, int]:
    """Shows the page. With a form, the typed texts stay in the boxes and each mistake stands at its field."""
    form = form or GroupForm(group=group)
    opened = visit.open_keys
    groups = visit.programme.groups
    page = render_template(
        "dossiers/group.html",
        visit=visit,
        group=group,
        place=(groups.index(group) + 1, len(groups)),
        rows=_rows(visit, group, form, opened, is_stale=bool(stale)),
        versions=versions_of(visit, [criterion.key for criterion in group.criteria if criterion.key in opened]),
        is_open=any(criterion.key in opened for criterion in group.criteria),
        mistakes=form.mistakes,
        stale=stale,
        returned=history.answered(visit.dossier, visit.roles),
        next_url=next_page(visit, group.key),
        grades=[(grade, grade_words(grade)) for grade in Grade],
        max_mb=current_app.extensions["settings"].max_upload_mb,
    )
    return page, status


def versions_of(visit: Visit, keys: Iterable[str]) -> dict[str, int | str]:
    """Returns the hidden fields of these criteria, over which somebody types: the version of each, and a digest of what
    the page shows of it."""
    own = own_layer(visit.dossier)
    scores = {key: own.score(key) if own else None for key in keys}
    versions = {f"version-{key}": score.version if score else 0 for key, score in scores.items()}
    return {**versions, **{f"version_shown-{key}": print_of(score) for key, score in scores.items()}}


def next_page(visit: Visit, here: str) -> str:
    """Returns the address of the page after this group (its key) or part: the next group, then the counts of members,
    then the ballot, without the ones that a return has closed. After the last of them comes the page that shows
    everything."""
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


def _rows(visit: Visit, group: Group, form: GroupForm, opened: frozenset[str], *, is_stale: bool) -> list[Row]:
    dossier, own = visit.dossier, own_layer(visit.dossier)
    earlier = earlier_answers(db.session, dossier)
    reported = own_figures(visit.figures, dossier)
    year_url = url_for("year.index", dossier_id=dossier.id)
    counted, workings, above = counted_in(visit, own), workings_of(visit), _above(visit)
    rows, malus = [], malus_keys(visit.programme)
    for criterion in group.criteria:
        score = own.score(criterion.key) if own else None
        typed = form.rows.get(criterion.key)
        boxes = typed if typed and not typed.is_left(criterion) else _stored(form, criterion, score)
        rows.append(
            Row(
                criterion=criterion,
                is_malus=criterion.key in malus,
                is_open=criterion.key in opened,
                is_asked=criterion.number in visit.facts.not_completed,
                boxes=boxes,
                score=score,
                counted=counted.get(criterion.key),
                working=workings.get(criterion.key),
                kept=is_stale and score is not None and boxes.version != score.version,
                files=evidence.live(dossier, criterion.key) if visit.may("read_evidence") else [],
                earlier=earlier.get(criterion.key),
                figures=[(visit.programme.metric(key), reported[key]) for key in criterion.figures if key in reported],
                year_url=year_url if visit.programme.fed & set(criterion.figures) and visit.may("read_year") else None,
                above=[(layer, said[criterion.key]) for layer, said in above if criterion.key in said],
            )
        )
    return rows


def _stored(form: GroupForm, criterion: Criterion, score: Score | None) -> CriterionRow:
    """Returns the boxes of a criterion that nobody filled in, with the stored score."""
    boxes = form.row(CriterionRow, criterion.key)
    boxes.fill_from(score)
    return boxes


def _above(visit: Visit) -> list[tuple[Layer, dict[str, Counted]]]:
    """Returns what counts for the commune and for the team, once the process table lets this reader see it."""
    acts = {Layer.commune: "read_commune", Layer.panel: "read_panel"}
    readable = {layer for layer, act in acts.items() if visit.may(act)}
    assessments = [assessment for assessment in visit.dossier.assessments if assessment.layer in readable]
    return [(assessment.layer, counted_in(visit, assessment)) for assessment in assessments]
