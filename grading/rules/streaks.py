"""Years running at a level. Reads results only: a year without a result breaks a streak."""

from collections.abc import Mapping

from grading.rules.levels import Level
from workflows import Reason


def length(years: Mapping[int, str], ending: int, *, level: Level = Level.EXCELLENT) -> int:
    """How many years in a row, `ending` the last of them, the results reach `level`."""
    run = 0
    while reaches(years.get(ending - run), level):
        run += 1
    return run


def faults(
    years: Mapping[int, str], ending: int, wanted: int, *, level: Level = Level.EXCELLENT, unit: str = ""
) -> tuple[Reason, ...]:
    """streak_broken with the latest year that breaks the `wanted` years running; its `level` is None without a
    result. Empty when the streak holds."""
    run = length(years, ending, level=level)
    if run >= wanted:
        return ()
    year = ending - run
    params = {"n": wanted, "year": year, "unit": unit, "level": years.get(year)}
    return (Reason(code="streak_broken", params=params),)


def reaches(outcome: str | None, level: Level) -> bool:
    return outcome is not None and Level(outcome).at_least(level)
