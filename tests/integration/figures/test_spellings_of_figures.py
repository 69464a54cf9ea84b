"""One spelling of a figure means the same on a page, in a CSV file, in a workbook, and for the command."""

import csv
import io

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from grading.actors import command
from grading.documents.workbooks import make_table
from grading.models import Figure
from grading.services.figures import importing
from grading.services.ground.csv_rows import FileRefused
from grading.web.figures.pages import FigureForm
from workflows import Reason

CELL, COUNT, SHARE = "HU-A-01", "members_official", "members_assigned_share_pct"
HEAD = ("unit_code", "metric", "value", "year")
READ = [
    (COUNT, "2.000", 200_000), (COUNT, "1.250", 125_000), (COUNT, "1 250", 125_000), (COUNT, "1\u00a0250", 125_000),
    (COUNT, "1\u202f250", 125_000), (COUNT, "\u200b18\u200e", 1800), (COUNT, "18\t", 1800), (COUNT, "１８", 1800),
    (COUNT, "18 đảng viên", 1800), (COUNT, "18 đ/c", 1800), (COUNT, "18đv", 1800),
    (SHARE, "104,5 %", 10450), (SHARE, "91,63%", 9163), (SHARE, "91.63", 9163), (SHARE, "12.5", 1250),
]  # fmt: skip
REFUSED = [
    (COUNT, "1.25", "number_not_whole"), (COUNT, "12.5", "number_not_whole"), (COUNT, "1,250", "number_unclear"),
    (COUNT, "1_000", "number_none"), (COUNT, "1e3", "number_none"), (COUNT, "0x10", "number_none"),
    (COUNT, "١٢", "number_none"), (COUNT, "-3", "number_negative"), (COUNT, "\u22123", "number_negative"),
    (SHARE, "1.250", "number_unclear"), (SHARE, "12,345", "number_unclear"), (SHARE, "0,125", "number_fine"),
    (SHARE, "-0,5", "number_negative"),
]  # fmt: skip


def lines_of(spellings):
    return [(CELL, metric, typed, str(1990 + at)) for at, (metric, typed, _meaning) in enumerate(spellings)]


def as_csv(spellings):
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows([HEAD, *lines_of(spellings)])
    return target.getvalue().encode()


def as_workbook(spellings):
    return make_table("Số liệu", HEAD, lines_of(spellings))


@pytest.fixture(params=["so-lieu.csv", "so-lieu.xlsx"])
def written(request, tmp_path):
    """Writes spellings into a file of one kind."""

    def write(spellings):
        path = tmp_path / request.param
        path.write_bytes(as_csv(spellings) if path.suffix == ".csv" else as_workbook(spellings))
        return path

    return write


def take_in(season, path):
    with season.writing() as session:
        programme = season.programme("demo-giong-rieng-r2019")
        return importing.import_figures(session, command(season.now), path, programme, source="Báo cáo")


def test_a_page_reads_every_spelling(season):
    season.open(programme="demo-giong-rieng-r2019")
    with season.reading() as session:
        campaign = season._campaign(session)

        values = [
            FigureForm(posted=MultiDict({"value": typed})).value_of(campaign, metric) for metric, typed, _ in READ
        ]
        reasons = [
            FigureForm(posted=MultiDict({"value": typed})).value_of(campaign, metric) for metric, typed, _ in REFUSED
        ]

    assert values == [value for _metric, _typed, value in READ]
    assert [reason.code for reason in reasons if isinstance(reason, Reason)] == [code for *_, code in REFUSED]


def test_a_file_reads_every_spelling(season, written):
    take_in(season, written(READ))

    with season.reading() as session:
        stored = session.scalars(select(Figure.value).order_by(Figure.period_id)).all()
    assert list(stored) == [value for _metric, _typed, value in READ]


def test_a_file_refuses_every_spelling_without_a_meaning_with_its_line(season, written):
    with pytest.raises(FileRefused) as refusal:
        take_in(season, written(REFUSED))

    faults = [(fault.line, fault.column[:5], fault.reason.code) for fault in refusal.value.faults]
    assert faults == [(line, "value", code) for line, (*_, code) in enumerate(REFUSED, start=2)]


def test_a_number_of_a_workbook_is_read_as_its_cell_shows_it(season, tmp_path):
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(make_table("Số liệu", HEAD, [(CELL, COUNT, 18.999999999999996, 2021), (CELL, SHARE, 91.63, 2021)]))

    take_in(season, path)

    with season.reading() as session:
        assert sorted(session.scalars(select(Figure.value))) == [1900, 9163]


@pytest.mark.parametrize("line", [f"{CELL.lower()};２０２６;２０２６-Q1", f"{CELL}\u200b;2026\u200b;2026-Q1\u200b"])
def test_codes_years_and_periods_are_read_with_signs_of_other_keyboards(season, tmp_path, line):
    path = tmp_path / "so-lieu.csv"
    code, year, period = line.split(";")
    path.write_text(f"unit_code,year,period,metric,value\n{code},{year},{period},{COUNT},18\n", encoding="utf-8")

    assert take_in(season, path) == 1
