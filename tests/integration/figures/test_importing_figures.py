"""A file of figures is imported as a whole: read once, written once, whatever its length."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Done, Event, Figure, Stage
from grading.services.figures import figures, importing
from grading.services.ground.csv_rows import FileRefused
from tests.reading import questions_of
from tests.seats import get

CELLS = ("HU-A-01", "HU-A-02", "HU-A-03")
METRICS = ("members_official", "members_probationary", "members_good")
HEADER = "year,unit_code,metric,value\n"


@pytest.fixture
def take_in(season, tmp_path):
    """Imports rows (year, cell, metric, value) from a file, and returns how many were new."""
    programme = season.programme("demo-giong-rieng-r2019")

    def take_in(*rows):
        path = tmp_path / "figures.csv"
        path.write_text(HEADER + "".join(",".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
        with season.writing() as session:
            return importing.import_figures(session, command(season.now), path, programme, source="Báo cáo")

    return take_in


def stored(season):
    with season.reading() as session:
        rows = session.scalars(select(Figure).order_by(Figure.id))
        return [(row.period_id, row.metric, row.value, row.stage, row.source) for row in rows]


def test_a_long_file_costs_as_many_statements_as_a_short_one(season, take_in):
    places = [(year, cell) for year in (2020, 2021) for cell in CELLS]
    take_in(*((*place, METRICS[0], 1) for place in places))
    costs = []

    for metrics in (METRICS[:1], METRICS):
        with questions_of(season.engine) as sent:
            take_in(*((*place, metric, 2 + len(metrics)) for place in places for metric in metrics))
        costs.append(len(sent))

    assert costs[0] == costs[1]


def test_each_row_is_stored_once_as_proposed_and_a_unit_gets_one_line_of_the_record(season, take_in):
    rows = [(2021, CELLS[0], "members_official", "1.250"), (2022, CELLS[0], "members_official", 3)]

    number = take_in(*rows)

    assert number == 2
    assert stored(season) == [
        (2021, "members_official", 125_000, Stage.proposed, "Báo cáo"),
        (2022, "members_official", 300, Stage.proposed, "Báo cáo"),
    ]
    with season.reading() as session:
        lines = session.scalars(select(Event).where(Event.done == Done.figures_reported)).all()
        assert [line.subject_id for line in lines] == [get(session, CELLS[0]).id]


def test_a_row_that_says_what_stands_adds_nothing_and_a_row_that_corrects_adds_one(season, take_in):
    take_in((2021, CELLS[0], "members_official", 12), (2021, CELLS[1], "members_official", 7))

    number = take_in((2021, CELLS[0], "members_official", 12), (2021, CELLS[1], "members_official", 8))

    assert number == 1
    assert [row[2] for row in stored(season)] == [1200, 700, 800]


def test_figures_that_were_read_before_an_import_are_read_again_after_it(season, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text(f"{HEADER}2021,{CELLS[0]},members_official,12\n", encoding="utf-8")
    with season.writing() as session:
        unit_id = get(session, CELLS[0]).id
        assert figures.latest(session, [unit_id], [2021]) == {}

        programme = season.programme("demo-giong-rieng-r2019")
        importing.import_figures(session, command(season.now), path, programme, source="Báo cáo")

        assert [row.value for row in figures.latest(session, [unit_id], [2021]).values()] == [1200]


def test_one_row_with_a_fault_keeps_the_others_out(season, take_in):
    with pytest.raises(FileRefused) as refusal:
        take_in((2021, CELLS[0], "members_official", 12), (2021, CELLS[1], "members_official", "x"))

    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [(3, "value")]
    assert stored(season) == []


@pytest.mark.parametrize(("year", "value", "column"), [("9" * 5000, 1, "year"), (2021, "1e999999", "value")])
def test_a_number_beyond_all_measure_is_a_fault_of_its_row(take_in, year, value, column):
    with pytest.raises(FileRefused) as refusal:
        take_in((year, CELLS[0], "members_official", value))

    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [(2, column)]
