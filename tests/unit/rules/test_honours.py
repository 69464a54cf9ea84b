"""Awards in a programme file: their text and their worth on a day, and stored copies that lack newer fields."""

import json
from datetime import date

import pytest

from grading.rules.programme import Programme
from grading.rules.programmes.saying.describing import describe
from tests.shipped import missing


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 9, 27), "“Trong sạch, vững mạnh” tiêu biểu"),
        (date(2021, 9, 28), "“Hoàn thành xuất sắc nhiệm vụ” tiêu biểu"),
        (date(2022, 12, 26), "“Hoàn thành xuất sắc nhiệm vụ” tiêu biểu"),
    ],
)
@pytest.mark.parametrize("key", ["Y", "F"])
def test_the_name_of_an_award_depends_on_the_day_of_the_decision(
    regime: Programme, key: str, day: date, words: str
) -> None:
    assert words in regime.award(key).text_on(day).vi


def test_an_award_is_worth_what_the_table_says_on_the_day(regime: Programme) -> None:
    award = regime.award("Y")

    assert (award.times_on(date(2015, 10, 26)), award.times_on(date(2015, 10, 27))) == (None, 60)
    assert regime.award("F").times_on(date(2022, 12, 26)) == 150


def test_the_file_says_who_may_give_an_award(regime: Programme, rating: Programme) -> None:
    assert regime.award("Y").given_by == ("committee_grassroots",)
    assert rating.award("Y").given_by == ("committee_grassroots", "committee_upper")


def test_the_printed_programme_shows_names_givers_and_worth(regime: Programme) -> None:
    printed = describe(regime)

    assert "Quyết định ban hành trước ngày 28/09/2021: Đạt tiêu chuẩn “Trong sạch, vững mạnh”" in printed
    assert "Cấp tặng: đảng ủy cơ sở" in printed
    assert "0,6 lần mức lương cơ sở" in printed
    assert "5 năm liền tính theo: chưa quy định" in printed
    assert "Nhóm để tính: chưa quy định" in printed


def test_a_copy_stored_before_groups_and_dated_texts_is_still_read(rating: Programme) -> None:
    stored = json.loads(rating.to_json())
    del stored["format"]
    stored["levels"] = stored.pop("outcomes")
    for level in stored["levels"]:
        level["code"] = level.pop("counts_as")
        for new_field in ("key", "within", "min_pct", "min_each", "requires_rating_at_least", "caps", "unset"):
            level.pop(new_field, None)
    (listed,) = stored.pop("quotas")
    kept = {name: listed[name] for name in ("pct", "base", "rounding", "exceptional_pct")}
    stored["quota"] = {**kept, "level": listed["of"], "group_by": "parent"}
    del stored["base_pay"]
    for award in stored["awards"]:
        for new_field in ("earlier", "given_by", "streak_base", "merger_breaks", "coefficients"):
            del award[new_field]

    programme = Programme.from_json(json.dumps(stored))

    assert programme.quotas[0].group_by == ("parent",)
    assert programme.award("F").streak_base == "rating"
    assert missing(programme) == ()
