"""Says what counts for each criterion on a page: the typed grade or points, or those that figures give, and how."""

from dataclasses import dataclass

from flask import url_for

from grading.models import Assessment, Score
from grading.models.gathered import Mark
from grading.rules import giving
from grading.rules.giving import Given
from grading.rules.levels import Grade
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.totals import TotalLine, total_lines
from grading.rules.programmes.saying.working import working_sentence
from grading.services.dossiers.points import given_to, known_of, points_in
from grading.web.shell.visit import Visit


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A grade or points (hundredths) that count, with the words that somebody typed."""

    grade: Grade | None = None
    points: int | None = None
    words: str = ""

    @property
    def value(self) -> Grade | int | None:
        return self.points if self.grade is None else self.grade


@dataclass(frozen=True, kw_only=True)
class Working:
    """How figures come to the points (hundredths) of a criterion, in one sentence. `url` is where the first missing
    figure is typed; None where none is missing, or the reader types none."""

    points: int | None
    sentence: Text
    url: str | None
    is_closed: bool = False
    """Whether nobody types points: the criterion does not apply, or is not known to apply."""
    does_not_apply: bool = False


def counted_in(visit: Visit, assessment: Assessment | None) -> dict[str, Counted]:
    """Returns what counts in the layer by criterion key; nothing for a criterion that has neither value nor words."""
    scores = assessment.by_criterion if assessment else {}
    points = points_in(visit.dossier, assessment, visit.figures)
    found = {key: _counted(scores.get(key), points.get(key)) for key in (*points, *scores)}
    return {criterion.key: found[criterion.key] for criterion in visit.programme.criteria if criterion.key in found}


def workings_of(visit: Visit) -> dict[str, Working]:
    """Returns the working of each criterion whose points the figures give, by its key."""
    return {
        key: Working(
            points=found.points,
            sentence=working_sentence(visit.programme, found),
            url=_where(visit, found),
            is_closed=found.is_closed,
            does_not_apply=found.does_not_apply,
        )
        for key, found in given_to(visit.dossier, visit.figures).items()
    }


def totals_of(visit: Visit, assessment: Assessment | None) -> tuple[TotalLine, ...]:
    """Returns what each group and all of it count in the layer, where the total is more than a sum."""
    known = known_of(visit.dossier, assessment, visit.figures)
    return total_lines(visit.programme, giving.merged(visit.programme, known), known)


def _counted(score: Score | Mark | None, points: int | None) -> Counted:
    return Counted(grade=score.grade if score else None, points=points, words=score.words if score else "")


def _where(visit: Visit, found: Given) -> str | None:
    if not found.missing or not visit.is_cell:
        return None
    key, dossier_id = found.missing[0], visit.dossier.id
    if key in visit.programme.asks:
        return url_for("answers.members", dossier_id=dossier_id, _anchor=key)
    return url_for("year.index", dossier_id=dossier_id) if key in visit.programme.fed else None
