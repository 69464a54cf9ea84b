"""Results of past years are imported from a file."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Result
from grading.services.ground.csv_rows import FileRefused
from grading.services.results.results import import_past_results

HEAD = "year,unit_code,kind,programme_key,outcome,source\n"


def write(tmp_path, *rows):
    path = tmp_path / "past.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_row_whose_unit_and_year_already_have_a_result_is_skipped(season, tmp_path):
    season.rate("HU-A-01", "GOOD", 2021)
    path = write(tmp_path, "2021,HU-A-01,rating,r2019,EXCELLENT,báo", "2020,HU-A-01,rating,r2019,EXCELLENT,báo")

    with season.writing() as session:
        number = import_past_results(session, command(season.now), path)

    with season.reading() as session:
        outcome_by_year = {result.year: result.outcome for result in session.scalars(select(Result))}
    assert (number, outcome_by_year) == (1, {2021: "GOOD", 2020: "EXCELLENT"})


def test_a_year_that_is_listed_twice_for_a_unit_is_refused_and_nothing_is_imported(season, tmp_path):
    path = write(tmp_path, "2021,HU-A-01,rating,r2019,EXCELLENT,báo", "2021,HU-A-01,rating,r2019,GOOD,báo")

    with pytest.raises(FileRefused) as refusal, season.writing() as session:
        import_past_results(session, command(season.now), path)

    assert [(fault.line, fault.reason.code) for fault in refusal.value.faults] == [(3, "csv_repeated")]
    with season.reading() as session:
        assert session.scalars(select(Result)).all() == []
