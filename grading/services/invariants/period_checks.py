"""The part of `checks` about periods: each row has the days and the key that its code says."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Period
from grading.rules.periods import NotAPeriod, parse, year_of_key


def periods_are_what_their_codes_say(session: Session) -> Iterator[str]:
    for row in session.scalars(select(Period).order_by(Period.id)):
        try:
            span = parse(row.code)
        except NotAPeriod:
            yield f"period {row.id} has the code {row.code}, which is none"
            continue
        if span != row.span:
            yield f"period {row.code} has other days or another kind"
        elif year_of_key(row.id) != span.year or (span.is_calendar and row.id != span.key):
            yield f"period {row.code} has the key {row.id}, which is another's"
