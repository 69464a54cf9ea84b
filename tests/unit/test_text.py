"""Vietnamese text: its normal form, the search without marks, the alphabet's order, written numbers and dates."""

import random
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading import text

ALPHABET = ["An", "Án", "Ăn", "Ân", "Ấn", "Ba", "Cù", "Dung", "Đào", "Đức", "Em", "Ê", "Giang", "Hòa", "Lan", "Ngã",
            "Ông", "Ơn", "Phú", "Quý", "Sơn", "Tân", "Uyên", "Ưng", "Vạn", "Xuân", "Yên"]  # fmt: skip
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]
CELLS = ["Chi bộ Ấp 2", "Chi bộ ấp 10", "Chi bộ ấp Ân Phú", "Chi bộ ấp Đá Nổi", "Chi bộ Trường Tiểu học"]
NAMES_AS_ISSUED = ["Hoà Thuận", "Hòa Thuận", "Thạnh Lộc", "Ủy ban", "Uỷ ban", "Ngọc Chúc", "Giồng Riềng"]


@pytest.mark.parametrize("wanted", [ALPHABET, TONES, CELLS], ids=["letters", "tones", "numbers by their value"])
def test_names_are_sorted_in_the_order_of_the_vietnamese_alphabet(wanted):
    shuffled = random.Random(7).sample(wanted, len(wanted))

    sorted_names = sorted(shuffled, key=text.sort_key)

    assert sorted_names == wanted


def test_a_letter_counts_before_a_tone():
    sorted_names = sorted(["Hồng Ba", "Hông Bá", "Hông Ba", "Hổng An"], key=text.sort_key)

    assert sorted_names == ["Hổng An", "Hông Ba", "Hông Bá", "Hồng Ba"]


@pytest.mark.parametrize("name", NAMES_AS_ISSUED)
def test_both_normal_forms_give_the_same_keys(name):
    composed, decomposed = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)

    assert text.search_key(composed) == text.search_key(decomposed)
    assert text.sort_key(composed) == text.sort_key(decomposed)
    assert text.nfc(decomposed) == composed


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Đảng bộ xã Hoà Thuận", "dang bo xa hoa thuan"),
        ("ĐỒNG", "dong"),
        ("Giồng Riềng", "GIONG RIENG"),
        ("Chi bộ  ấp\tThạnh Ngọc ", "chi bo ap thanh ngoc"),
        ("Ủy ban", "uy ban"),
        ("chi bộ ấp đá nổi", "chi bo ap da noi"),
        ("Trường THCS Đường Xuồng", "truong thcs duong xuong"),
    ],
)
def test_a_name_is_found_when_it_is_typed_without_marks(name, typed):
    assert text.search_key(name) == text.search_key(typed)


@pytest.mark.parametrize(
    "name", ["Chi bộ ấp \u00d0ông", "Chi bộ ấp \u00f0ông", "Chi bộ ấp Đô\u200bng", "\ufeffChi bộ ấp Đông\u200e"]
)
def test_no_sign_that_looks_like_another_or_like_nothing_hides_a_name(name):
    assert text.search_key(name) == text.search_key("chi bộ ấp Đông") == "chi bo ap dong"
    assert text.sort_key(name) == text.sort_key("Chi bộ ấp Đông")


def test_the_search_treats_both_spellings_of_a_tone_alike():
    assert text.search_key("Hoà Thuận") == text.search_key("Hòa Thuận")


@given(st.text(max_size=40))
def test_keys_are_stable_for_any_text(anything):
    key = text.search_key(anything)

    assert text.search_key(key) == key
    assert text.sort_key(text.nfc(anything)) == text.sort_key(anything)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (6540, "65,4", "65.4"), (6504, "65,04", "65.04"), (276700, "2.767", "2,767"), (0, "0", "0"),
        (5, "0,05", "0.05"), (123456789, "1.234.567,89", "1,234,567.89"),
        (-1250, "-12,5", "-12.5"), (-5, "-0,05", "-0.05"),
    ],
)  # fmt: skip
def test_hundredths_are_written_with_the_mark_of_the_language(value, vi, en):
    assert text.hundredths(value) == vi
    assert text.hundredths(value, "en") == en
    assert text.percent(value) == f"{vi}%"


def test_thousands_are_separated_with_the_mark_of_the_language():
    assert text.count(2767) == "2.767"
    assert text.count(2767, "en") == "2,767"
    assert text.count(999) == "999"


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [(160, 245, 6530), (148, 245, 6040), (1, 3, 3330), (2, 3, 6670), (1, 16, 630), (3, 16, 1880), (5, 0, 0), (0, 9, 0)],
)
def test_a_share_is_rounded_half_up_to_one_decimal(part, whole, found):
    assert text.share(part, whole) == found


def test_dates_and_times_are_those_of_hanoi_and_written_as_on_papers():
    moment = datetime(2022, 12, 31, 17, 5, tzinfo=UTC)

    assert text.day(date(2022, 12, 6)) == "06/12/2022"
    assert text.clock_time(moment) == "00 giờ 05 phút"
    assert text.moment(moment) == "00 giờ 05 phút, ngày 01/01/2023"
    assert text.moment(moment, "en") == "00:05, 01/01/2023"


def test_text_is_quoted_with_printed_quotation_marks():
    assert text.quoted("Hoàn thành tốt nhiệm vụ") == "“Hoàn thành tốt nhiệm vụ”"


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("\u202eđảo ngược\u202c", "đảo ngược"),
        ("a\u2066b\u2069c\u200ed\u200f", "abcd"),
        ("không\u200b\u2060\ufeff rộng\u00ad", "không rộng"),
        ("một\x07\x1b dòng\x85\u2028", "một dòng"),
        ("hai\r\ndòng\tcó dấu", "hai\r\ndòng\tcó dấu"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("Hòa, Hoà", "Hòa, Hoà"),
    ],
)
def test_signs_that_nobody_sees_are_removed(brought, kept):
    assert text.without_controls(brought) == kept


@pytest.mark.parametrize(
    ("typed", "has_one"),
    [("ừ", True), ("1 a.", True), ("", False), ("12.", False), ("\u3164\u115f\u1160\uffa0", False)],
)
def test_a_filler_that_shows_nothing_is_no_letter(typed, has_one):
    assert text.has_letter(typed) is has_one
