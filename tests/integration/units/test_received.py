"""What the dossier of a unit that ended handed over is read on the dossier of its successor."""

import pytest

from grading import clock, text
from tests.reading import words_of
from tests.reorganising import CELL, OTHER, answered, divided, merged, task_page
from tests.season import Season
from workflows import State

WORDS = "Bàn giao 7 biên bản, sổ nghị quyết."


@pytest.fixture
def received(season: Season) -> Season:
    """A campaign in which the second cell merged into the first, and its dossier was handed over."""
    season.open()
    merged(season, CELL, OTHER, into=CELL)
    answered(season, OTHER, "hand_over", WORDS)
    return season


@pytest.mark.parametrize("below", ["", "/history", "/check"])
def test_the_successors_cell_reads_from_whom_it_received_what_and_when(received, below):
    client = received.client(received.secretary(CELL))

    page = words_of(client.get(f"/dossiers/{received.dossier_id(CELL)}{below}"))

    assert f"Nhận bàn giao từ Chi bộ 02 xã Mẫu A, ngày {text.day(clock.day(received.now))} {WORDS}" in page


@pytest.mark.parametrize("below", ["", "/history"])
def test_the_reviewer_of_the_successor_reads_it_too(received, below):
    client = received.client(received.reviewer(CELL))

    page = words_of(client.get(f"/dossiers/{received.dossier_id(CELL)}{below}"))

    assert WORDS in page


def test_the_home_of_the_successor_has_a_notice_of_it(received):
    page = words_of(received.client(received.secretary(CELL)).get("/"))

    assert "Nhận bàn giao của tổ chức trước khi sáp nhập, chia tách, năm 2022 Chi bộ 02 xã Mẫu A" in page


def test_a_dossier_that_received_nothing_says_nothing(received):
    third = "HU-A-03"

    page = words_of(received.client(received.secretary(third)).get(f"/dossiers/{received.dossier_id(third)}"))

    assert "Nhận bàn giao" not in page


TWO = (("HU-A-21", "Chi bộ ấp Hai Mốt"), ("HU-A-22", "Chi bộ ấp Hai Hai"))


def test_after_a_division_the_task_names_every_successor_and_each_gets_its_dossier(season):
    season.open()
    divided(season, OTHER, *TWO)
    asked = words_of(season.client(season.reviewer(OTHER)).get(task_page(season, OTHER)))

    answered(season, OTHER, "hand_over", WORDS)

    assert "Tổ chức tiếp nhận Chi bộ ấp Hai Mốt Chi bộ ấp Hai Hai" in asked
    assert [season.state(code) for code, _name in TWO] == [State.draft] * 2
    for code, _name in TWO:
        client = season.client(season.secretary(code))
        assert WORDS in words_of(client.get(f"/dossiers/{season.dossier_id(code)}"))
