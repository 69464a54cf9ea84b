"""A code typed under a Vietnamese keyboard, read back from the marks that the keyboard made."""

import pytest

from grading.services.commendations.codes import plain_code, readings

TYPED = [
    ("ƯKQ7MNPQR2ZH", "WKQ7MNPQR2ZH"), ("KƯQ7MNPR2ZH", "KUWQ7MNPR2ZH"), ("ĐKQ7MNPQR2Z", "DDKQ7MNPQR2Z"),
    ("Đkq7-mnpq-r2z", "DDKQ7MNPQR2Z"), ("KQÁMNPQR2ZH", "KQASMNPQR2ZH"), ("ÂKQMNPQR2ZH", "AAKQMNPQR2ZH"),
    ("ÂKQMNPQR2ZH", "A6KQMNPQR2ZH"), ("ƠKQMNPQR2ZH", "O7KQMNPQR2ZH"), ("KQÀMNPQR2ZH", "KQA2MNPQR2ZH"),
    ("KẤMNPQRZHK", "KAASMNPQRZHK"), ("KẤMNPQRZHK", "KASAMNPQRZHK"), ("ĐKƯMNPQRZH", "DDKUWMNPQRZH"),
    ("ÁNGKQMNPQRZ", "ANGSKQMNPQRZ"), ("D\u0323KQ7MNPQRZH", "DJKQ7MNPQRZH"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), TYPED)
def test_the_keys_are_among_the_readings_of_the_marks(typed, code):
    assert code in readings(typed)


def test_a_code_without_marks_has_one_reading():
    assert readings(" wkq7-mnpq r2zh.") == ("WKQ7MNPQR2ZH",)


def test_a_text_full_of_marks_is_not_read_for_ever():
    assert len(readings("Ấ" * 80)) <= 3_000


@pytest.mark.parametrize("typed", [
    "https://x.vn/verify/{}", "https://x.vn/verify/{}?fbclid=IwAR0abcDEFghijk", "x.vn/verify/{}?utm_source=zalo",
    "x.vn/verify/{}#top", "x.vn/verify/{}?lang=vi", "x.vn/verify/{}/", "{}%20", "{} để kiểm tra", "{}%20để", "Mã: {}",
    "Mã kiểm tra {}", "HTTPS://X/VERIFY/{}", "x.vn/verify?lang=vi&code={}", "x.vn/verify?code={}&lang=vi", "({}).",
])  # fmt: skip
@pytest.mark.parametrize("code", ["WKQ7-MNPQ-R2ZH", "wkq7mnpqr2zh", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])
def test_a_code_is_found_in_its_link_and_among_other_words(typed, code):
    plain = code.replace("-", "").upper()

    assert plain in readings(typed.format(code))
    assert plain_code(typed.format(code)) == plain


def test_a_code_in_groups_behind_a_word_of_four_letters_is_one_of_the_readings():
    assert "WKQ7MNPQR2ZH" in readings("code WKQ7 MNPQ R2ZH")


def test_a_link_without_a_code_holds_none():
    assert plain_code("https://x.vn/verify?lang=vi") == ""
