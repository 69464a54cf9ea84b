"""The year's work in a programme: the meeting sheet, the classes of meetings and years, and the figures they feed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.texts import Text


class MeetingClass(StrEnum):
    """The class of one meeting, best first. A year has one of the same classes."""

    good = auto()
    fair = auto()
    average = auto()
    weak = auto()


class Derived(StrEnum):
    """A number that is counted from the months of a year. Groups and members followed come from the last month with
    such a count."""

    meetings_held = auto()
    meetings_good = auto()
    meetings_fair_or_better_pct = auto()
    attendance_pct = auto()
    thematic_held = auto()
    deeds_done = auto()
    follow_up_groups = auto()
    members_followed = auto()

    @property
    def unit(self) -> MetricUnit:
        return MetricUnit.percent if self.endswith("_pct") else MetricUnit.counted


class AttendanceBase(StrEnum):
    """The members of whom attendance is a share. Whoever is due is no member who is exempt from meetings, and none of
    the armed forces on special duty (12-HD/BTCTW 2018; 42-HD/BTCTW 2025): nobody else leaves the base."""

    due = auto()
    due_without_excused = auto()
    """The base of programmes before there was a choice: members excused for a reason left it."""


@dataclass(frozen=True, kw_only=True)
class SheetPart:
    """A part of the meeting sheet. Its maximum (hundredths) is None while the issuer has not given it."""

    key: str
    name: Text
    max_points: int | None


@dataclass(frozen=True, kw_only=True)
class MeetingBand:
    """A class of meetings: a meeting has this class from `min_points` (hundredths) on."""

    code: MeetingClass
    min_points: int


@dataclass(frozen=True, kw_only=True)
class YearClass:
    """A class of years.

    A year has this class when every regular meeting is at least `every_at_least`, and at least `counted_min` meetings
    are at least `counted_class`. None means that the issuer has not decided.
    """

    code: MeetingClass
    source: str
    every_at_least: MeetingClass
    counted_class: MeetingClass | None
    counted_min: int | None


@dataclass(frozen=True, kw_only=True)
class YearWork:
    """The work that a cell records through the year. `figures` gives the metric that each derived number feeds."""

    source: str
    meetings_a_year: int | None
    parts: tuple[SheetPart, ...]
    classes: tuple[MeetingBand, ...]
    year_classes: tuple[YearClass, ...]
    thematic_a_quarter: int | None
    deeds: bool | None
    follow_up: bool | None
    figures: Mapping[str, str]
    attendance_base: AttendanceBase = AttendanceBase.due
    joins_predecessors: bool | None = None
    """Whether the months of merged units count in the figures of their successor; if not, they only stand beside."""

    @property
    def max_points(self) -> int | None:
        """The most points that a meeting can have (hundredths), or None while a part's maximum is open."""
        points = [part.max_points for part in self.parts if part.max_points is not None]
        return sum(points) if len(points) == len(self.parts) else None

    @property
    def fed(self) -> frozenset[str]:
        """The keys of the metrics that the months feed."""
        return frozenset(self.figures.values())
