"""The sheet of a dossier as one reader may see it: every criterion with the layers side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from grading.models import Assessment, Evidence, Score
from grading.rules.programmes.parts.criteria import Criterion, Group, GroupKind
from grading.rules.programmes.parts.figures import Metric
from grading.services.dossiers import differences, evidence, noting
from grading.services.dossiers.entries import Entry
from grading.services.dossiers.facts import figure_values, own_figures
from grading.services.dossiers.points import points_in, total_in
from grading.services.dossiers.titles import Title, title_of
from grading.services.figures import figures
from grading.services.figures.figures import FigureRow
from grading.services.layers import assessments
from grading.text import hundredths
from grading.web.dossiers.answers_form import CriterionRow
from grading.web.dossiers.counted import Counted, Working, counted_in, workings_of
from grading.web.dossiers.points_form import PointsField
from grading.web.layers.form import LayerForm
from grading.web.shell.language import chosen
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import grade_words
from workflows import Layer


@dataclass(frozen=True, kw_only=True)
class Given:
    """One layer's assessment of one criterion."""

    title: str
    value: str
    words: str
    is_self: bool


@dataclass(frozen=True, kw_only=True)
class Line(PointsField):
    """One criterion. `kept` is the stored score, if somebody else changed it while the reader typed."""

    given: Sequence[Given]
    differs: bool
    files: Sequence[Evidence]
    figures: Sequence[tuple[Metric, FigureRow]]
    boxes: CriterionRow
    kept: str
    asks_reason: bool


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """The outcome of one layer: level or title, the total points if there are points, its words."""

    title: str
    outcome: str | None
    points: int | None
    words: str


def name_of(visit: Visit, assessment: Assessment) -> str:
    """Returns the name of the layer. An appraiser's layer carries the name with which the appraiser signs in."""
    if assessment.by:
        return str(_("Thành viên thẩm định %(login)s", login=assessment.by.login))
    return visit.layer_words(assessment.layer)


def lines_of(visit: Visit, group: Group, shown: Sequence[Assessment], own: Layer | None, form: LayerForm) -> list[Line]:
    dossier = visit.dossier
    reported = own_figures(figures.latest(db.session, [dossier.unit_id], [dossier.campaign.period_id]), dossier)
    by = visit.actor.account_id if own is Layer.appraiser else None
    mine = differences.layer_in(dossier, own, by) if own else None
    unexplained = assessments.unexplained_entries(dossier, own, mine_entries(visit, mine)) if own else ()
    counted, workings = [(each, counted_in(visit, each)) for each in shown], workings_of(visit)
    return [
        Line(
            criterion=criterion,
            is_malus=group.kind is GroupKind.malus,
            given=[
                _given(visit, assessment, said.get(criterion.key), workings.get(criterion.key))
                for assessment, said in counted
            ],
            differs=len(_values([said for _layer, said in counted], criterion)) > 1,
            files=evidence.live(dossier, criterion.key) if visit.may("read_evidence") else [],
            figures=[(visit.programme.metric(key), reported[key]) for key in criterion.figures if key in reported],
            boxes=form.criterion(criterion.key),
            kept=_kept(mine, criterion, form),
            asks_reason=_asks_reason(criterion, form, unexplained),
            working=workings.get(criterion.key),
        )
        for criterion in group.criteria
    ]


def mine_entries(visit: Visit, mine: Assessment | None) -> dict[str, Entry]:
    """Returns the stored scores of the reader's own layer, as if they were typed."""
    if mine is None:
        return {}
    entries = {criterion.key: Entry() for criterion in visit.programme.figured}
    return entries | {
        score.criterion: Entry(grade=score.grade, points=score.points, words=score.words) for score in mine.scores
    }


def _asks_reason(criterion: Criterion, form: LayerForm, unexplained: tuple[str, ...]) -> bool:
    """Returns whether the box for the reason is open: a reason is needed, or the box holds a text."""
    words = form.criterion(criterion.key).text("words")
    return bool(form.errors(f"words-{criterion.key}") or words or criterion.key in unexplained)


def _given(visit: Visit, assessment: Assessment, said: Counted | None, working: Working | None) -> Given:
    is_out = working is not None and working.does_not_apply and (said is None or said.value is None)
    return Given(
        title=name_of(visit, assessment),
        value=str(_("Không áp dụng")) if is_out else shown_score(said),
        words=said.words if said else "",
        is_self=assessment.layer is Layer.self_,
    )


def shown_score(score: Score | Counted | None) -> str:
    if score is None or score.value is None:
        return str(_("Chưa đánh giá"))
    if score.points is not None:
        return str(_("%(points)s điểm", points=hundredths(score.points, chosen())))
    return str(grade_words(score.grade))


def _values(shown: Sequence[Mapping[str, Counted]], criterion: Criterion) -> set[object]:
    scores = (said.get(criterion.key) for said in shown)
    return {score.value for score in scores if score is not None and score.value is not None}


def _kept(mine: Assessment | None, criterion: Criterion, form: LayerForm) -> str:
    """Returns the score that is stored now, to show beside a text typed over an older version; else an empty text."""
    score = mine.score(criterion.key) if mine else None
    if not form.is_stale or score is None or form.criterion(criterion.key).version == score.version:
        return ""
    return f"{shown_score(score)}. {score.words}" if score.words else shown_score(score)


def arrived(visit: Visit, shown: Sequence[Assessment]) -> list[Arrived]:
    """Returns the outcome of each layer. The cell's own layer has none, because its ballot gives the outcome; where a
    sheet is only noted, the outcome is the level that it arrives at."""
    is_noted = not visit.dossier.campaign.is_decided
    own = noting.arrival_of(db.session, visit.dossier).level if is_noted and shown else None
    return [
        Arrived(
            title=name_of(visit, assessment),
            outcome=own if assessment.layer is Layer.self_ else assessment.outcome,
            points=total_points(visit, assessment),
            words=assessment.words,
        )
        for assessment in shown
    ]


def total_points(visit: Visit, assessment: Assessment) -> int | None:
    return total_in(visit.dossier, assessment, visit.figures)


def title_by(visit: Visit, assessment: Assessment | None) -> Title | None:
    """Returns what the title asks for, by the points of this layer. This closes no step, because a body may weigh
    it."""
    if assessment is None or not points_in(visit.dossier, assessment):
        return None
    return title_of(db.session, visit.dossier, assessment)


def asked_figures(visit: Visit) -> list[tuple[Metric, int]]:
    """Returns the counts of members that the cell filled in, in the order of the programme."""
    dossier = visit.dossier
    values = figure_values(figures.latest(db.session, [dossier.unit_id], [dossier.campaign.period_id]), dossier)
    return [(metric, values[metric.key]) for metric in visit.programme.asked if metric.key in values]
