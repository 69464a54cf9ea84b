"""Reads the programmes of the project for tests, and names what is missing in a programme."""

from functools import cache

from config.settings import PROJECT
from grading.rules.programme import Programme
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.places import blanks


@cache
def shipped(name: str) -> Programme:
    """Reads a programme once for a whole run; it is frozen, so no test can change it."""
    return load(PROJECT / "config" / "programmes" / f"{name}.yaml")


def missing(programme: Programme) -> tuple[str, ...]:
    """Returns the paths of values that are still null although a campaign cannot open without them."""
    return tuple(blank.path for blank in blanks(programme))
