"""Streaks: consecutive years at a level or with an award, and what a merged unit counts for the years before. A year
without a known result breaks a streak."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grading.rules.levels import Level
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Record:
    """The record of a unit: its level by year, and the years for which it received the award."""

    levels: Mapping[int, str] = field(default_factory=dict)
    awarded: frozenset[int] = frozenset()

    def with_level(self, year: int, level: str) -> "Record":
        return Record(levels={**self.levels, year: level}, awarded=self.awarded)


@dataclass(frozen=True, kw_only=True)
class History:
    """The record of a unit alone, and its record with the years before the mergers and splits that created it."""

    own: Record
    through_mergers: Record

    @classmethod
    def of(cls, levels: Mapping[int, str], awarded: Collection[int] = ()) -> "History":
        """Returns the history of a unit that does not come from another unit."""
        record = Record(levels=levels, awarded=frozenset(awarded))
        return cls(own=record, through_mergers=record)

    def with_level(self, year: int, level: str) -> "History":
        return History(
            own=self.own.with_level(year, level), through_mergers=self.through_mergers.with_level(year, level)
        )

    def record(self, *, merger_breaks: bool | None) -> Record:
        """Returns the record that counts. When the issuer has not decided (None), a merger breaks the streak."""
        return self.through_mergers if merger_breaks is False else self.own


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A unit that another unit came from by a merger or split, in `year`."""

    unit_id: int
    year: int


def inherited(unit_id: int, records: Mapping[int, Record], origins: Mapping[int, Sequence[Origin]]) -> Record:
    """Returns the record of a unit with the years before its mergers.

    In a year without a level of its own, the unit takes the lowest level of its units of origin, if all of them have
    a level, and it counts as awarded if all of them were awarded. The year of the merger belongs to the units of
    origin too, because their ratings of that year were given before the merger.
    """
    return _inherited(unit_id, records, origins, frozenset())


def _inherited(
    unit_id: int, records: Mapping[int, Record], origins: Mapping[int, Sequence[Origin]], seen: frozenset[int]
) -> Record:
    own, above = records.get(unit_id, Record()), origins.get(unit_id, ())
    if not above or unit_id in seen:
        return own
    before = {each.unit_id: _inherited(each.unit_id, records, origins, seen | {unit_id}) for each in above}
    levels, awarded = dict(own.levels), set(own.awarded)
    for year in frozenset().union(*(record.levels.keys() | record.awarded for record in before.values())):
        if year in own.levels or any(year > each.year for each in above):
            continue
        reached = [record.levels.get(year) for record in before.values()]
        if None not in reached:
            levels[year] = lowest(str(level) for level in reached)
        if all(year in record.awarded for record in before.values()):
            awarded.add(year)
    return Record(levels=levels, awarded=frozenset(awarded))


def lowest(levels: Iterable[str]) -> str:
    known_levels = [Level(level) for level in levels]
    return next(level for level in known_levels if all(level.at_most(other) for other in known_levels))


def length(years: Mapping[int, str], ending: int, *, level: Level = Level.EXCELLENT) -> int:
    """Returns the number of consecutive years up to and including `ending` whose results reach `level`."""
    run = 0
    while reaches(years.get(ending - run), level):
        run += 1
    return run


def faults(
    years: Mapping[int, str], ending: int, wanted: int, *, level: Level = Level.EXCELLENT, unit: str = ""
) -> tuple[Reason, ...]:
    """Returns streak_broken with the latest year that breaks the streak of `wanted` years, or nothing when the streak
    holds. The reason's `level` is None for a year without a result."""
    run = length(years, ending, level=level)
    if run >= wanted:
        return ()
    year = ending - run
    params = {"n": wanted, "year": year, "unit": unit, "level": years.get(year)}
    return (Reason(code="streak_broken", params=params),)


def award_faults(awarded: Collection[int], ending: int, wanted: int, *, unit: str = "") -> tuple[Reason, ...]:
    """Returns streak_unawarded with the latest year before `ending` without an award. `ending` is the year that is
    about to be awarded."""
    missing = [year for year in range(ending - wanted + 1, ending) if year not in awarded]
    if not missing:
        return ()
    return (Reason(code="streak_unawarded", params={"n": wanted, "year": missing[-1], "unit": unit}),)


def reaches(outcome: str | None, level: Level) -> bool:
    return outcome is not None and Level(outcome).at_least(level)
