"""The year's meetings of a cell: total and class of one sheet, class of the year, and the numbers that follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grading.rules.programmes.parts.year_work import Derived, MeetingClass, YearClass, YearWork
from grading.text import share
from workflows import Reason

_ORDER = tuple(MeetingClass)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One regular meeting, of its month: counts of people, and points by part (hundredths), none while not scored."""

    month: int
    due: int
    present: int
    excused: int
    points: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What a month counts besides its meeting; None where nothing was written."""

    month: int
    deeds: int | None = None
    groups: int | None = None
    followed: int | None = None


@dataclass(frozen=True, kw_only=True)
class YearStanding:
    """How far a year is from one class: months that bar it, months without points, meetings and counted ones lacking.

    `counted` are the meetings that already count for it, `needed` how many must."""

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
        """Whether the meetings still to hold or to score could bring the year there."""
        return not self.barred_by and self.lacking <= self.not_held + len(self.unscored)


def total(work: YearWork, points: Mapping[str, int]) -> int | None:
    """Points of a sheet in hundredths; None until every part has its points."""
    if any(part.key not in points for part in work.parts):
        return None
    return sum(points[part.key] for part in work.parts)


def meeting_class(work: YearWork, points: Mapping[str, int]) -> MeetingClass | None:
    """The highest class whose least points the sheet has; None until it is scored."""
    found = total(work, points)
    if found is None:
        return None
    return next((band.code for band in work.classes if found >= band.min_points), None)


def at_least(found: MeetingClass | None, wanted: MeetingClass) -> bool:
    """Whether a class is that one or a better one; a meeting without a class is not."""
    return found is not None and _ORDER.index(found) <= _ORDER.index(wanted)


def faults(work: YearWork, meeting: Meeting) -> tuple[Reason, ...]:
    """points_over and points_partial of a sheet, attendance_over where more came or were excused than were due."""
    found = [
        Reason(code="points_over", params={"part": part.name, "value": given, "max": part.max_points})
        for part in work.parts
        if (given := meeting.points.get(part.key)) is not None and part.max_points is not None
        if given > part.max_points
    ]
    if meeting.points and total(work, meeting.points) is None:
        lacking = tuple(part.name for part in work.parts if part.key not in meeting.points)
        found.append(Reason(code="points_partial", params={"list": lacking}))
    return (*found, *attendance_faults(meeting.due, meeting.present, meeting.excused))


def attendance_faults(due: int, present: int, excused: int | None = None) -> tuple[Reason, ...]:
    """attendance_over where more came or were excused than were due; present_over where nobody asks who was excused."""
    if present + (excused or 0) <= due:
        return ()
    if excused is None:
        return (Reason(code="present_over", params={"present": present, "due": due}),)
    return (Reason(code="attendance_over", params={"present": present, "excused": excused, "due": due}),)


def standings(work: YearWork, meetings: Sequence[Meeting]) -> tuple[YearStanding, ...]:
    """For each class of the year, best first, what it still lacks."""
    return tuple(_standing(work, rule, meetings) for rule in work.year_classes)


def year_class(work: YearWork, meetings: Sequence[Meeting]) -> MeetingClass | None:
    """The best class that the year has reached; None while it has none."""
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
    """What the months come to, in hundredths; None where there is nothing to count from.

    `thematic` is the number of quarters with a thematic meeting. Attendance leaves out those who were excused, and the
    share of fair meetings those that are not scored.
    """
    found = [meeting_class(work, meeting.points) for meeting in meetings]
    classes = [each for each in found if each is not None]
    fair = sum(at_least(each, MeetingClass.fair) for each in classes)
    deeds = [counts.deeds for counts in months if counts.deeds is not None]
    expected = sum(meeting.due - meeting.excused for meeting in meetings)
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
    """Groups stay from month to month: the last month that says counts for the year."""
    said = [value for _month, value in sorted(told, key=lambda each: each[0]) if value is not None]
    return said[-1] * 100 if said else None
