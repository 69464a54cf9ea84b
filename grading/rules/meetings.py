"""The meetings of a cell: total and class of a sheet, class of the year, and what its months give for the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from grading.rules.programmes.parts.year_work import AttendanceBase, Derived, MeetingClass, YearClass, YearWork
from grading.text import share
from workflows import Reason

_ORDER = tuple(MeetingClass)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """The regular meeting of one month: counts of people, and points by part (hundredths). `points` is empty until
    the meeting is scored."""

    month: int
    due: int
    present: int
    excused: int
    points: Mapping[str, int]


class Sheet(Protocol):
    """Holds what is checked of one meeting, wherever it stands: its counts of people, and its points by part."""

    @property
    def due(self) -> int: ...

    @property
    def present(self) -> int: ...

    @property
    def excused(self) -> int: ...

    @property
    def points(self) -> Mapping[str, int]: ...


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The other counts of a month, besides its meeting. A count is None when nobody has entered it."""

    month: int
    deeds: int | None = None
    groups: int | None = None
    followed: int | None = None


@dataclass(frozen=True, kw_only=True)
class YearStanding:
    """The distance of a year from one class.

    `barred_by` are the months whose class is too low, `unscored` the months without points. `not_held` is the number of
    meetings still to hold, `counted` the number that already count for the class, `needed` the number that must count.
    """

    rule: YearClass
    barred_by: tuple[int, ...]
    unscored: tuple[int, ...]
    not_held: int
    counted: int
    needed: int

    @property
    def lacking(self) -> int:
        return max(0, self.needed - self.counted)

    @property
    def is_reached(self) -> bool:
        return not (self.barred_by or self.unscored or self.not_held or self.lacking)

    @property
    def is_possible(self) -> bool:
        """Says whether the meetings that are still to be held or scored could bring the year to the class."""
        return not self.barred_by and self.lacking <= self.not_held + len(self.unscored)


def total(work: YearWork, points: Mapping[str, int]) -> int | None:
    """Returns the points of a sheet in hundredths, or None until every part has its points."""
    try:
        return sum([points[part.key] for part in work.parts])
    except KeyError:
        return None


def meeting_class(work: YearWork, points: Mapping[str, int]) -> MeetingClass | None:
    """Returns the highest class whose minimum points the sheet reaches, or None until the sheet is scored."""
    points_total = total(work, points)
    if points_total is None:
        return None
    return next((band.code for band in work.classes if points_total >= band.min_points), None)


def at_least(found: MeetingClass | None, wanted: MeetingClass) -> bool:
    """Returns whether a class is `wanted` or better. A meeting without a class does not count."""
    return found is not None and _ORDER.index(found) <= _ORDER.index(wanted)


def faults(work: YearWork, meeting: Sheet) -> tuple[Reason, ...]:
    """Returns points_over and points_partial of a sheet, and the faults of its attendance (attendance_over)."""
    reasons = [
        Reason(code="points_over", params={"part": part.name, "value": part_points, "max": part.max_points})
        for part in work.parts
        if (part_points := meeting.points.get(part.key)) is not None and part.max_points is not None
        if part_points > part.max_points
    ]
    if meeting.points and total(work, meeting.points) is None:
        lacking = tuple(part.name for part in work.parts if part.key not in meeting.points)
        reasons.append(Reason(code="points_partial", params={"list": lacking}))
    return (*reasons, *attendance_faults(meeting.due, meeting.present, meeting.excused))


def attendance_faults(due: int, present: int, excused: int | None = None) -> tuple[Reason, ...]:
    """Returns attendance_over when more people came or were excused than were due, and meeting_nobody when nobody was
    due or came: no meeting was held. Where the sheet does not ask who was excused, the code is present_over."""
    if not due or not present:
        return (Reason(code="meeting_nobody", params={"present": present, "due": due}),)
    if present + (excused or 0) <= due:
        return ()
    if excused is None:
        return (Reason(code="present_over", params={"present": present, "due": due}),)
    return (Reason(code="attendance_over", params={"present": present, "excused": excused, "due": due}),)


def standings(work: YearWork, meetings: Sequence[Meeting]) -> tuple[YearStanding, ...]:
    """Returns what the year still lacks for each class of the year, best class first."""
    return tuple(_standing(work, rule, meetings) for rule in work.year_classes)


def year_class(work: YearWork, meetings: Sequence[Meeting]) -> MeetingClass | None:
    """Returns the best class that the year has reached, or None while it has reached no class."""
    return next((each.rule.code for each in standings(work, meetings) if each.is_reached), None)


def _standing(work: YearWork, rule: YearClass, meetings: Sequence[Meeting]) -> YearStanding:
    classes = {meeting.month: meeting_class(work, meeting.points) for meeting in meetings}
    scored = {month: found for month, found in classes.items() if found is not None}
    return YearStanding(
        rule=rule,
        barred_by=tuple(sorted(month for month, found in scored.items() if not at_least(found, rule.every_at_least))),
        unscored=tuple(sorted(classes.keys() - scored.keys())),
        not_held=max(0, (work.meetings_a_year or 0) - len(classes)),
        counted=sum(at_least(found, rule.counted_class or rule.code) for found in scored.values()),
        needed=rule.counted_min or 0,
    )


def derived(
    work: YearWork, meetings: Sequence[Meeting], thematic: int, months: Sequence[Counts]
) -> dict[Derived, int | None]:
    """Returns the figures that the months give, in hundredths, or None for a figure without anything to count from.

    `thematic` is the number of quarters with a thematic meeting. Attendance is a share of everybody who was due, unless
    the programme leaves out those excused. The share of fair meetings does not count meetings without points.
    """
    class_by_meeting = [meeting_class(work, meeting.points) for meeting in meetings]
    classes = [each for each in class_by_meeting if each is not None]
    fair = sum(at_least(each, MeetingClass.fair) for each in classes)
    deeds = [counts.deeds for counts in months if counts.deeds is not None]
    without_excused = work.attendance_base is AttendanceBase.due_without_excused
    expected = sum(meeting.due - (meeting.excused if without_excused else 0) for meeting in meetings)
    return {
        Derived.meetings_held: len(meetings) * 100,
        Derived.meetings_good: sum(each is MeetingClass.good for each in classes) * 100,
        Derived.meetings_fair_or_better_pct: share(fair, len(classes)) if classes else None,
        Derived.attendance_pct: share(sum(each.present for each in meetings), expected) if expected else None,
        Derived.thematic_held: thematic * 100,
        Derived.deeds_done: sum(deeds) * 100 if deeds else None,
        Derived.follow_up_groups: _last([(counts.month, counts.groups) for counts in months]),
        Derived.members_followed: _last([(counts.month, counts.followed) for counts in months]),
    }


def _last(told: Sequence[tuple[int, int | None]]) -> int | None:
    """Returns the last month's count in hundredths. Groups go on from month to month, so the last month with a count
    stands for the year."""
    counts = [value for _month, value in sorted(told, key=lambda each: each[0]) if value is not None]
    return counts[-1] * 100 if counts else None
