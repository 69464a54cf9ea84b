"""The part of `checks` about periods: each row has the days and the key that its code says."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Period
from grading.rules.periods import NotAPeriod, parse, year_of_key
from workflows import Finding


def periods_are_what_their_codes_say(session: Session) -> Iterator[Finding]:
    for row in session.scalars(select(Period).order_by(Period.id)):
        try:
            span = parse(row.code)
        except NotAPeriod:
            yield Finding.of("period_code", period_code=row.code)
            continue
        if span != row.span:
            days = {"first": row.starts_on, "until": row.ends_on}
            yield Finding.of("period_days", period_code=row.code, **days)
        elif year_of_key(row.id) != span.year or (span.is_calendar and row.id != span.key):
            yield Finding.of("period_key", period_code=row.code, key=row.id)
