"""Turns between transactions that read and then write the same things."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from grading.db import is_writing
from grading.models import Dossier, Registration
from grading.services.ground.kept import forget


def hold_turn(session: Session, name: str, ids: Iterable[int]) -> None:
    """Waits until no other transaction holds the turn of this name for any of the ids, and holds it to the end of this
    one. The ids are taken in order, so that two transactions never wait for each other. SQLite has one writer anyway,
    and a trial changes nothing that anybody else reads.
    """
    forget(session)
    if session.get_bind().dialect.name != "postgresql" or not is_writing(session):
        return
    key = int.from_bytes(sha256(name.encode()).digest()[:4], "big", signed=True)
    each = text("SELECT pg_advisory_xact_lock(:key, id) FROM unnest(CAST(:ids AS integer[])) AS id")
    session.execute(each, {"key": key, "ids": sorted(set(ids))})


def lock_row(session: Session, model: type[Dossier | Registration], row_id: int) -> None:
    """Locks the row to the end of a transaction that writes; a page that only reads waits for nobody.

    The row is locked by its id alone, and read afterwards: a query with conditions that waits for a lock judges the
    changed row by what its other tables held before, so that a row that is still there seems to be gone.
    """
    if is_writing(session) and session.get_bind().dialect.name == "postgresql":
        session.execute(select(model.id).where(model.id == row_id).with_for_update())
