"""A day is a day in Hà Nội: a year begins seven hours earlier in Hà Nội than in UTC."""

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
        (datetime(2026, 7, 1, 16, 59, 59, tzinfo=UTC), date(2026, 7, 1)),  # Hà Nội has no summer time
    ],
)
def test_a_day_in_hanoi_begins_at_seventeen_hours_utc(moment, day):
    local_day = clock.day(moment)

    assert local_day == day


def test_local_time_is_the_same_moment_seven_hours_ahead_of_utc():
    moment = datetime(2022, 12, 6, 7, 5, tzinfo=UTC)

    local_moment = clock.local(moment)

    assert local_moment == moment
    assert (local_moment.hour, local_moment.utcoffset()) == (14, timedelta(hours=7))


def test_the_current_time_carries_its_zone():
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
