"""The months of merged units, joined with those of their successor."""

from grading.rules.handed_over import Months, joined
from grading.rules.meetings import Counts, Meeting

JULY = 7


def meeting(month, due=10, present=9, excused=0, **points):
    return Meeting(month=month, due=due, present=present, excused=excused, points=points)


def test_people_of_both_are_added_and_the_lowest_points_count():
    first = Months(meetings=[meeting(1, due=10, present=9, running=4000, closing=2000)])
    second = Months(meetings=[meeting(1, due=8, present=7, excused=1, running=4500, closing=1500)])

    year = joined(Months(), [first, second], JULY, own_stood=False)

    assert year.meetings == [meeting(1, due=18, present=16, excused=1, running=4000, closing=1500)]


def test_a_month_that_one_of_them_missed_is_not_held():
    year = joined(Months(), [Months(meetings=[meeting(1), meeting(2)]), Months(meetings=[meeting(2)])], JULY,
                  own_stood=False)  # fmt: skip

    assert [each.month for each in year.meetings] == [2]


def test_a_meeting_that_is_not_scored_leaves_the_month_unscored():
    year = joined(Months(), [Months(meetings=[meeting(1, running=4000)]), Months(meetings=[meeting(1)])], JULY,
                  own_stood=False)  # fmt: skip

    assert year.meetings[0].points == {}


def test_from_the_merger_on_only_the_successor_counts():
    own, other = Months(meetings=[meeting(6), meeting(7)]), Months(meetings=[meeting(7, due=99)])

    year = joined(own, [other], JULY, own_stood=False)

    assert year.meetings == [meeting(7)]


def test_a_successor_that_stood_before_counts_as_one_of_them():
    own, other = Months(meetings=[meeting(6, due=10)]), Months(meetings=[meeting(5), meeting(6, due=4, present=4)])

    year = joined(own, [other], JULY, own_stood=True)

    assert [(each.month, each.due) for each in year.meetings] == [(6, 14)]


def test_counts_are_added_and_an_empty_box_counts_for_nothing():
    parts = [Months(counts=[Counts(month=1, deeds=3)]), Months(counts=[Counts(month=1, deeds=2, groups=1)])]

    year = joined(Months(counts=[Counts(month=8, deeds=5)]), parts, JULY, own_stood=False)

    assert year.counts[0] == Counts(month=1, deeds=5, groups=1, followed=None)
    assert year.counts[-1] == Counts(month=8, deeds=5)


def test_a_thematic_meeting_counts_before_the_merger_when_all_held_it_and_after_it_when_the_successor_did():
    parts = [Months(quarters=frozenset({1, 2, 3})), Months(quarters=frozenset({1, 3}))]

    year = joined(Months(quarters=frozenset({2, 4})), parts, JULY, own_stood=False)

    assert year.quarters == {1, 4}
