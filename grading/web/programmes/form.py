"""The forms of programmes: the paper behind a version, the reason of a withdrawal, the files that were previewed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import ClassVar

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from grading.rules.programmes.reading.tree import MAX_BYTES
from grading.services.ground.errors import not_now, refuse
from grading.services.programmes.importing import IssuingPaper
from grading.services.programmes.planning import MAX_FILES, Sent
from grading.web.shell.forms import Form

MAX_TOTAL = 300 * 1024
"""Bytes of all files together. The page of the preview sends them back as text, and a form holds no more."""


@dataclass(kw_only=True)
class PaperForm(Form):
    places: ClassVar[Mapping[str, str]] = {
        "programme_paper_half": "paper_date",
        "programme_paper_long": "paper_number",
        "programme_paper_missing": "paper_number",
        "programme_withdrawal_reason": "reason",
        "reason_long": "reason",
    }
    trims: bool = True

    def paper(self) -> IssuingPaper:
        day = self.day("paper_date", _("Ngày chưa đúng. Mời ghi như 01/7/2025."))
        return IssuingPaper(number=self.text("paper_number"), day=day, issuer=self.text("issuer"))


def uploaded(uploads: Sequence[FileStorage]) -> list[Sent]:
    """Returns the files of a request, without the folders of the sender. Raises Refused: programme_nothing_sent,
    programme_files_many, programme_files_large."""
    named = [(upload, _bare(upload.filename)) for upload in uploads if upload.filename]
    if not named:
        raise refuse("programme_nothing_sent")
    if len(named) > MAX_FILES:
        raise refuse("programme_files_many", max=MAX_FILES)
    files = [Sent(name=name, content=upload.stream.read(MAX_BYTES + 1)) for upload, name in named]
    if sum(len(file.content) for file in files) > MAX_TOTAL:
        raise refuse("programme_files_large", max=MAX_TOTAL // 1024)
    return files


def _bare(filename: str | None) -> str:
    return PurePosixPath((filename or "").replace("\\", "/")).name[-120:] or "?"


def carried(files: Sequence[Sent]) -> dict[str, str]:
    """Returns hidden fields that carry the files from the preview to the import, byte for byte."""
    fields = {}
    for number, file in enumerate(files):
        fields[f"name-{number}"] = file.name
        fields[f"content-{number}"] = urlsafe_b64encode(file.content).decode()
    return fields


def brought_back(form: Form) -> list[Sent]:
    """Returns the files that the preview carried. Raises NotNow (programme_preview_stale) for fields that no preview
    made."""
    files = []
    for number in range(MAX_FILES):
        if f"name-{number}" not in form.posted:
            break
        try:
            content = urlsafe_b64decode(form.posted.get(f"content-{number}", "").encode("ascii"))
        except ValueError:
            raise not_now("programme_preview_stale") from None
        files.append(Sent(name=_bare(form.posted[f"name-{number}"]), content=content))
    if not files:
        raise not_now("programme_preview_stale")
    return files
