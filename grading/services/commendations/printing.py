"""Makes the files of commendations after their decision: each is laid out outside a transaction and stored in a short
one."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from grading.documents.errors import Overflow, PdfError, Unprintable
from grading.rules.frozen.formats import UnreadableFormat
from grading.services.commendations import commendations
from grading.storage import Store, StoredFileError

Work = Callable[[], AbstractContextManager[Session]]
"""Opens one unit of work, which is committed at its end."""

FAILURES = (PdfError, Overflow, Unprintable, UnreadableFormat, StoredFileError, OSError, DBAPIError)
"""The errors that may stop one paper. They touch neither the decision nor its other papers."""


@dataclass(kw_only=True)
class Printed:
    """The result of a run: the copies, and the failures by id."""

    paths: list[Path] = field(default_factory=list)
    failures: dict[int, Exception] = field(default_factory=dict)


def print_all(work: Work, store: Store, folder: Path, ids: Sequence[int], *, now: datetime) -> Printed:
    """Makes every paper in its own unit of work; a paper that fails does not stop the others."""
    run = Printed()
    for commendation_id in ids:
        try:
            run.paths.append(print_paper(work, store, folder, commendation_id, now=now))
        except FAILURES as failure:
            run.failures[commendation_id] = failure
    return run


def print_paper(work: Work, store: Store, folder: Path, commendation_id: int, *, now: datetime) -> Path:
    """Returns the copy of one commendation; makes its file if it is missing, or heals it if it is damaged.

    Raises one of FAILURES.
    """
    with work() as session:
        commendation = commendations.whole(session, commendation_id)
        content = _stored(store, commendation.pdf_sha256)
        session.expunge(commendation)
    if content is None:
        content = commendations.render(commendation)  # takes seconds, so it holds no transaction
    with work() as session:
        commendation = commendations.whole(session, commendation_id)
        content = commendations.keep(session, store, commendation, content, now=now)
        return commendations.lay_out(session, commendation, content, folder)


def _stored(store: Store, sha256: str | None) -> bytes | None:
    try:
        return store.get(sha256) if sha256 else None
    except StoredFileError:
        return None
