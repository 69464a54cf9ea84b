"""Criteria for some types of cell: each cell gets its own criteria, and the points add up for every type."""

import shutil
from pathlib import Path

import pytest

from grading.rules.programme import Programme
from grading.rules.programmes.parts.cell_types import NAMES, CellType
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.words.kinds import CELLS
from tests.shipped import missing

PROGRAMMES, OWN = Path("config/programmes"), Path("tests/programmes/own-exemplary.yaml")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Returns an issuer's file that lies beside the programme that it extends."""
    shutil.copy(PROGRAMMES / "exemplary-cell.yaml", tmp_path)
    return Path(shutil.copy(OWN, tmp_path))


def numbers(programme: Programme) -> list[str]:
    return [criterion.number for criterion in programme.criteria]


def test_a_school_gets_the_criteria_for_schools_and_for_all_cells(file: Path) -> None:
    programme = load(file)

    assert missing(programme) == ()
    assert numbers(programme.for_type("school")) == ["I", "II.3", "III"]
    assert numbers(programme.for_type("cooperative")) == ["I", "II.6", "III"]


@pytest.mark.parametrize("cell_type", CellType)
def test_the_points_of_every_type_add_up_to_the_total(file: Path, cell_type: CellType) -> None:
    programme = load(file).for_type(cell_type)

    assert sum(criterion.max_points or 0 for criterion in programme.criteria) == programme.points_total


def test_a_programme_without_criteria_for_a_type_stays_the_same_for_that_type(four_good: Programme) -> None:
    assert four_good.for_type("school") is four_good


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("{key: type_school, points: {value: 30", "{key: type_school, points: {value: 29", "/points_total"),
        ("{key: type_hamlet, points: {value: 30", "{key: type_hamlet, points: {value: 31", "/points_total"),
    ],
)
def test_points_that_do_not_add_up_for_one_type_are_named_with_it(file: Path, old: str, new: str, path: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(file)

    assert {(fault.code, fault.path) for fault in caught.value.findings} == {("points_type", path)}


def test_an_unknown_type_is_named(file: Path) -> None:
    base = file.with_name("exemplary-cell.yaml")
    base.write_text(base.read_text(encoding="utf-8").replace("[hamlet]", "[village]"), encoding="utf-8")

    with pytest.raises(ProgrammeError) as caught:
        load(file)

    assert "choice" in {fault.code for fault in caught.value.findings}


def test_every_type_has_words_on_pages_and_in_the_printed_programme() -> None:
    assert set(CellType) == set(CELLS) == set(NAMES)
