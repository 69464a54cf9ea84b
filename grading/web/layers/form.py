"""The form of one layer above the cell's own: every criterion, the outcome of the layer, and the mistakes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from grading.models import Assessment
from grading.rules.programme import Programme
from grading.services.dossiers.entries import Entry
from grading.web.dossiers.answers_form import CriterionRow
from grading.web.shell.forms import Form, Mistake
from grading.words import reason_words
from workflows import Reason


@dataclass(kw_only=True)
class LayerForm(Form):
    """The form of one layer. Use `entries` only when there are no mistakes."""

    places: ClassVar[Mapping[str, str]] = {
        "points_max": "score",
        "points_options": "score",
        "points_least": "score",
        "points_step": "score",
        "wrong_scale": "score",
        "not_all_scored": "score",
        "stale_criteria": "score",
        "words_long": "words",
        "points_given": "words",
        "points_waived": "words",
        "reason_missing": "words",
    }
    """The box of each criterion that the reason names; `score` stands for its points or its grade."""

    elsewhere: str = "outcome"
    entries: dict[str, Entry] = field(default_factory=dict)
    returned: frozenset[str] = frozenset()
    marks: list[Mistake] = field(default_factory=list)
    """Short sentences at the boxes of a mistake about several criteria. The whole sentence stands above the form."""
    is_stale: bool = False

    @classmethod
    def read(cls, posted: MultiDict[str, str], programme: Programme) -> "LayerForm":
        form = cls(posted=posted, returned=frozenset(posted.getlist("criteria")))
        for criterion in programme.criteria:
            form.criterion(criterion.key).check(criterion)
        if not form.mistakes:
            form.entries = {each.key: form.criterion(each.key).entry(each) for each in programme.criteria}
        return form

    @classmethod
    def stored(cls, programme: Programme, assessment: Assessment | None) -> "LayerForm":
        """Returns the form with the stored layer in its boxes, before anybody types."""
        form = cls()
        if assessment is not None:
            outcome = assessment.outcome or ""
            form.fill({"outcome": outcome, "words": assessment.words, "version": str(assessment.version)})
            for criterion in programme.criteria:
                form.criterion(criterion.key).fill_from(assessment.score(criterion.key))
        return form

    def criterion(self, key: str) -> CriterionRow:
        return self.row(CriterionRow, key)

    def errors(self, name: str) -> list[str]:
        return [sentence for box, sentence in self.marks if box == name] or super().errors(name)

    def refuse(self, reasons: Iterable[Reason], programme: Programme | None = None) -> None:
        """Adds each reason once above the form, and a mark at every box that the reason is about."""
        for reason in reasons:
            boxes = self._boxes(reason, programme) or [self.elsewhere]
            self.mistakes.append((boxes[0], reason_words(reason, programme)))
            if reason.code in _MARKS:
                self.marks += [(box, str(_MARKS[reason.code])) for box in boxes]

    def _boxes(self, reason: Reason, programme: Programme | None) -> list[str]:
        """Returns the boxes of the criteria that the reason names by their numbers."""
        place = self.places.get(reason.code)
        if place is None or programme is None:
            return []
        named = reason.params.get("list", reason.params.get("criterion", ()))
        numbers = {named} if isinstance(named, str) else set(named) if isinstance(named, tuple) else set()
        criteria = [criterion for criterion in programme.criteria if criterion.number in numbers]
        return [f"{criterion.scale if place == 'score' else place}-{criterion.key}" for criterion in criteria]


_MARKS = {
    "not_all_scored": _("Tiêu chí này chưa đánh giá."),
    "reason_missing": _("Chưa nêu lý do."),
    "stale_criteria": _("Tiêu chí này vừa được người khác cập nhật."),
}
"""The sentence at each criterion, for a reason that names several criteria."""


def versions_of(programme: Programme, assessment: Assessment) -> dict[str, int]:
    """Returns the hidden fields with the version of each criterion, and of the whole layer, over which somebody
    types."""
    scores = {criterion.key: assessment.score(criterion.key) for criterion in programme.criteria}
    versions = {f"version-{key}": score.version for key, score in scores.items() if score is not None}
    return versions | {"version": assessment.version}
