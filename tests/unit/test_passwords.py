"""Passwords are kept as hashes that are slow to guess; one of weaker parameters is made anew at the next sign-in."""

import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import CHEAPEST

from grading.services.accounts import passwords
from tests.quick_passwords import OF_THE_SERVICE
from tests.season import PASSWORD


def test_the_service_hashes_with_the_parameters_that_owasp_asks_for():
    made = extract_parameters(OF_THE_SERVICE.hash(PASSWORD))

    assert (made.type.name, made.memory_cost, made.time_cost, made.parallelism) == ("ID", 19 * 1024, 2, 1)


def test_a_hash_of_weaker_parameters_is_outdated(monkeypatch):
    weaker = PasswordHasher.from_parameters(CHEAPEST).hash(PASSWORD)
    monkeypatch.setattr(passwords, "hasher", OF_THE_SERVICE)

    assert passwords.is_outdated(weaker)
    assert not passwords.is_outdated(passwords.hashed(PASSWORD))


def test_a_name_without_a_password_matches_nothing():
    assert not passwords.matches(None, PASSWORD)
    assert not passwords.matches(None, "nobody signs in with this")
    assert passwords.matches(passwords.hashed(PASSWORD), PASSWORD)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_vietnamese_password_matches_however_the_keyboard_writes_its_letters(form):
    password = "mùa lúa chín vàng"

    kept = passwords.hashed(unicodedata.normalize(form, password))

    assert all(passwords.matches(kept, unicodedata.normalize(typed, password)) for typed in ("NFC", "NFD"))


def test_a_password_that_was_kept_before_there_was_one_form_still_matches():
    decomposed = unicodedata.normalize("NFD", "mùa lúa chín vàng")

    kept = passwords.hasher.hash(decomposed)

    assert passwords.matches(kept, decomposed)
