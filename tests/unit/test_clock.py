"""The day is Hà Nội's: a year there begins seven hours before it does in UTC."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from grading import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2027, 1, 1, 0, 0, 0, tzinfo=timezone(timedelta(hours=7))), date(2027, 1, 1)),
        (datetime(2028, 2, 28, 17, 0, 0, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 7, 1, 16, 59, 59, tzinfo=UTC), date(2026, 7, 1)),  # no summer time there
    ],
)
def test_the_year_turns_at_seventeen_hours_utc(moment, day):
    found = clock.day(moment)

    assert found == day


def test_local_time_is_the_same_moment_seven_hours_on():
    moment = datetime(2022, 12, 6, 7, 5, tzinfo=UTC)

    there = clock.local(moment)

    assert there == moment
    assert (there.hour, there.utcoffset()) == (14, timedelta(hours=7))


def test_the_clock_says_its_zone():
    now = clock.now()

    assert now.tzinfo is UTC


def test_the_day_does_not_depend_on_the_machines_own_zone(monkeypatch):
    moment = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    try:
        days = set()
        for zone in ("UTC", "America/New_York", "Asia/Tokyo"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            days.add(clock.day(moment))
    finally:
        monkeypatch.undo()
        time.tzset()

    assert days == {date(2027, 1, 1)}
