"""Making the files of commendations after their decision: each laid out outside a transaction, kept in a short one."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from grading.documents.errors import Overflow, PdfError, Unprintable
from grading.services.commendations import commendations
from grading.storage import Store, StoredFileError

Work = Callable[[], AbstractContextManager[Session]]
"""Opens one unit of work, committed at its end."""

FAILURES = (PdfError, Overflow, Unprintable, StoredFileError, OSError, DBAPIError)
"""What keeps one paper from being made. The decision stands, and so do its other papers."""


@dataclass(kw_only=True)
class Printed:
    """What a run made: the laid out copies, why others failed, and how many it did not come to."""

    paths: list[Path] = field(default_factory=list)
    failures: dict[int, Exception] = field(default_factory=dict)
    left: int = 0


def print_all(
    work: Work, store: Store, folder: Path, ids: Sequence[int], *, now: datetime, most: int | None = None
) -> Printed:
    """Every paper in its own unit of work; a paper that fails stops no other. `most` ends the run early."""
    run, chosen = Printed(), list(islice(ids, most))
    for commendation_id in chosen:
        try:
            run.paths.append(print_paper(work, store, folder, commendation_id, now=now))
        except FAILURES as failure:
            run.failures[commendation_id] = failure
    run.left = len(ids) - len(chosen)
    return run


def print_paper(work: Work, store: Store, folder: Path, commendation_id: int, *, now: datetime) -> Path:
    """The laid out copy of one commendation; its file is made when it is not there, or healed when it is damaged.

    Raises one of FAILURES.
    """
    with work() as session:
        commendation = commendations.whole(session, commendation_id)
        content = _stored(store, commendation.pdf_sha256)
        session.expunge(commendation)
    if content is None:
        content = commendations.render(commendation)  # seconds, in nobody's way
    with work() as session:
        commendation = commendations.whole(session, commendation_id)
        content = commendations.keep(session, store, commendation, content, now=now)
        return commendations.lay_out(session, commendation, content, folder)


def _stored(store: Store, sha256: str | None) -> bytes | None:
    try:
        return store.get(sha256) if sha256 else None
    except StoredFileError:
        return None
