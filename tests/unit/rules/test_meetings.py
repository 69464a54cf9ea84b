"""The year's meetings: the class of one sheet and of the year at every edge, and the figures that are counted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from grading.rules import meetings
from grading.rules.meetings import Counts, Meeting
from grading.rules.programme import Programme
from grading.rules.programmes.parts.year_work import AttendanceBase, Derived, MeetingClass, YearWork

FULL = {"preparation": 1500, "attendance": 2000, "running": 4500, "closing": 2000}
GOOD, FAIR, AVERAGE, WEAK = 9000, 7000, 5000, 4999


@pytest.fixture(scope="module")
def work(four_good: Programme) -> YearWork:
    assert four_good.year_work is not None
    return four_good.year_work


def sheet(points: int) -> dict[str, int]:
    """Returns a sheet of that total, filled part after part."""
    points_by_part = {}
    for key, most in FULL.items():
        points_by_part[key] = min(points, most)
        points -= points_by_part[key]
    return points_by_part


def meeting(month: int, points: int | None = GOOD, *, due: int = 20, present: int = 19, excused: int = 1) -> Meeting:
    return Meeting(month=month, due=due, present=present, excused=excused,
                   points={} if points is None else sheet(points))  # fmt: skip


def year(*points: int | None) -> list[Meeting]:
    return [meeting(month, value) for month, value in enumerate(points, start=1)]


def test_a_sheet_adds_up_to_a_hundred(work: YearWork) -> None:
    assert work.max_points == meetings.total(work, FULL) == 10000


@pytest.mark.parametrize(
    ("points", "found"),
    [(10000, "good"), (9000, "good"), (8999, "fair"), (7000, "fair"), (6999, "average"), (5000, "average"),
     (4999, "weak"), (0, "weak")],
)  # fmt: skip
def test_a_meeting_has_the_class_that_its_points_reach(work: YearWork, points: int, found: str) -> None:
    assert meetings.meeting_class(work, sheet(points)) == found


def test_a_sheet_without_one_part_has_neither_total_nor_class(work: YearWork) -> None:
    points = {key: value for key, value in FULL.items() if key != "closing"}

    assert meetings.total(work, points) is None
    assert meetings.meeting_class(work, points) is None


def test_points_over_the_maximum_of_their_part_are_reported(work: YearWork) -> None:
    over = replace(meeting(1), points={**FULL, "running": 4501})

    (reason,) = meetings.faults(work, over)

    assert (reason.code, reason.params["value"], reason.params["max"]) == ("points_over", 4501, 4500)


def test_a_sheet_is_scored_whole_or_not_at_all(work: YearWork) -> None:
    half = replace(meeting(1), points={"preparation": 1500, "running": 4000})

    (reason,) = meetings.faults(work, half)

    assert reason.code == "points_partial"
    assert [part.vi for part in reason.params["list"]] == ["Tỷ lệ đảng viên tham dự", "Kết thúc hội nghị"]
    assert meetings.faults(work, replace(half, points={})) == ()


@pytest.mark.parametrize(("present", "excused", "codes"), [(19, 1, []), (20, 0, []), (20, 1, ["attendance_over"])])
def test_no_more_members_are_present_or_excused_than_are_due(
    work: YearWork, present: int, excused: int, codes: list[str]
) -> None:
    reasons = meetings.faults(work, meeting(1, present=present, excused=excused))

    assert [reason.code for reason in reasons] == codes


@pytest.mark.parametrize(("present", "codes"), [(20, []), (21, ["present_over"])])
def test_if_nobody_is_excused_the_fault_names_only_those_present(present: int, codes: list[str]) -> None:
    reasons = meetings.attendance_faults(20, present)

    assert [(reason.code, dict(reason.params)) for reason in reasons] == [
        (code, {"present": present, "due": 20}) for code in codes
    ]


@pytest.mark.parametrize(("due", "present"), [(20, 0), (0, 0)])
def test_a_meeting_at_which_nobody_was_is_no_meeting(due: int, present: int) -> None:
    reasons = meetings.attendance_faults(due, present, 0)

    assert [reason.code for reason in reasons] == ["meeting_nobody"]


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ([GOOD] * 12, MeetingClass.good),
        ([GOOD] * 7 + [FAIR] * 5, MeetingClass.good),
        ([GOOD] * 6 + [FAIR] * 6, MeetingClass.fair),
        ([GOOD] * 11 + [FAIR - 1], MeetingClass.fair),
        ([FAIR] * 7 + [AVERAGE] * 5, MeetingClass.fair),
        ([FAIR] * 6 + [AVERAGE] * 6, None),
        ([GOOD] * 11 + [WEAK], None),
        ([GOOD] * 11, None),
        ([GOOD] * 11 + [None], None),
        ([], None),
    ],
)
def test_a_year_has_the_class_that_all_its_meetings_allow(
    work: YearWork, points: list[int | None], found: MeetingClass | None
) -> None:
    assert meetings.year_class(work, year(*points)) is found


def test_a_year_says_what_it_lacks_for_its_class(work: YearWork) -> None:
    good, fair = meetings.standings(work, year(GOOD, GOOD, FAIR, AVERAGE, None, GOOD))

    assert (good.barred_by, good.is_possible) == ((4,), False)
    assert (good.unscored, good.not_held, good.counted, good.lacking) == ((5,), 6, 3, 4)
    assert (fair.barred_by, fair.is_possible, fair.is_reached) == ((), True, False)
    assert (fair.counted, fair.lacking) == (4, 3)


def test_a_class_is_out_of_reach_once_too_few_meetings_are_left(work: YearWork) -> None:
    six_left, five_left = year(*[GOOD] * 1, *[FAIR] * 5), year(*[GOOD] * 1, *[FAIR] * 6)

    assert meetings.standings(work, six_left)[0].is_possible
    assert not meetings.standings(work, five_left)[0].is_possible


def test_figures_are_counted_from_the_months(work: YearWork) -> None:
    months = [Counts(month=1, deeds=4, groups=6, followed=18), Counts(month=2, deeds=3), Counts(month=3, groups=5)]

    figures = meetings.derived(work, year(GOOD, FAIR, AVERAGE), 2, months)

    assert figures == {
        Derived.meetings_held: 300,
        Derived.meetings_good: 100,
        Derived.meetings_fair_or_better_pct: 6670,
        Derived.attendance_pct: 9500,
        Derived.thematic_held: 200,
        Derived.deeds_done: 700,
        Derived.follow_up_groups: 500,
        Derived.members_followed: 1800,
    }


def test_a_year_without_a_meeting_has_no_share(work: YearWork) -> None:
    figures = meetings.derived(work, [], 0, [])

    assert (figures[Derived.meetings_held], figures[Derived.thematic_held]) == (0, 0)
    assert {name for name, value in figures.items() if value is None} == {
        Derived.meetings_fair_or_better_pct, Derived.attendance_pct, Derived.deeds_done, Derived.follow_up_groups,
        Derived.members_followed,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("points", "found"),
    [([None] * 12, None), ([GOOD] * 6 + [None] * 6, 10000), ([GOOD, FAIR, AVERAGE, None], 6670), ([WEAK], 0)],
)
def test_a_meeting_without_points_is_not_a_bad_meeting(
    work: YearWork, points: list[int | None], found: int | None
) -> None:
    counted = meetings.derived(work, year(*points), 0, [])

    assert counted[Derived.meetings_fair_or_better_pct] == found
    assert counted[Derived.meetings_held] == len(points) * 100


POINTS = some.lists(some.one_of(some.none(), some.integers(0, 10000)), max_size=12)


@given(points=POINTS, month=some.integers(0, 11), more=some.integers(0, 10000))
def test_a_better_meeting_never_lowers_the_year(
    four_good: Programme, points: list[int | None], month: int, more: int
) -> None:
    work, order = four_good.year_work, [*MeetingClass, None]
    assert work is not None
    before = meetings.year_class(work, year(*points))
    if month < len(points):
        points[month] = min(10000, (points[month] or 0) + more)

    assert order.index(meetings.year_class(work, year(*points))) <= order.index(before)


@pytest.mark.parametrize(("base", "share"), [(AttendanceBase.due, 5000), (AttendanceBase.due_without_excused, 10000)])
def test_whoever_is_excused_stays_in_the_base_of_attendance_unless_the_programme_says_otherwise(
    work: YearWork, base: AttendanceBase, share: int
) -> None:
    half = Meeting(month=1, due=34, present=17, excused=17, points={})

    figures = meetings.derived(replace(work, attendance_base=base), [half], 0, [])

    assert figures[Derived.attendance_pct] == share
