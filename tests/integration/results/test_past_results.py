"""Results of past years, ratings and titles, are imported from a file; a correction keeps what was said before."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Done, Event, Result, ResultInForce
from grading.services.ground.csv_rows import FileRefused
from grading.services.programmes import lookup
from grading.services.results.importing import Imported, import_past_results
from tests.integration.decisions.meetings import COMMUNE
from workflows import State

HEAD = "year,unit_code,kind,programme_key,outcome,source\n"
CELL = "HU-A-01"


def bring_in(season, tmp_path, *rows, reason=""):
    path = tmp_path / "past.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    with season.writing() as session:
        shipped = lookup.models(session)
        return import_past_results(session, command(season.now), path, shipped=shipped, reason=reason)


def refused(season, tmp_path, *rows, reason=""):
    with pytest.raises(FileRefused) as refusal:
        bring_in(season, tmp_path, *rows, reason=reason)
    return [(fault.line, fault.column, fault.reason.code) for fault in refusal.value.faults]


def standing(season):
    with season.reading() as session:
        rows = session.scalars(select(ResultInForce)).all()
        return {(row.year, row.model): (row.result.outcome, row.result.reason) for row in rows}


def test_a_row_that_says_what_stands_already_changes_nothing(season, tmp_path):
    rows = (f"2021,{CELL},rating,r2019,EXCELLENT,báo", f"2020,{CELL},rating,r2019,GOOD,báo")
    bring_in(season, tmp_path, rows[0])

    done = bring_in(season, tmp_path, *rows)

    assert done == Imported(added=1, corrected=0, unchanged=1)
    assert standing(season) == {(2021, ""): ("EXCELLENT", ""), (2020, ""): ("GOOD", "")}


def test_a_row_that_differs_from_what_stands_is_refused_without_a_reason(season, tmp_path):
    bring_in(season, tmp_path, f"2021,{CELL},rating,r2019,EXCELLENT,báo")

    found = refused(season, tmp_path, f"2021,{CELL},rating,r2019,GOOD,báo")

    assert found == [(2, "outcome", "result_differs")]
    assert standing(season) == {(2021, ""): ("EXCELLENT", "")}


def test_with_a_reason_an_imported_result_is_corrected_and_the_earlier_row_stays(season, tmp_path):
    bring_in(season, tmp_path, f"2021,{CELL},rating,r2019,EXCELLENT,báo")

    done = bring_in(season, tmp_path, f"2021,{CELL},rating,r2019,GOOD,quyết định cũ", reason="Chép nhầm dòng.")

    assert done == Imported(added=0, corrected=1, unchanged=0)
    assert standing(season) == {(2021, ""): ("GOOD", "Chép nhầm dòng.")}
    with season.reading() as session:
        assert len(session.scalars(select(Result)).all()) == 2
        lines = session.scalars(select(Event).where(Event.done == Done.result_imported).order_by(Event.id)).all()
        assert [line.words.reason for line in lines] == ["", "Chép nhầm dòng."]


def test_what_a_decision_of_the_service_gave_is_not_changed_by_an_import(season, tmp_path):
    season.open()
    season.bring(CELL, State.commune_review)
    season.review(CELL)
    season.decide(COMMUNE)

    found = refused(season, tmp_path, f"2022,{CELL},rating,r2019,NOT_COMPLETED,báo", reason="Chép nhầm dòng.")

    assert found == [(2, "outcome", "result_decided")]


def test_a_title_of_a_past_year_stands_beside_the_rating_of_that_year(season, tmp_path):
    bring_in(
        season, tmp_path, f"2021,{CELL},rating,r2019,GOOD,báo", f"2021,{CELL},recognition,four-good,recognised,báo"
    )

    assert standing(season) == {(2021, ""): ("GOOD", ""), (2021, "four_good"): ("recognised", "")}


def test_a_year_that_is_listed_twice_for_a_unit_is_refused_and_nothing_is_imported(season, tmp_path):
    rows = (f"2021,{CELL},rating,r2019,EXCELLENT,báo", f"2021,{CELL},rating,r2019,GOOD,báo")

    assert refused(season, tmp_path, *rows) == [(3, "year", "csv_repeated")]
    assert standing(season) == {}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (f"2050,{CELL},rating,r2025,GOOD,báo", ("year", "year_to_come")),
        (f"1492,{CELL},rating,r2019,GOOD,báo", ("year", "csv_year")),
        (f"2021,{CELL},rating,bịa,GOOD,báo", ("programme_key", "programme_unknown")),
        (f"2021,{CELL},recognition,r2019,recognised,báo", ("programme_key", "programme_of_other_kind")),
        (f"2021,{CELL},recognition,four-good,GOOD,báo", ("outcome", "csv_choice")),
        (f"2021,{CELL},bảng,r2019,GOOD,báo", ("kind", "csv_choice")),
        ("2021,HU-Z-01,rating,r2019,GOOD,báo", ("unit_code", "unit_unknown")),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_column(season, tmp_path, row, fault):
    assert refused(season, tmp_path, row) == [(2, *fault)]


def test_a_year_in_which_the_unit_is_being_rated_is_no_past_year(season, tmp_path):
    season.open("rating")

    found = refused(season, tmp_path, f"2022,{CELL},rating,r2019,GOOD,báo")

    assert found == [(2, "year", "result_being_rated")]
    assert standing(season) == {}


@pytest.mark.parametrize("row", ["2017\u200b,{},rating,r2019,GOOD,báo", "２０１７,{},rating,r2019,GOOD,báo"])
@pytest.mark.parametrize("code", [CELL, CELL.lower(), f"{CELL}\u200b"])
def test_year_and_code_are_read_with_signs_of_other_keyboards_and_signs_that_nobody_sees(season, tmp_path, row, code):
    bring_in(season, tmp_path, row.format(code))

    assert standing(season) == {(2017, ""): ("GOOD", "")}
