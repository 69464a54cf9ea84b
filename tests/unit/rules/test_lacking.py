"""What a condition lacks is said in its smallest parts: a figure and by how much, a criterion, how many of a list."""

import pytest

from grading.rules.clauses import look
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause
from grading.rules.programmes.parts.operands import OutcomeOf
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.lacking import lacking
from grading.rules.standings import Found
from tests.unit.rules.test_clauses import DIPLOMA, FAILS, GROUPS, HOLDS, LISTS, SAFE, SHARES, condition_of


def said(programme: Programme, key: str, known: Known) -> Text:
    condition = condition_of(programme, key)
    return lacking(programme, condition, look(programme, condition, known))


def test_a_list_says_how_many_more_are_needed_and_what_each_lacks():
    words = said(LISTS, "integration", Known(figures={"languages": 100, "exchanges": 0}))

    assert words.vi == (
        "mới đạt 1 trong 3 điều kiện, còn thiếu 1: (1) “Hoạt động giao lưu” là 0, yêu cầu từ 1 trở lên (thiếu 1); "
        "(2) chưa có số liệu “Khóa kỹ năng”"
    )
    assert words.en == (
        "1 of 3 hold, 1 more needed: (1) “Exchanges” is 0, at least 1 needed (1 short); "
        "(2) no figure yet: “Courses of skills”"
    )


def test_only_what_fails_is_named_and_lists_within_lists_stand_in_brackets():
    figures = {"conduct": 7950, "disciplined": 0, "contests": 0, "deeds": 0, "papers": 0}

    words = said(LISTS, "morals", Known(figures=figures))

    assert words.vi == "“Điểm rèn luyện bình quân” là 79,5, yêu cầu từ 80 trở lên (thiếu 0,5)"
    assert said(LISTS, "morals", Known(figures=figures | {"conduct": 8000, "brave": 0})).vi.startswith(
        "[mới đạt 0 trong 4 điều kiện, còn thiếu 1: (1) “Cuộc thi học tập Bác” là 0"
    )


@pytest.mark.parametrize(
    ("programme", "key", "known", "words"),
    [
        (SAFE, "crime_not_rising", Known(figures={"crimes": 800}, before={"crimes": 700}),
         "“Số vụ phạm tội” là 8, yêu cầu không quá 7 (vượt 1)"),
        (SAFE, "crime_not_rising", Known(figures={"crimes": 800}),
         "chưa có số liệu “Số vụ phạm tội” của năm trước"),
        (SAFE, "registered", Known(registered=False), "chưa đạt: Đã đăng ký"),
        (SHARES, "shares", Known(points={"results": 2799, "time": 2000, "staff": 2500, "rooms": 0}),
         "tiêu chí I.1 là 69,98% điểm tối đa, yêu cầu từ 70% điểm tối đa trở lên (thiếu 0,02); "
         "tiêu chí II.2 là 0% điểm tối đa, yêu cầu từ 70% điểm tối đa trở lên (thiếu 70)"),
        (SHARES, "none_at_zero", Known(points={"rooms": 0}), "tiêu chí II.2 được 0 điểm"),
        (GROUPS, "all_a", Known(points={"growth": 0, "result": 0, "capital_row": 50000, "governance_row": 20000}),
         "Nhóm I, II, III: mọi nhóm đạt loại A; chưa đạt: I"),
        (DIPLOMA, "members_titles", Known(figures={}, unit_kind="committee_grassroots"),
         "[thuộc trường hợp phải loại trừ: Là đảng bộ cơ sở]"),
    ],
)  # fmt: skip
def test_a_failing_or_open_clause_names_the_smallest_things_in_the_way(programme, key, known, words):
    assert said(programme, key, known).vi == words


def test_an_outcome_of_an_earlier_year_is_named_with_its_year():
    found = Found(
        standing=FAILS, parts=(Found(standing=HOLDS, outcome="EXCELLENT"), Found(standing=FAILS, outcome="GOOD"))
    )
    asked = OutcomeOf(of="rating", at_least="EXCELLENT", years_ago=(1, 2))

    words = lacking(DIPLOMA, Clause(outcome_of=asked), found)

    assert words.vi == ("Được xếp loại “Hoàn thành xuất sắc nhiệm vụ”; kết quả 2 năm trước: Hoàn thành tốt nhiệm vụ")
