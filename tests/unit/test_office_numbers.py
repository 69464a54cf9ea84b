"""The number of an office is read in every grouping; a person's mobile number is never kept."""

import pytest

from grading.services.units.offices import number_of
from grading.words.units import phone_words
from workflows import Reason


@pytest.mark.parametrize(
    ("typed", "digits", "shown"),
    [
        ("0297.3821.234", "02973821234", "0297 3821234"),
        ("+84 297 3821234", "02973821234", "0297 3821234"),
        ("(024) 3825-3525", "02438253525", "024 38253525"),
        ("1900 1234", "19001234", "1900 1234"),
        ("  ", "", ""),
    ],
)
def test_a_number_is_read_as_offices_write_it(typed, digits, shown):
    read = number_of(typed)

    assert read == digits
    assert phone_words(digits) == shown


@pytest.mark.parametrize(
    ("typed", "code"),
    [("0912 345 678", "phone_of_person"), ("+84912345678", "phone_of_person"), ("3821234", "phone_shape"),
     ("gọi anh Ba", "phone_shape"), ("02973821234567", "phone_shape")],
)  # fmt: skip
def test_what_is_no_number_of_an_office_is_refused(typed, code):
    assert number_of(typed) == Reason(code=code, params={"value": typed})
