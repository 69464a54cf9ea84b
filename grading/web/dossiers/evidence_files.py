"""Files that come with a form: attaching them, and what the page says of each."""

from collections.abc import Iterable

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from grading.documents.uploads.accepting import AcceptedFile
from grading.models import Evidence
from grading.services.dossiers import evidence
from grading.storage import Store
from grading.web.shell.visit import Visit
from grading.words import kind_words


def attach_all(session: Session, visit: Visit, files: Iterable[tuple[str, AcceptedFile]]) -> list[str]:
    """Attaches each file to its criterion and returns a sentence about each. Raises what the service raises."""
    said = []
    for criterion, file in files:
        row = evidence.attach(session, store(), visit.dossier, criterion, file, by=visit.account, now=visit.now)
        said.append(_words(row, is_new=row.at == visit.now))
    return said


def store() -> Store:
    found: Store = current_app.extensions["store"]
    return found


def _words(row: Evidence, *, is_new: bool) -> str:
    if not is_new:
        return str(_("Tệp “%(name)s” đã có ở tiêu chí này nên không thêm lần nữa.", name=row.name))
    added = str(_("Đã thêm tệp “%(name)s”.", name=row.name))
    return f"{added} {kind_words(row.note)}" if row.note else added
