"""The form of one layer above the cell's: every criterion, what it arrives at, and what is wrong with it."""

from dataclasses import dataclass, field

from flask import request
from flask_babel import lazy_gettext as _

from grading.models import Assessment
from grading.rules.programme import Programme
from grading.services.dossiers.answers import Entry
from grading.web.dossiers.answers_form import Mistake, Typed, read_group, stored
from grading.words import reason_words
from workflows import Reason


@dataclass(kw_only=True)
class LayerForm:
    """What stands in the boxes, letter by letter. `entries` mean something only when there are no mistakes."""

    typed: dict[str, Typed] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    outcome: str = ""
    words: str = ""
    version: int = 0
    returned: frozenset[str] = frozenset()
    mistakes: list[Mistake] = field(default_factory=list)
    marks: list[Mistake] = field(default_factory=list)
    """What stands at the fields of a mistake that concerns several criteria; its whole sentence stands only above."""
    is_stale: bool = False

    def errors(self, anchor: str) -> list[str]:
        marks = [sentence for found, sentence in self.marks if found == anchor]
        return marks or [sentence for found, sentence in self.mistakes if found == anchor]

    def refuse(self, programme: Programme, reasons: tuple[Reason, ...]) -> None:
        """Each reason once above the form, and at every field it speaks of."""
        self.mistakes, self.marks = [], []
        for reason in reasons:
            anchors = _anchors(programme, reason)
            self.mistakes.append((anchors[0], reason_words(reason, programme)))
            if reason.code in _MARKS:
                self.marks += [(anchor, str(_MARKS[reason.code])) for anchor in anchors]


def read_layer(programme: Programme) -> LayerForm:
    """Reads the request."""
    form = LayerForm(
        outcome=request.form.get("outcome", ""),
        words=request.form.get("words", "").replace("\r\n", "\n"),
        version=request.form.get("version", 0, type=int),
        returned=frozenset(request.form.getlist("criteria")),
    )
    everything = {criterion.key for criterion in programme.criteria}
    for group in programme.groups:
        read = read_group(group, everything)
        form.typed |= read.typed
        form.mistakes += read.mistakes
        if not read.mistakes:
            form.entries |= read.entries(group)
    return form


def kept_layer(programme: Programme, assessment: Assessment | None) -> LayerForm:
    """What the boxes hold before anybody types."""
    return LayerForm(
        typed={
            criterion.key: stored(assessment.score(criterion.key) if assessment else None)
            for criterion in programme.criteria
        },
        outcome=(assessment.outcome or "") if assessment else "",
        words=assessment.words if assessment else "",
        version=assessment.version if assessment else 0,
    )


def versions_of(programme: Programme, assessment: Assessment) -> dict[str, int]:
    """The hidden fields that say over which version of each criterion, and of the whole, somebody typed."""
    scores = {criterion.key: assessment.score(criterion.key) for criterion in programme.criteria}
    found = {f"version-{key}": score.version for key, score in scores.items() if score is not None}
    return found | {"version": assessment.version}


_FIELDS = {"points_max": "score", "wrong_scale": "score", "not_all_scored": "score", "stale_criteria": "score",
           "words_long": "words", "reason_missing": "words"}  # fmt: skip
_MARKS = {
    "not_all_scored": _("Tiêu chí này chưa đánh giá."),
    "reason_missing": _("Chưa nêu lý do."),
    "stale_criteria": _("Tiêu chí này vừa được người khác cập nhật."),
}
"""At each criterion of a reason that names several."""


def _anchors(programme: Programme, reason: Reason) -> list[str]:
    place = _FIELDS.get(reason.code)
    if place is None:
        return ["outcome"]
    named = reason.params.get("list", reason.params.get("criterion", ()))
    numbers = {named} if isinstance(named, str) else set(named) if isinstance(named, tuple) else set()
    found = [criterion for criterion in programme.criteria if criterion.number in numbers]
    return [f"{criterion.scale if place == 'score' else place}-{criterion.key}" for criterion in found] or ["outcome"]
