"""Counts what is listed page by page, but never all of a nation: a page would wait for a number that nobody reads."""

from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

MOST = 10_000


def up_to_most(session: Session, query: Select[*tuple[Any, ...]]) -> int:
    """Returns how many rows the query finds; MOST + 1 where there are more than MOST."""
    rows = query.options().with_only_columns(literal(1), maintain_column_froms=True).order_by(None).limit(MOST + 1)
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0


def pages_of(number: int, size: int) -> int:
    """Returns the number of pages on which so many rows are listed."""
    return max(1, -(-min(number, MOST) // size))
