"""Programmes of the project as tests use them, and what is missing in one."""

from functools import cache

from config.settings import PROJECT
from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.places import blanks


@cache
def shipped(name: str) -> Programme:
    """Frozen, so that one reading does for a whole run."""
    return load(PROJECT / "config" / "programmes" / f"{name}.yaml")


def missing(programme: Programme) -> tuple[str, ...]:
    """Paths of what is still null although a campaign cannot open without it."""
    return tuple(blank.path for blank in blanks(programme))
