"""What given points lead to: merged with typed ones, in a level, a title and a rehearsal, and as they are said."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grading.rules import giving
from grading.rules.conditions import Standing
from grading.rules.derivation import Ending, derive
from grading.rules.known import Known
from grading.rules.levels import Level
from grading.rules.obstacles import obstacles
from grading.rules.programmes.parts.giving import Band, Counter, Departs, Giving, GivingKind
from grading.rules.programmes.parts.outcomes import MinEach, OutcomeRule
from grading.rules.programmes.saying.describing import describe
from grading.rules.programmes.saying.working import working_sentence
from grading.rules.rehearsal import Filed, Turn, replay
from grading.rules.titles import demands_of
from tests.giving import OWN, RESOLUTION, figures, under
from workflows import Kind, Reason


def test_the_working_holds_figure_value_row_and_points():
    working = giving.given(OWN, Known(figures=figures()))["attendance"].working

    assert (working.value, working.band, working.points) == (
        Fraction(9200), Band(least=9000, points=400), 400,
    )  # fmt: skip


def test_typed_points_count_only_where_a_person_may_depart():
    merged = giving.merged(OWN, Known(points={"attendance": 100, "speaking": 300, "unity": 5000}, figures=figures()))

    assert (merged["attendance"], merged["speaking"], merged["unity"]) == (400, 300, 5000)


def test_without_figures_only_what_was_typed_counts():
    assert giving.merged(OWN, Known(points={"attendance": 100, "speaking": 300}, figures={})) == {"speaking": 300}


def test_the_level_follows_from_given_and_typed_points():
    found = derive(OWN, Known(grades={}, points={"unity": 5200}, figures=figures(), unit_kind="cell_subordinate"))

    assert (found.points, found.level) == (9500, "EXCELLENT")


def test_the_demands_of_a_title_look_at_the_given_points():
    title = OutcomeRule(
        key="recognised", name=OWN.title, short="", min_points=9000, min_each=(MinEach(pct=9000),),
        requires_rating_at_least=Level.NOT_RATED,
    )  # fmt: skip
    programme = replace(OWN, kind=Kind.recognition, outcomes=(title,))

    found = demands_of(programme, Known(points={"unity": 5200}, year=2022, figures=figures()))
    unknown = demands_of(programme, Known(points={"unity": 5200}, year=2022, figures={}))

    assert [(each.criterion, each.standing) for each in found if each.standing is not Standing.holds] == [
        ("I.3", Standing.fails)
    ]
    assert found[0].value == 9500
    assert unknown[1].reason == Reason(code="recognition_unknown", params={"figure": ("present", "due")})
    assert {each.criterion for each in unknown if each.standing is Standing.unknown} == {
        "", "I.1", "I.2", "I.3", "II.1", "II.2"
    }  # fmt: skip


def test_missing_figures_leave_the_level_open_and_are_named_as_the_obstacle():
    found = derive(OWN, Known(grades={}, points={"unity": 5200}, figures={}, unit_kind="cell_subordinate"))

    (reason,) = obstacles(OWN, found, ["EXCELLENT"], missing=["due", "present"])

    assert found.ending is Ending.open
    assert (reason.code, reason.params["figure"]) == ("obstacle_unknown", ("due", "present"))


def all_typed():
    """Returns the same programme before figures gave any points."""
    groups = [
        replace(group, criteria=tuple(replace(each, given_by=None) for each in group.criteria)) for group in OWN.groups
    ]
    return replace(OWN, groups=tuple(groups))


def filed(known: dict[str, int]) -> Filed:
    """Returns a file in which somebody typed full points everywhere."""
    full = {criterion.key: criterion.max_points or 0 for criterion in OWN.criteria}
    return Filed(
        unit_id=1, decided=Level.EXCELLENT, grades={}, points=full, figures=known, unit_kind="cell_subordinate"
    )


def test_a_rehearsal_gives_points_by_the_figures_of_the_file_and_leaves_nothing_unanswered():
    found = replay(all_typed(), OWN, filed(figures(tasks_done=1, present=13)))

    assert (found.own.points, found.other.points) == (10000, 6650)
    assert (found.turn, found.unanswered) == (Turn.falls, ())


def test_a_rehearsal_names_the_figures_that_a_file_does_not_hold():
    found = replay(all_typed(), OWN, filed({"tasks_done": 100, "tasks_total": 2000}))

    assert (found.turn, found.unanswered) == (Turn.open, ())
    assert "due" in found.lost[-1].params["figure"]


def test_points_that_figures_gave_answer_the_same_criterion_where_it_is_typed():
    found = replay(OWN, all_typed(), replace(filed(figures()), points={"unity": 5200}))

    assert (found.own.points, found.other.points, found.unanswered) == (9500, 9500, ())


@pytest.mark.parametrize(
    ("key", "changed", "sentence"),
    [
        ("attendance", {}, "Tỷ lệ đảng viên dự họp 92%: từ 90% trở lên được 4 điểm."),
        ("attendance", {"present": 89_999, "due": 100_000},
         "Tỷ lệ đảng viên dự họp 89,99%: từ 75% đến dưới 90% được 3 điểm."),
        ("discipline", {},
         "Số lần vắng không lý do 1: trừ 1 điểm; Số lần đi muộn 2: trừ 1 điểm; từ 6 điểm còn 4 điểm."),
        ("discipline", {"absences": 3, "late": 0},
         "Số lần vắng không lý do 3: hết điểm; Số lần đi muộn 0: không trừ; từ 6 điểm còn 0 điểm."),
        ("tasks", {}, "Nhiệm vụ đã hoàn thành 18, Nhiệm vụ được giao 20: 18/20 của 30 điểm là 27 điểm."),
        ("tasks", {"tasks_done": 0, "tasks_total": 0}, "Nhiệm vụ được giao 0: được 30 điểm."),
    ],
)  # fmt: skip
def test_the_working_is_said_in_one_sentence(key, changed, sentence):
    assert working_sentence(OWN, giving.given(OWN, Known(figures=figures(**changed)))[key]).vi == sentence


def test_the_working_is_said_in_english_too():
    assert working_sentence(OWN, giving.given(OWN, Known(figures=figures()))["discipline"]).en == (
        "Absences without reason 1: takes 1 point; Times late 2: takes 1 point; of 6 points leaves 4 points."
    )


def test_a_value_for_which_no_row_is_there_is_said_and_gives_no_points():
    programme = under(replace(RESOLUTION, rows=RESOLUTION.rows[1:]))

    found = giving.given(programme, Known(figures=figures(present=95, due=100)))["attendance"]

    assert found.points is None
    assert working_sentence(programme, found).vi == (
        "Chưa có điểm: không dòng nào của bảng dành cho Tỷ lệ đảng viên dự họp 95%."
    )


def test_the_printed_table_says_every_rule_as_an_office_would():
    printed = describe(OWN)

    assert [line for line in LINES if line not in printed] == []


LINES = (
    "Theo số liệu “Tỷ lệ đảng viên dự họp”:",
    "từ 90% trở lên: 4 điểm",
    "từ 75% đến dưới 90%: 3 điểm",
    "trên 50%: 5 điểm",
    "từ 40% đến 50%: 4 điểm",
    "dưới 30%: 2 điểm",
    "Từ điểm tối đa, trừ (không dưới 0):",
    "“Số lần vắng không lý do” đúng 2: trừ 3 điểm",
    "“Số lần vắng không lý do” từ 3 trở lên: hết điểm",
    "“Số lần đi muộn”: cứ 1 trừ 1 điểm, tính từ số thứ 2",
    "“Nhiệm vụ đã hoàn thành” chia “Nhiệm vụ được giao”, nhân điểm tối đa; không có gì để chia: 30 điểm",
    "Cộng lại, nhiều nhất 3 điểm:",
    "- “Số sáng kiến”: cứ 1 được 0,5 điểm, nhiều nhất 2 điểm",
    "- Chỉ tính mức cao nhất trong:",
    "Không ai chấm điểm khác",
    "Được chấm điểm khác khi có nêu lý do",
)


def test_two_rules_that_differ_print_differently():
    ways = [
        RESOLUTION,
        replace(RESOLUTION, rows=(replace(RESOLUTION.rows[0], least=None, above=9000), *RESOLUTION.rows[1:])),
        Giving(kind=GivingKind.each, figure="initiatives", points=50),
        Giving(kind=GivingKind.each, figure="initiatives", points=50, after=100),
        Giving(kind=GivingKind.each, figure="initiatives", points=50, most=200),
        Giving(kind=GivingKind.proportion, figure="tasks_done", of="tasks_total", of_none=0),
        Giving(kind=GivingKind.proportion, figure="tasks_done", of="tasks_total", of_none=3000),
        Giving(kind=GivingKind.taken_off, counters=(Counter(figure="late", each=100),)),
        Giving(kind=GivingKind.taken_off, counters=(Counter(figure="late", each=100, all_from=300),)),
        Giving(kind=GivingKind.highest_of, parts=(RESOLUTION, RESOLUTION)),
        Giving(kind=GivingKind.sum_of, parts=(RESOLUTION, RESOLUTION)),
        Giving(kind=GivingKind.sum_of, parts=(RESOLUTION, RESOLUTION), most=100),
        Giving(kind=GivingKind.sum_of, parts=(RESOLUTION, RESOLUTION), least=100),
    ]

    printed = {describe(under(way, departs)) for way in ways for departs in Departs}

    assert len(printed) == 2 * len(ways)


def test_a_stored_copy_gives_the_same_rules_back():
    assert type(OWN).from_json(OWN.to_json()) == OWN
