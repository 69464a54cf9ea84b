"""Every format that was ever stored is read, and is never written over; a number to come is refused in a sentence."""

import json
from dataclasses import replace
from datetime import date

import pytest

from grading.rules.frozen.derivation import DERIVATION
from grading.rules.frozen.dossier import DOSSIER, FrozenAwardOpinion, FrozenDossier
from grading.rules.frozen.formats import UnreadableFormat
from grading.rules.frozen.programme import PROGRAMME
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from tests.formats import FORMATS, golden
from workflows import Layer

EVERY = [pytest.param(kind, path, id=f"{kind}-{path.stem}") for kind in FORMATS for path in golden(kind)]


def text_of(path) -> str:
    return path.read_text(encoding="utf-8").strip()


def newest_of(kind: str) -> str:
    return text_of(golden(kind, FORMATS[kind].format.newest)[0])


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_that_can_be_read_has_a_golden_file(kind):
    numbers = {json.loads(text_of(path)).get("format", 1) for path in golden(kind)}

    assert numbers == set(FORMATS[kind].format.readable)


@pytest.mark.parametrize(("kind", "path"), EVERY)
def test_a_golden_file_names_the_number_that_it_holds(kind, path):
    number = FORMATS[kind].format.number_of(json.loads(text_of(path)))

    assert path.stem.endswith(f"-{number}")


@pytest.mark.parametrize(("kind", "path"), EVERY)
def test_every_format_that_ever_was_says_the_same_as_its_newer_one(kind, path):
    known = FORMATS[kind]
    newest = golden(kind, known.format.newest)
    (same,) = [each for each in newest if each.stem.rpartition("-")[0] == path.stem.rpartition("-")[0]]

    assert known.read(text_of(path)) == known.read(text_of(same))


@pytest.mark.parametrize(("kind", "path"), EVERY)
def test_what_this_version_writes_is_the_golden_file_of_its_number_byte_for_byte(kind, path):
    """When this fails the written form has changed: it needs a new number, an upgrade and golden files of its own
    (CONTRIBUTING.md, “A stored format”)."""
    known = FORMATS[kind]
    if not path.stem.endswith(f"-{known.format.newest}"):
        assert known.rewritten(text_of(path)) != text_of(path)
        return

    assert known.rewritten(text_of(path)) == text_of(path)


@pytest.mark.parametrize("number", [0, 99, "2", None, True, 1.5])
@pytest.mark.parametrize("kind", FORMATS)
def test_a_number_that_this_version_does_not_know_is_refused_with_all_that_it_reads(kind, number):
    stored = json.loads(newest_of(kind)) | {"format": number}

    with pytest.raises(UnreadableFormat, match=r"this version reads 1, 2") as refusal:
        FORMATS[kind].read(json.dumps(stored))

    assert repr(number) in str(refusal.value)


def test_the_refusal_carries_a_reason_with_all_numbers():
    with pytest.raises(UnreadableFormat) as refusal:
        Programme.from_json('{"format": 99}')

    (reason,) = refusal.value.reasons
    assert reason.code == "format_unreadable"
    assert dict(reason.params) == {"stored": "programme", "number": "99", "known": "1, 2, 3, 4, 5, 6, 7"}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("text", ["[]", "{}", "null", "{", '{"format": 2}', '{"key": "x"}'])
def test_a_text_of_another_form_is_no_stored_text(kind, text):
    with pytest.raises(ValueError, match=r"\w"):
        FORMATS[kind].read(text)


def test_the_one_grouping_of_the_oldest_programmes_becomes_a_list():
    stored = {"key": "oldest", "quota": {"level": "EXCELLENT", "group_by": "parent"}}

    assert PROGRAMME.upgraded(stored)["quotas"] == [
        {"key": "quota", "of": "EXCELLENT", "group_by": ["parent"], "at_least": 0}
    ]


# --- the content of a dossier


@pytest.mark.parametrize("path", golden("dossiers", 1), ids=lambda path: path.stem)
def test_a_dossier_is_written_again_in_its_own_older_format_byte_for_byte(path):
    text = text_of(path)

    assert FrozenDossier.from_text(text).to_text(1) == text


@pytest.mark.parametrize("path", golden("dossiers"), ids=lambda path: path.stem)
def test_each_format_of_a_dossier_leads_to_each_other_and_back(path):
    frozen = FrozenDossier.from_text(text_of(path))

    assert [FrozenDossier.from_text(frozen.to_text(number)) for number in DOSSIER.readable] == [frozen] * DOSSIER.newest


