"""Gives the register numbers of commendations: one row of numbers for each authority and year."""

from contextlib import suppress

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grading.models import RegisterCounter


def next_numbers(session: Session, unit_id: int, year: int, count: int) -> range:
    """Returns the next numbers of 1, 2, 3 … without a gap. One statement reserves them all: it waits for the row of the
    counter, and rolls back with everything else."""
    if not count:
        return range(0)
    last = _reserve(session, unit_id, year, count)
    if last is None:
        with suppress(IntegrityError), session.begin_nested():  # another campaign may add the row now
            session.add(RegisterCounter(authority_unit_id=unit_id, year=year, last=0))
        last = _reserve(session, unit_id, year, count)
    assert last is not None  # the row is there: it was, or was added here or by another
    return range(last - count + 1, last + 1)


def _reserve(session: Session, unit_id: int, year: int, count: int) -> int | None:
    """Returns the last of the numbers that are reserved now; None if the authority has no counter of the year yet."""
    counter = (
        update(RegisterCounter)
        .where(RegisterCounter.authority_unit_id == unit_id, RegisterCounter.year == year)
        .values(last=RegisterCounter.last + count)
        .returning(RegisterCounter.last)
    )
    return session.scalars(counter).one_or_none()
