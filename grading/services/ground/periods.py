"""The rows of periods: one for each that something is of."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.models import Period
from grading.rules.periods import PARTS_FROM, SPANS_FROM, Span, of_key
from grading.services.ground.turns import hold_turn


def keep(session: Session, key: int) -> Period:
    """Returns the row of a year or of a part of one, and adds it if nothing was of this period before."""
    return session.get(Period, key) or _add(session, of_key(key), key)


def keep_span(session: Session, span: Span, label: str = "") -> Period:
    """Returns the row of any period. A term or an ad hoc period gets the label when it is first used."""
    if span.is_calendar:
        return keep(session, span.key)
    if known := find(session, span):
        return known
    hold_turn(session, "spans", [span.year])
    first = span.year * PARTS_FROM
    newest = session.scalar(
        select(func.max(Period.id)).where(Period.id >= SPANS_FROM, Period.id.between(first, first + PARTS_FROM - 1))
    )
    return _add(session, span, (newest or first) + 1, label)


def find(session: Session, span: Span) -> Period | None:
    return session.scalars(select(Period).where(Period.code == span.code)).one_or_none()


def _add(session: Session, span: Span, key: int, label: str = "") -> Period:
    hold_turn(session, "period", [key])
    if known := find(session, span):  # somebody else added it before this turn
        return known
    row = Period(id=key, code=span.code, kind=span.kind, starts_on=span.first, ends_on=span.last, label=label)
    session.add(row)
    session.flush()
    return row
