"""An import of past awards or successions says what it would not store: what differs, stands twice, or is to come."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import PastAward, Succession
from grading.services.ground.csv_rows import FileRefused
from grading.services.results.years_running import import_past_awards
from grading.services.units.successions import import_successions

AWARDS, SUCCESSIONS = "year,unit_code,source", "predecessor_code,successor_code,kind,on"
AWARD, SUCCESSION = "2018,HU-A-01,QĐ 12", "HU-B-01,HU-A-01,merger,2020-01-01"
IMPORTS = {AWARDS: import_past_awards, SUCCESSIONS: import_successions}


@pytest.fixture
def bring(season, tmp_path):
    def bring_in(head, *rows):
        path = tmp_path / "a.csv"
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        with season.writing() as session:
            return IMPORTS[head](session, command(season.now), path)

    return bring_in


def places(bring, head, *rows):
    with pytest.raises(FileRefused) as refusal:
        bring(head, *rows)
    return [(fault.line, fault.column, fault.reason.code) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("head", "stored", "row", "fault"),
    [
        (AWARDS, AWARD, "2018,HU-A-01,QĐ 13", ("source", "award_differs")),
        (SUCCESSIONS, SUCCESSION, "HU-B-01,HU-A-01,division,2020-01-01", ("kind", "succession_differs")),
        (SUCCESSIONS, SUCCESSION, "HU-B-01,HU-A-01,merger,2020-01-02", ("on", "succession_differs")),
    ],
)
def test_a_row_that_differs_from_what_stands_is_refused_with_its_place(bring, head, stored, row, fault):
    bring(head, stored)

    assert places(bring, head, row) == [(2, *fault)]


@pytest.mark.parametrize(
    ("head", "rows", "fault"),
    [
        (AWARDS, [AWARD, "2018,hu-a-01,QĐ 13"], (3, "year", "csv_repeated")),
        (SUCCESSIONS, [SUCCESSION, "HU-B-01,HU-A-01,division,2021-01-01"], (3, "successor_code", "csv_repeated")),
        (AWARDS, ["2028,HU-A-01,QĐ 12"], (2, "year", "year_to_come")),
        (SUCCESSIONS, ["HU-B-01,HU-A-01,merger,01/07/2999"], (2, "on", "date_future")),
    ],
)
def test_a_row_that_stands_twice_or_is_to_come_is_refused_with_its_place(bring, head, rows, fault):
    assert places(bring, head, *rows) == [fault]


def test_codes_of_units_are_read_in_small_letters_and_with_signs_that_nobody_sees(season, bring):
    numbers = [bring(AWARDS, "2018,hu-a-01\u200b,QĐ 12"), bring(SUCCESSIONS, "hu-b-01,\u200bHU-a-01,merger,2020-01-01")]

    assert numbers == [1, 1]
    with season.reading() as session:
        assert (session.scalar(select(PastAward.period_id)), session.scalar(select(Succession.on)).year) == (2018, 2020)
