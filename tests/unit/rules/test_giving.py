"""The points that figures give, by the worked rows of published tables: exact at every end of a row."""

import pytest

from grading.rules import giving
from grading.rules.known import Known
from grading.rules.programmes.parts.giving import Counter, Giving, GivingKind
from tests.giving import OWN, RESOLUTION, figures, points, under


@pytest.mark.parametrize(
    ("present", "due", "expected"),
    [(23, 25, 400), (90, 100, 400), (8999, 10000, 300), (899, 1000, 300), (75, 100, 300), (749, 1000, 200),
     (65, 100, 200), (649, 1000, 100), (0, 25, 100), (100, 100, 400)],
)  # fmt: skip
def test_the_share_of_members_present_gives_the_points_of_its_row(present, due, expected):
    assert points("attendance", present=present, due=due) == expected


def test_a_share_is_compared_exactly_and_not_as_it_is_printed():
    assert points("attendance", present=89_999, due=100_000) == 300


@pytest.mark.parametrize(("speakers", "expected"), [(51, 500), (50, 400), (40, 400), (39, 300), (30, 300), (29, 200)])
def test_the_row_above_fifty_leaves_fifty_to_the_row_that_holds_it(speakers, expected):
    assert points("speaking", speakers=speakers, present=100, due=100) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [(100, 3000), (90, 3000), (89, 2700), (80, 2700), (79, 2400), (70, 2400), (60, 2000), (50, 1500), (49, 1000)],
)
def test_the_share_of_targets_gives_thirty_points_at_most(done, expected):
    assert points("attendance", under(RESOLUTION), present=done, due=100) == expected


def test_more_than_a_hundred_percent_is_in_the_open_row():
    assert points("attendance", under(RESOLUTION), present=120, due=100) == 3000


@pytest.mark.parametrize(
    ("absences", "late", "expected"),
    [(0, 0, 600), (1, 0, 500), (2, 0, 300), (3, 0, 0), (7, 0, 0), (0, 1, 600), (0, 2, 500), (0, 3, 400), (0, 4, 0),
     (1, 2, 400), (2, 3, 100)],
)  # fmt: skip
def test_two_counters_take_from_one_criterion(absences, late, expected):
    assert points("discipline", absences=absences, late=late) == expected


def test_what_is_taken_off_never_leaves_less_than_nothing():
    counters = (Counter(figure="absences", each=400), Counter(figure="late", each=400))

    assert points("attendance", under(Giving(kind=GivingKind.taken_off, counters=counters), most=600)) == 0


def test_from_the_second_breach_all_that_is_left_is_taken():
    counters = (Counter(figure="absences", each=200, all_from=200),)
    programme = under(Giving(kind=GivingKind.taken_off, counters=counters), most=600)

    assert [points("attendance", programme, absences=n) for n in (0, 1, 2, 3)] == [600, 400, 0, 0]


def test_so_much_for_each_is_capped():
    rule = Giving(kind=GivingKind.each, figure="initiatives", points=50, most=200)

    assert [points("attendance", under(rule, most=200), initiatives=n) for n in (0, 1, 4, 5)] == [0, 50, 200, 200]


def test_the_first_ones_may_be_free():
    rule = Giving(kind=GivingKind.each, figure="initiatives", points=100, after=200)

    assert [points("attendance", under(rule), initiatives=n) for n in (1, 2, 3, 5)] == [0, 0, 100, 300]


@pytest.mark.parametrize(
    ("done", "total", "expected"), [(18, 20, 2700), (20, 20, 3000), (25, 20, 3000), (1, 3, 1000), (2, 7, 857)]
)
def test_a_proportion_is_rounded_half_up_to_hundredths_and_never_above_the_maximum(done, total, expected):
    assert points("tasks", tasks_done=done, tasks_total=total) == expected


def test_half_a_hundredth_is_rounded_up():
    rule = Giving(kind=GivingKind.proportion, figure="tasks_done", of="tasks_total", of_none=0, points=101)

    assert points("attendance", under(rule), tasks_done=1, tasks_total=2) == 51


def test_no_task_assigned_gives_the_points_that_the_table_says():
    assert points("tasks", tasks_done=0, tasks_total=0) == 3000


def test_only_the_highest_counts_and_a_sum_is_capped():
    one_prize = points("initiatives", initiatives=1, prizes_commune=1, prizes_province=0)
    both_prizes = points("initiatives", initiatives=1, prizes_commune=1, prizes_province=1)
    everything = points("initiatives", initiatives=9, prizes_commune=1, prizes_province=1)

    assert (one_prize, both_prizes, everything) == (150, 250, 300)


def test_a_sum_is_at_least_what_the_table_says():
    part = Giving(kind=GivingKind.each, figure="initiatives", points=50)
    rule = Giving(kind=GivingKind.sum_of, parts=(part, part), least=100, most=300)

    assert [points("attendance", under(rule), initiatives=n) for n in (0, 2, 9)] == [100, 200, 300]


def test_a_missing_operand_leaves_the_points_open_and_is_named():
    known = figures()
    del known["due"]

    found = giving.given(OWN, Known(figures=known))["attendance"]

    assert (found.points, found.missing) == (None, ("due",))
