"""The current time, and the calendar day in Hà Nội."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    return datetime.now(UTC)


def day(moment: datetime) -> date:
    """Returns the calendar day in Hà Nội: 17:00 UTC on 31 December is already the next year there."""
    return moment.astimezone(HANOI).date()


def local(moment: datetime) -> datetime:
    return moment.astimezone(HANOI)


def start_of(of: date) -> datetime:
    """Returns the moment at which this day begins in Hà Nội."""
    return datetime.combine(of, time.min, HANOI).astimezone(UTC)
