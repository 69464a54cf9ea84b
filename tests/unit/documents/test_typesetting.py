"""Typesetting of Vietnamese: dates, lines of the entries, words that stay on one line."""

import unicodedata
from datetime import date

import pytest

from grading.documents.phrases import decision_line, place_date, register_line
from grading.documents.typesetting import boxed, missing_letters, paragraphs, typeset


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2023, 1, 5), "Giồng Riềng, ngày 05 tháng 01 năm 2023"),
        (date(2022, 2, 28), "Giồng Riềng, ngày 28 tháng 02 năm 2022"),
        (date(2022, 3, 9), "Giồng Riềng, ngày 09 tháng 3 năm 2022"),
        (date(2022, 12, 31), "Giồng Riềng, ngày 31 tháng 12 năm 2022"),
        (None, "Giồng Riềng, ngày …. tháng …. năm ……"),
    ],
)
def test_a_date_has_a_zero_before_days_1_to_9_and_months_1_and_2(day, written):
    assert place_date("Giồng Riềng", day) == written


def test_the_entries_name_the_decision_and_the_number_in_the_register():
    assert decision_line("127-QĐ/HU", date(2023, 1, 5)) == "Quyết định số 127-QĐ/HU, ngày 05 tháng 01 năm 2023"
    assert decision_line(None, None) == "Quyết định số ……, ngày …. tháng …. năm ……"
    assert register_line(2, 2023) == "Số vào sổ: 02/2023"


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("nghề nghiệp - Giáo dục", '<span class="keep">nghiệp -</span>'),
        ("5 năm liền (2018 - 2022)", '<span class="keep">(2018 - 2022)</span>'),
        ("số 127-QĐ/HU, ngày 05 tháng 01 năm 2023", '<span class="keep">ngày 05 tháng 01 năm 2023</span>'),
    ],
)
def test_words_that_belong_together_stay_on_one_line(text, together):
    assert together in typeset(text)


def test_a_word_too_long_to_keep_with_its_hyphen_is_left_as_it_is():
    text = "x" * 40 + " - y"

    assert typeset(text) == text


def test_text_is_composed_and_escaped_and_loses_control_characters():
    text = unicodedata.normalize("NFD", "Đảng  ủy") + "\x00\n<b>&\u200b"

    assert typeset(text) == "Đảng ủy &lt;b&gt;&amp;"


def test_a_line_break_typed_into_a_box_makes_a_paragraph():
    assert paragraphs("Một\r\n\r\n  hai \n\x00") == ["Một", "hai"]


def test_letters_that_a_font_lacks_are_named_once():
    assert missing_letters("Đảng 🎉 ủy 🎉 ☐", "EBGaramond-Regular") == "🎉☐"


def test_a_paper_shows_a_box_where_its_font_has_no_letter():
    assert boxed("Tốt 🎉", "Tinos-Regular") == "Tốt □"
