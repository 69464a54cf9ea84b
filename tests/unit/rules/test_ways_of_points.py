"""Points by rows for a size or a type of unit, by equal steps, by the level of the year, and what may be chosen."""

from dataclasses import replace
from pathlib import Path

import pytest

from grading.rules import giving
from grading.rules.known import Known
from grading.rules.programmes.parts.choosing import Option, Typed
from grading.rules.programmes.parts.giving import Band, Case, Giving, GivingKind
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.places import blanks
from grading.rules.programmes.saying.working import working_sentence
from tests.giving import OWN, figures, under

MEETING = load(Path("tests/programmes/own-meeting.yaml"))
CONDUCT = load(Path("tests/programmes/own-conduct.yaml"))


def given(key, programme=CONDUCT, rating=None, **known):
    values = {name: int(value * 100) for name, value in known.items()}
    return giving.given(programme, Known(figures=values, rating=rating))[key]


@pytest.mark.parametrize(
    ("members", "minutes", "points"),
    [(29, 90, 500), (29, 89, 400), (29, 75, 400), (29, 74, 300), (29, 45, 200), (29, 44, 100), (30, 120, 500),
     (30, 119, 400), (30, 90, 300), (30, 60, 200), (30, 59, 100)],
)  # fmt: skip
def test_the_norm_depends_on_the_size_of_the_unit(members, minutes, points):
    assert given("length_row", MEETING, members=members, minutes=minutes).points == points


def test_without_the_size_there_are_no_points_and_the_size_is_named():
    found = given("length_row", MEETING, minutes=90)

    assert (found.points, found.missing) == (None, ("members",))


def test_the_rows_may_depend_on_the_type_of_the_cell():
    cases = (
        Case(types=("school",), rows=(Band(least=0, points=100),)),
        Case(types=("hamlet",), rows=(Band(least=0, points=400),)),
    )
    programme = under(Giving(kind=GivingKind.bands, figure="attendance_pct", cases=cases))

    found = giving.given(programme, Known(figures=figures(), cell_type="hamlet"))["attendance"]

    assert found.points == 400


@pytest.mark.parametrize(
    ("people", "points"),
    [
        (0, 1000),
        (500_000, 1000),
        (529_999, 1000),
        (530_000, 1050),
        (560_000, 1100),
        (1_700_000, 3000),
        (9_000_000, 3000),
    ],
)
def test_steps_are_equal_whole_and_capped(people, points):
    assert given("population", people=people).points == points


@pytest.mark.parametrize(
    ("share", "points"), [(19.99, 0), (20, 100), (30, 100), (34.99, 100), (35, 125), (50, 200), (100, 200)]
)
def test_before_the_floor_there_are_no_steps(share, points):
    assert given("reformed", reformed_pct=share).points == points


@pytest.mark.parametrize(("share", "points"), [(40, 100), (10, 100), (9.51, 100), (9.5, 200), (0.5, 2000), (0, 2000)])
def test_steps_may_count_downwards(share, points):
    assert given("poor", poor_pct=share).points == points


@pytest.mark.parametrize(("level", "points"), [("EXCELLENT", 500), ("GOOD", 300), ("NOT_COMPLETED", 0), (None, None)])
def test_the_level_of_the_year_gives_points_once_it_is_decided(level, points):
    assert given("class_office", rating=level).points == points


def test_what_is_taken_off_may_go_below_nothing():
    few, many = given("exam_rules", reprimands=2, suspensions=0), given("exam_rules", reprimands=9, suspensions=0)

    assert (few.points, many.points) == (-400, -600)


def test_from_one_suspension_on_the_least_is_reached():
    assert given("exam_rules", reprimands=0, suspensions=1).points == -600


def test_any_absence_without_reason_leaves_the_least():
    few = given("present_row", MEETING, due=20, present=20, absent=1)

    assert (few.points, given("present_row", MEETING, due=20, present=20, absent=0).points) == (100, 400)


@pytest.mark.parametrize(
    ("key", "known", "sentence"),
    [
        ("population", {"people": 560_000},
         "Số dân 560.000: mức gốc 10 điểm, mỗi 30.000 thêm được cộng 0,5 điểm, nhiều nhất 30 điểm, được 11 điểm."),
        ("poor", {"poor_pct": 9},
         "Tỷ lệ hộ nghèo 9%: mức gốc 1 điểm, mỗi 0,5% giảm được cộng 1 điểm, nhiều nhất 20 điểm, được 3 điểm."),
        ("reformed", {"reformed_pct": 12}, "Tỷ lệ đơn vị đạt chuẩn 12%: được 0 điểm."),
        ("class_office", {"rating": "GOOD"}, "Xếp loại của năm “Hoàn thành tốt nhiệm vụ” được 3 điểm."),
        ("class_office", {}, "Chưa có điểm: chưa có mức xếp loại của năm."),
    ],
)  # fmt: skip
def test_the_working_is_said(key, known, sentence):
    assert working_sentence(CONDUCT, given(key, **known)).vi == sentence


def test_the_working_names_the_case():
    found = given("length_row", MEETING, members=25, minutes=80)

    assert working_sentence(MEETING, found).vi == (
        "Số đảng viên 25 (dưới 30); Số phút sinh hoạt 80: từ 75 đến dưới 90 được 4 điểm."
    )


@pytest.mark.parametrize(
    ("key", "known", "sentence"),
    [
        ("committee_meeting", {"committee_members": 1},
         "Không áp dụng (Số cấp ủy viên của chi bộ 1; chỉ áp dụng khi từ 2 trở lên): được tính đủ 2 điểm."),
        ("thematic", {"thematic_meetings": 0},
         "Không áp dụng (Số buổi sinh hoạt chuyên đề trong tháng 0; chỉ áp dụng khi từ 1 trở lên): không chấm, các "
         "tiêu chí khác trong nhóm được tính bù."),
        ("thematic", {},
         "Chưa rõ có áp dụng hay không: còn thiếu số liệu Số buổi sinh hoạt chuyên đề trong tháng."),
    ],
)  # fmt: skip
def test_a_criterion_that_does_not_apply_says_why(key, known, sentence):
    assert working_sentence(MEETING, given(key, MEETING, **known)).vi == sentence


@pytest.mark.parametrize(
    ("typed", "taken", "refused"),
    [
        (None, [100, 250, 400], [99, 0, 401]),
        (Typed(step=25), [100, 125, 400], [110, 0]),
        (Typed(options=(Option(points=400), Option(points=100))), [100, 400], [200, 0, 401]),
    ],
)
def test_only_what_the_table_names_may_be_typed(typed, taken, refused):
    criterion = replace(OWN.criteria[0], least=100, typed=typed)

    assert [criterion.takes(points) for points in taken] == [True] * len(taken)
    assert not any(criterion.takes(points) for points in refused)


def test_a_value_that_the_issuer_has_to_give_keeps_a_campaign_shut(tmp_path):
    text = Path("tests/programmes/own-points.yaml").read_text(encoding="utf-8")
    (tmp_path / "own-points.yaml").write_text(text.replace("{from: 90, points: 4}", "{from: 90, points: null}"))

    programme = load(tmp_path / "own-points.yaml")

    assert [blank.path for blank in blanks(programme)] == ["/groups/meetings/criteria/attendance/given_by"]
    assert "attendance" not in giving.given(programme, Known(figures=figures()))
