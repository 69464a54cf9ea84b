"""A code typed under a Vietnamese keyboard, read back from the marks that the keyboard made."""

import pytest

from grading.services.commendations.codes import readings

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