def test_what_was_said_by_position_is_read_by_name():
    (path,) = [path for path in golden("dossiers", 1) if path.stem == "grades-1"]
    stored = json.loads(text_of(path))

    frozen = FrozenDossier.from_text(text_of(path))

    own, panel = frozen.newest([Layer.self_]), frozen.newest()
    assert (own.layer, panel.layer) == (Layer.self_, Layer.panel)
    (of_the_cell,) = [each["scores"] for each in stored["assessments"] if each["layer"] == "self"]
    assert own.grades == {key: Grade(grade) for key, (grade, _points, _words) in of_the_cell.items()}
    assert (own.points, frozen.ballots[0].counts.official) == ({}, stored["ballots"][0]["official"])
    assert [frozen.evidence[0].criterion, frozen.evidence[0].name] == stored["evidence"][0][::2]


def test_what_a_cell_proposed_stands_beside_what_others_decided():
    (path,) = [path for path in golden("dossiers", 1) if path.stem == "decided-1"]

    frozen = FrozenDossier.from_text(text_of(path))

    assert frozen.proposed["members_excellent"] == 200
    assert frozen.figures["members_excellent"] != 200
    assert frozen.ballots[0].held_on > date(2022, 1, 1)


def test_a_title_says_the_rating_on_which_it_rests():
    frozen = [FrozenDossier.from_text(text_of(path)) for path in golden("dossiers", 1)]

    assert {(each.rests_on_rating, each.rating) for each in frozen} == {(False, None), (True, None), (True, "GOOD")}


def test_what_the_team_said_about_awards_is_kept_by_name_and_older_texts_hold_no_longer_beside_it():
    older = FrozenDossier.from_text(text_of(golden("dossiers", 1)[0]))
    said = FrozenAwardOpinion(ground="year", by=None, in_favour=True, words="Dẫn đầu xã.")

    frozen = replace(older, award_opinions=(said,))

    assert FrozenDossier.from_text(frozen.to_text()) == frozen
    assert frozen.to_text(1) != older.to_text(1)


def test_the_very_first_revisions_are_read_without_what_is_no_content_any_more():
    stored = json.loads(text_of(golden("dossiers", 1)[0]))

    assert FrozenDossier.from_text(json.dumps(stored | {"paper_received": True})) == FrozenDossier.from_text(
        json.dumps(stored)
    )


# --- the facts of a commendation


def test_the_texts_of_a_paper_are_those_that_it_has_and_its_code_is_read_in_groups():
    facts = FORMATS["facts"].read(newest_of("facts"))

    assert facts.signer_name is None
    assert "signer_name" not in facts.texts()
    assert facts.texts()["recipient"] == facts.recipient
    assert facts.shown_code.replace("-", "") == facts.short_code
    assert [len(part) for part in facts.shown_code.split("-")] == [4, 4, 4]


# --- conditions


ALSO = {"figure": "missed", "operator": "more_than", "value": 0}
CASE = {
    "key": "half",
    "source": "124-QĐ/TW",
    "figure": "met_pct",
    "operator": "less_than",
    "value": 5000,
    "unless": None,
}


def test_a_second_figure_of_an_older_programme_is_one_of_two_joined_clauses():
    stored = {"format": 6, "key": "older", "levels": [{"code": "GOOD", "vetoes": [{**CASE, "also": ALSO}, CASE]}]}

    joined, plain = PROGRAMME.upgraded(stored)["outcomes"][0]["vetoes"]

    own = {"figure": "met_pct", "operator": "less_than", "value": 5000}
    assert joined == {"key": "half", "source": "124-QĐ/TW", "unless": None, "join": "all", "parts": [own, ALSO]}
    assert plain == CASE


@pytest.mark.parametrize(
    ("value", "standing", "parts"),
    [
        (4500, "holds", ["holds", "holds"]),
        (4500, "fails", ["holds", "fails"]),
        (4500, "unknown", ["holds", "unknown"]),
        (5000, "fails", ["fails", "unknown"]),
        (None, "unknown", ["unknown", "unknown"]),
    ],
)
def test_an_older_derivation_says_of_two_figures_as_much_as_it_told(value, standing, parts):
    outcome = {
        "condition": {**CASE, "also": ALSO},
        "standing": standing,
        "value": value,
        "needed": 5000,
        "criteria": [],
    }
    stored = {"format": 2, "rungs": [{"level": "GOOD", "conditions": [], "cases": [outcome]}]}

    (upgraded,) = DERIVATION.upgraded(stored)["rungs"][0]["cases"]

    assert upgraded["condition"]["join"] == "all"
    assert upgraded["standing"] == standing
    assert [part["standing"] for part in upgraded["parts"]] == parts
