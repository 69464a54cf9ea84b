"""The sections `registration` and `plan` of a programme file: faults with their places, blanks, words, old copies."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from grading.rules.frozen.programme import PROGRAMME
from grading.rules.programme import Programme
from grading.rules.programmes.parts.registration import Selection
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.saying.describing import describe
from grading.rules.programmes.saying.places import assumptions
from tests.shipped import missing

PROGRAMMES = Path("config/programmes")
WORKS = "{min: null, max: null, total: exemplary_works_total, done: exemplary_works_done}"
MISTAKES = [
    ("confirm_by: null", 'confirm_by: "02-30"', "day_of_year", '"02-30"'),
    ("confirm_by: null", 'confirm_by: "31/3"', "pattern", '"31/3"'),
    ("  half_year_check: null\n", "", "required", "needed: true"),
    ("needed: true", "needed: perhaps", "type", "perhaps"),
    ("selection: surveyed", "selection: drawn", "choice", "drawn"),
    ("chosen_by: authority_unit", "chosen_by: nobody", "choice", "nobody"),
    (WORKS, WORKS.replace("exemplary_works_done", "lamps"), "metric_unknown", "lamps}"),
    (WORKS, WORKS.replace("min: null, max: null", "min: 4, max: 3"), "too_big", "4, max"),
    ("years: [2022, 2025]", "years: [2025, 2022]", "years_order", "[2025, 2022]"),
    ("{year: 2024, cells: 30}", "{year: 2026, cells: 30}", "plan_year", "2026, cells"),
    ("{year: 2024, cells: 30}", "{year: 2023, cells: 30}", "duplicate", "2023, cells: 30}\n    - {year: 2025"),
    ("{year: 2024, cells: 30}", "{year: 2024, cells: 0}", "too_small", "0}\n    - {year: 2025"),
    ("by: 2025", "by: 2030", "plan_year", "2030"),
    ("more_than: 25", "more_than: 125", "too_big", "125"),
    ("  model: exemplary_cell\n", "", "required", "title: {vi: Chi bộ kiểu mẫu, en: Exemplary cell}"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in PROGRAMMES.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.mark.parametrize(("old", "new", "code", "at"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_column(folder: Path, old: str, new: str, code: str, at: str) -> None:
    file = folder / "exemplary-cell.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    file.write_text(changed, encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(file)

    start = changed.index(at)
    place = (changed.count("\n", 0, start) + 1, start - changed.rfind("\n", 0, start))
    faults = [(fault.code, (fault.line, fault.column)) for fault in caught.value.findings]
    assert (code, place) in faults


def test_only_a_programme_of_a_title_has_a_registration(folder: Path) -> None:
    regime, section = folder / "r2019.yaml", (folder / "four-good.yaml").read_text(encoding="utf-8")
    start = section.index("\nregistration:") + 1
    text = regime.read_text(encoding="utf-8") + section[start : section.index("selection: open\n") + 16]
    regime.write_text(text, encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(regime)

    assert [(fault.code, fault.path) for fault in caught.value.findings] == [("registration_of_title", "/registration")]


def test_unpublished_values_of_the_exemplary_cell_are_left_to_the_issuer() -> None:
    missing_paths = set(missing(load(PROGRAMMES / "exemplary-cell.yaml")))

    assert {"/registration/confirm_by", "/registration/works/min", "/outcomes/recognised/min_points"} <= missing_paths


def test_the_five_goods_themselves_are_left_to_the_issuer() -> None:
    assert "/groups/five_goods/criteria" in missing(load(PROGRAMMES / "five-good.yaml"))


def test_cells_register_for_the_four_goods_within_the_first_quarter() -> None:
    rule = load(PROGRAMMES / "four-good.yaml").registration

    assert rule is not None
    assert (rule.last_day(2024), rule.selection) == (date(2024, 3, 31), Selection.open)


def test_an_issuer_that_needs_no_registration_has_no_section(four_good: Programme) -> None:
    assert four_good.registration is None
    assert any(assumption.path == "/registration/needed" for assumption in assumptions(four_good))


def test_the_plan_of_the_scheme_is_described_year_by_year() -> None:
    text = describe(load(PROGRAMMES / "exemplary-cell.yaml"))

    assert "    Năm 2023: từ 30 chi bộ trở lên" in text
    assert "    Đến hết năm 2025: trên 25% số chi bộ" in text


def test_a_copy_stored_before_there_were_registrations_can_still_be_read(four_good: Programme) -> None:
    stored = json.loads(four_good.to_json())
    for name in ("format", "registration", "plan"):
        del stored[name]
    del stored["recognition"]["model"]

    copy = Programme.from_json(json.dumps(stored))

    assert (copy.registration, copy.plan, copy.model) == (None, None, "demo-four-good")


def test_a_rating_has_no_model(rating: Programme) -> None:
    assert rating.model is None


def test_in_a_copy_of_an_older_format_the_committee_that_reviews_settles_the_list() -> None:
    programme = load(PROGRAMMES / "exemplary-cell.yaml")
    stored = json.loads(programme.to_json()) | {"format": 4}
    del stored["registration"]["chosen_by"]

    read = PROGRAMME.upgraded(stored)

    assert programme.registration is not None
    assert (programme.registration.chosen_by, read["registration"]["chosen_by"]) == ("authority_unit", "review_unit")
