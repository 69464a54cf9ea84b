"""Gives the register numbers of commendations: one row of numbers for each authority and year."""

from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grading.models import RegisterCounter


def next_numbers(session: Session, unit_id: int, year: int, count: int) -> range:
    """Returns the next numbers of 1, 2, 3 … without a gap: the counter's row is locked, and rolls back with everything
    else."""
    if not count:
        return range(0)
    query = (
        select(RegisterCounter)
        .where(RegisterCounter.authority_unit_id == unit_id, RegisterCounter.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    counter = session.scalars(query).one_or_none()
    if counter is None:
        with suppress(IntegrityError), session.begin_nested():  # another campaign may add the row now
            session.add(RegisterCounter(authority_unit_id=unit_id, year=year, last=0))
        counter = session.scalars(query).one()
    counter.last += count
    session.flush()
    return range(counter.last - count + 1, counter.last + 1)
