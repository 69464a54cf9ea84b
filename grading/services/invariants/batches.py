"""Reads what the checks look at in parts, so that their memory does not grow with the number of dossiers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grading.models import Base, Dossier, Move, Revision
from workflows import Finding

SIZE = 500
UNREADABLE = (LookupError, ValueError, TypeError)
"""The errors of reading a row that holds something no version of the service wrote."""
T = TypeVar("T", bound=Base)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some dossiers, and a finding about each that cannot be read."""

    dossiers: Sequence[Dossier]
    unreadable: Sequence[Finding] = ()


def dossiers(session: Session) -> Iterator[Part]:
    """Yields all dossiers, campaign by campaign, each part with the rows that several checks read. The session forgets
    a part before it reads the next one."""
    last = (0, 0)
    while True:
        after = (Dossier.campaign_id > last[0]) | ((Dossier.campaign_id == last[0]) & (Dossier.id > last[1]))
        listed = select(Dossier.campaign_id, Dossier.id).where(after).order_by(Dossier.campaign_id, Dossier.id)
        keys = session.execute(listed.limit(SIZE)).all()
        if not keys:
            return
        last = (keys[-1].campaign_id, keys[-1].id)
        yield _read(session, [key.id for key in keys])
        session.expunge_all()


def _read(session: Session, ids: Sequence[int]) -> Part:
    """Reads the dossiers together; if one of them cannot be read, each alone."""
    try:
        return Part(dossiers=_whole(session, ids))
    except UNREADABLE:
        session.expunge_all()
    found: list[Dossier] = []
    odd: list[Finding] = []
    for dossier_id in ids:
        try:
            found += _whole(session, [dossier_id])
        except UNREADABLE as error:
            odd.append(Finding.of("dossier_unreadable", dossier=dossier_id, error=technical(error)))
    return Part(dossiers=found, unreadable=odd)


def _whole(session: Session, ids: Sequence[int]) -> Sequence[Dossier]:
    moves = selectinload(Dossier.moves).options(
        joinedload(Move.by), joinedload(Move.revision).load_only(Revision.digest, Revision.number)
    )
    also = (selectinload(Dossier.campaign), selectinload(Dossier.assessments))
    query = select(Dossier).where(Dossier.id.in_(ids)).options(moves, *also)
    return session.scalars(query.order_by(Dossier.campaign_id, Dossier.id)).all()


def technical(error: Exception) -> str:
    """Returns what the program says of an error, for whoever repairs the row."""
    return f"{type(error).__name__}: {error}"


def rows(session: Session, query: Select[T]) -> Iterator[T]:
    """Yields the rows of a query as they come, without holding them all."""
    yield from session.scalars(query.execution_options(yield_per=SIZE))
