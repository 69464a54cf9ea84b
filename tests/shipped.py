"""Programmes of the project as tests use them."""

from functools import cache

from config.settings import PROJECT
from grading.rules.programme import Programme, load


@cache
def shipped(name: str) -> Programme:
    """Frozen, so that one reading does for a whole run."""
    return load(PROJECT / "config" / "programmes" / f"{name}.yaml")
