"""Turns between transactions that read and then write the same things."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import text
from sqlalchemy.orm import Session

from grading.services.ground.kept import forget


def hold_turn(session: Session, name: str, ids: Iterable[int]) -> None:
    """Waits until no other transaction holds the turn of this name for any of the ids, and holds it to the end of this
    one. The ids are taken in order, so that two transactions never wait for each other. SQLite has one writer anyway.
    """
    forget(session)
    if session.get_bind().dialect.name != "postgresql":
        return
    key = int.from_bytes(sha256(name.encode()).digest()[:4], "big", signed=True)
    each = text("SELECT pg_advisory_xact_lock(:key, id) FROM unnest(CAST(:ids AS integer[])) AS id")
    session.execute(each, {"key": key, "ids": sorted(set(ids))})
