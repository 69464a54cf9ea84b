"""The boxes of one criterion, and the form of one group of criteria: the typed texts and their meaning."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from grading.documents.uploads.accepting import AcceptedFile
from grading.models import Score
from grading.rules.levels import Grade
from grading.rules.programmes.parts.criteria import Criterion, Group, Scale
from grading.services.dossiers.answers import print_of
from grading.services.dossiers.entries import Entry
from grading.typed.numbers import points_shown
from grading.web.dossiers.evidence_files import accept_files, no_file
from grading.web.shell.forms import Form
from workflows import Reason


@dataclass(kw_only=True)
class CriterionRow(Form):
    """The boxes of one criterion: grade or points, words, and the version over which they were typed."""

    def fill_from(self, score: Score | None) -> None:
        """Fills the boxes with the stored score, before anybody types."""
        if score is not None:
            points = "" if score.points is None else points_shown(score.points)
            texts = {"grade": score.grade or "", "points": points, "words": score.words}
            self.fill({**texts, "version": str(score.version)})

    @property
    def is_empty(self) -> bool:
        return not (self.text("grade") or self.text("points").strip() or self.text("words").strip())

    def check(self, criterion: Criterion) -> None:
        if criterion.scale is Scale.points:
            sentence = _("Điểm của tiêu chí %(number)s phải là số, ví dụ 27,5.", number=criterion.number)
            self.points("points", sentence)
        if not self.errors("points") and self.text("grade") not in {"", *Grade}:
            self.wrong("grade", _("Mời chọn lại cấp độ của tiêu chí %(number)s.", number=criterion.number))

    def is_left(self, criterion: Criterion) -> bool:
        """Returns whether the boxes say what the page showed. Then what somebody else has saved meanwhile stays."""
        if self.errors("points") or self.errors("grade"):
            return False
        return self.posted.get(self.box("version_shown")) == print_of(self.entry(criterion))

    def entry(self, criterion: Criterion) -> Entry:
        """Returns the meaning of the boxes. Call it only when there are no mistakes."""
        return Entry(
            grade=Grade(self.text("grade")) if self.text("grade") else None,
            points=self.points("points", "") if criterion.scale is Scale.points else None,
            words=self.lines("words"),
            version=self.version,
        )


@dataclass(kw_only=True)
class GroupForm(Form):
    """The form of one page of criteria. `rows` holds the open criteria, and each closed one in which
    somebody typed something."""

    places: ClassVar[Mapping[str, str]] = {
        "points_max": "points", "words_long": "words", "wrong_scale": "grade", "departure_reason": "words",
        "points_given": "words", "points_waived": "words", "points_options": "points", "points_least": "points",
        "points_step": "points",
    }  # fmt: skip

    group: Group
    rows: dict[str, CriterionRow] = field(default_factory=dict)
    files: list[tuple[str, AcceptedFile]] = field(default_factory=list)

    @classmethod
    def read(cls, posted: MultiDict[str, str], group: Group, opened: Collection[str]) -> "GroupForm":
        """Reads the form. A criterion that was closed in the meantime counts only if something was typed for it."""
        form = cls(posted=posted, group=group)
        for criterion in group.criteria:
            row = form.row(CriterionRow, criterion.key)
            if criterion.key not in opened and row.is_empty:
                continue
            form.rows[criterion.key] = row
            row.check(criterion)
            accepted, refused = accept_files(row.box("file"))
            form.files += [(criterion.key, file) for file in accepted]
            form.mistakes += refused
        return form

    def want_file(self) -> None:
        """Adds a mistake if the upload button of a criterion was pressed and no file was chosen there."""
        pressed, sent = self.posted.get("go", ""), {key for key, _file in self.files}
        is_here = pressed in {criterion.key for criterion in self.group.criteria}
        if is_here and pressed not in sent and not self.errors(f"file-{pressed}"):
            self.mistakes.append(no_file(f"file-{pressed}"))

    def entries(self) -> dict[str, Entry]:
        """Returns the meaning of the boxes that somebody changed. Call it only when there are no mistakes."""
        rows = ((criterion, self.rows.get(criterion.key)) for criterion in self.group.criteria)
        return {criterion.key: row.entry(criterion) for criterion, row in rows if row and not row.is_left(criterion)}

    def place_of(self, reason: Reason) -> str:
        """Returns the box of the criterion that the reason names, or the first criterion for a reason about the whole
        page."""
        name, numbers = self.places.get(reason.code), {row.number: row.key for row in self.group.criteria}
        return f"{name}-{numbers[str(reason.params['criterion'])]}" if name else self.group.criteria[0].key
