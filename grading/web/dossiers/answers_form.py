"""The form of one group of criteria: what was typed, what it means, and what is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flask import current_app, request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from grading.documents.uploads.accepting import AcceptedFile, accept
from grading.documents.uploads.refusal import UploadRefused
from grading.models import Score
from grading.rules.levels import Grade
from grading.rules.programmes.parts.criteria import Criterion, Group, Scale
from grading.services.dossiers.answers import Entry
from grading.web.shell.typed import points_of, points_shown
from grading.words import reason_words

MOST_FILES = 10
"""In one field of one form: each is decoded before it is counted among the dossier's."""
Mistake = tuple[str, str]
"""The field (its id on the page) and the sentence."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the boxes of one criterion, letter by letter."""

    grade: str = ""
    points: str = ""
    words: str = ""
    version: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.grade or self.points.strip() or self.words.strip())


@dataclass(kw_only=True)
class GroupForm:
    typed: dict[str, Typed] = field(default_factory=dict)
    files: list[tuple[str, AcceptedFile]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def entries(self, group: Group) -> Mapping[str, Entry]:
        """Ask only when there are no mistakes."""
        return {
            criterion.key: _entry(criterion, typed)
            for criterion in group.criteria
            if (typed := self.typed.get(criterion.key)) is not None
        }


def read_group(group: Group, opened: Collection[str]) -> GroupForm:
    """Reads the request. A criterion that was closed in the meantime counts only when something was typed for it."""
    form = GroupForm()
    for criterion in group.criteria:
        typed = _typed(criterion.key)
        if criterion.key not in opened and typed.is_empty:
            continue
        form.typed[criterion.key] = typed
        form.mistakes += _mistakes(criterion, typed)
        accepted, refused = accept_files(f"file-{criterion.key}")
        form.files += [(criterion.key, file) for file in accepted]
        form.mistakes += refused
    return form


def files_wanted(group: Group, form: GroupForm) -> list[Mistake]:
    """What to say when the button that uploads was pressed at a criterion and no file was chosen there."""
    key = request.form.get("go", "")
    named = {f"file-{criterion}" for criterion, _file in form.files} | {anchor for anchor, _words in form.mistakes}
    is_pressed = key in {criterion.key for criterion in group.criteria}
    return [no_file(f"file-{key}")] if is_pressed and f"file-{key}" not in named else []


def no_file(anchor: str) -> Mistake:
    return anchor, _("Chưa chọn tệp. Mời chụp ảnh hoặc chọn tệp rồi tải lên.")


def accept_files(name: str) -> tuple[list[AcceptedFile], list[Mistake]]:
    """The files of one field, checked and cleaned, outside any transaction; the refused ones as sentences."""
    accepted: list[AcceptedFile] = []
    mistakes: list[Mistake] = []
    uploads = [upload for upload in request.files.getlist(name) if upload.filename]
    if len(uploads) > MOST_FILES:
        return [], [(name, _("Mỗi lần chỉ tải lên tối đa %(max)s tệp. Mời chia làm nhiều lần.", max=MOST_FILES))]
    for upload in uploads:
        try:
            accepted.append(_accept(upload))
        except UploadRefused as refused:
            mistakes += [(name, reason_words(reason)) for reason in refused.reasons]
    return accepted, mistakes


def _accept(upload: FileStorage) -> AcceptedFile:
    most: int = current_app.extensions["settings"].max_upload_bytes
    return accept(upload.filename or "", upload.stream.read(), max_bytes=most)


def stored(score: Score | None) -> Typed:
    """What the boxes hold before anybody types."""
    if score is None:
        return Typed()
    points = "" if score.points is None else points_shown(score.points)
    return Typed(grade=score.grade or "", points=points, words=score.words, version=score.version)


def _typed(key: str) -> Typed:
    form = request.form
    return Typed(
        grade=form.get(f"grade-{key}", ""),
        points=form.get(f"points-{key}", ""),
        words=form.get(f"words-{key}", "").replace("\r\n", "\n"),
        version=form.get(f"version-{key}", 0, type=int),
    )


def _mistakes(criterion: Criterion, typed: Typed) -> list[Mistake]:
    if criterion.scale is Scale.points and typed.points.strip() and points_of(typed.points) is None:
        sentence = _("Điểm của tiêu chí %(number)s phải là số, ví dụ 27,5.", number=criterion.number)
        return [(f"points-{criterion.key}", sentence)]
    if typed.grade and typed.grade not in set(Grade):
        sentence = _("Mời chọn lại cấp độ của tiêu chí %(number)s.", number=criterion.number)
        return [(f"grade-{criterion.key}", sentence)]
    return []


def _entry(criterion: Criterion, typed: Typed) -> Entry:
    return Entry(
        grade=Grade(typed.grade) if typed.grade else None,
        points=points_of(typed.points) if criterion.scale is Scale.points else None,
        words=typed.words,
        version=typed.version,
    )
