"""The page about the keys of a programme file: every example is right, and nothing is said of keys that are gone."""

from tests.docs.keys import MEANINGS, keys, validator


def test_every_example_of_a_key_is_what_the_key_may_hold():
    wrong = [
        (key.part, key.name)
        for key in keys()
        if "example" in MEANINGS[key.meant] and not validator(key).is_valid(MEANINGS[key.meant]["example"])
    ]

    assert wrong == []


def test_no_meaning_is_kept_for_a_key_that_no_file_can_have():
    assert {key.meant for key in keys()} == MEANINGS.keys()


def test_every_key_is_explained_in_both_languages():
    unsaid = [name for name, said in MEANINGS.items() if not (said["vi"] and said["en"])]

    assert unsaid == []
