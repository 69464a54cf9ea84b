"""The files that come with a form: checking and attaching them, and the sentence about each file."""

from collections.abc import Iterable

from flask import current_app, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from grading.documents.uploads.accepting import AcceptedFile, accept
from grading.documents.uploads.refusal import UploadRefused
from grading.models import Evidence
from grading.services.dossiers import evidence
from grading.storage import Store
from grading.web.shell.forms import Mistake
from grading.web.shell.visit import Visit
from grading.words import kind_words, reason_words

MOST_FILES = 10
"""The limit for one form, with all its fields. They are counted before any is read: reading costs time and memory."""


def accept_files(name: str) -> tuple[list[AcceptedFile], list[Mistake]]:
    """Checks and cleans the files of one field, outside any transaction. Returns the accepted files, and the sentences
    about the refused files."""
    accepted: list[AcceptedFile] = []
    mistakes: list[Mistake] = []
    uploads = [upload for upload in request.files.getlist(name) if upload.filename]
    if uploads and sum(bool(upload.filename) for _field, upload in request.files.items(multi=True)) > MOST_FILES:
        return [], [(name, _("Mỗi lần chỉ tải lên tối đa %(max)s tệp. Mời chia làm nhiều lần.", max=MOST_FILES))]
    for upload in uploads:
        try:
            accepted.append(_accept(upload))
        except UploadRefused as refused:
            mistakes += [(name, reason_words(reason)) for reason in refused.reasons]
    return accepted, mistakes


def no_file(name: str) -> Mistake:
    return name, _("Chưa chọn tệp. Mời chụp ảnh hoặc chọn tệp rồi tải lên.")


def _accept(upload: FileStorage) -> AcceptedFile:
    most: int = current_app.extensions["settings"].max_upload_bytes
    return accept(upload.filename or "", upload.stream.read(), max_bytes=most)


def attach_all(session: Session, visit: Visit, files: Iterable[tuple[str, AcceptedFile]]) -> list[str]:
    """Attaches each file to its criterion and returns a sentence about each. Raises what `evidence.attach` raises."""
    sentences = []
    for criterion, file in files:
        row = evidence.attach(session, visit.actor, visit.dossier, criterion, file, store=store())
        sentences.append(_words(row, is_new=row.at == visit.actor.now))
    return sentences


def store() -> Store:
    file_store: Store = current_app.extensions["store"]
    return file_store


def _words(row: Evidence, *, is_new: bool) -> str:
    if not is_new:
        return str(_("Tệp “%(name)s” đã có ở tiêu chí này nên không thêm lần nữa.", name=row.name))
    added = str(_("Đã thêm tệp “%(name)s”.", name=row.name))
    return f"{added} {kind_words(row.note)}" if row.note else added
