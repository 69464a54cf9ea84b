"""A workbook of months is imported with all of its rows or not at all; each mistake names its row and column."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.documents.workbooks import Book, read_book
from grading.models import MeetingSheet, MonthCounts
from grading.rules.programmes.reading.loading import load
from grading.services.dossiers import dossiers
from grading.services.ground.csv_rows import FileRefused
from grading.services.ground.errors import NotNow
from grading.services.months import importing
from tests.integration.cli.place import SHIPPED
from tests.integration.pages import text_of
from tests.reading import questions_of
from tests.yearly import CELL, OTHER, address, columns_of, figures_of, month_row, workbook
from workflows import Role, State

DEMO = load(SHIPPED / "demo-four-good.yaml")
COLUMNS, MANY = columns_of(DEMO), columns_of(DEMO, cells=True)


@pytest.fixture
def four(season):
    season.open("four", programme="demo-four-good")
    return season


def send(season, content: bytes, name: str = "thang.xlsx"):
    client = season.client(season.secretary(CELL))
    return client.post(address(season, "/workbook"), data={"file": (BytesIO(content), name)})


def test_months_are_imported_from_a_workbook(four):
    answer = send(four, workbook([month_row(1), month_row(2), {"Tháng": 3}], COLUMNS))

    assert (answer.status_code, answer.location) == (303, address(four))
    figures = figures_of(four)
    assert (figures["meetings_held"], figures["meetings_good"], figures["deeds_done"]) == (
        (200, "year_work"), (200, "year_work"), (800, "year_work"),
    )  # fmt: skip


def test_an_import_keeps_the_points_and_counts_that_the_workbook_does_not_contain(four):
    send(four, workbook([month_row(1, **{"Tổ, nhóm theo dõi": 6})], COLUMNS))

    send(four, workbook([{"Tháng": 1, "Ngày họp": "05/01/2022", "Phải dự": 20, "Có mặt": 17, "Việc tốt": 9}], COLUMNS))

    figures = {metric: value for metric, (value, _source) in figures_of(four).items()}
    assert (figures["meetings_good"], figures["attendance_pct"]) == (100, 8500)
    assert (figures["deeds_done"], figures["follow_up_groups"]) == (900, 600)


def test_an_import_keeps_the_number_of_excused_members_that_the_workbook_does_not_contain(four):
    send(four, workbook([month_row(1, **{"Có mặt": 16, "Vắng có lý do": 3})], COLUMNS))

    send(four, workbook([{"Tháng": 1, "Ngày họp": "05/01/2022", "Phải dự": 20, "Có mặt": 17}], COLUMNS))

    assert figures_of(four)["attendance_pct"] == (8500, "year_work")
    with four.reading() as session:
        assert [(sheet.present, sheet.excused) for sheet in session.scalars(select(MeetingSheet))] == [(17, 3)]


def test_the_imported_number_present_and_the_stored_number_excused_are_checked_together(four):
    send(four, workbook([month_row(1, **{"Có mặt": 16, "Vắng có lý do": 3})], COLUMNS))

    answer = send(four, workbook([{"Tháng": 1, "Ngày họp": "05/01/2022", "Phải dự": 20, "Có mặt": 18}], COLUMNS))

    assert answer.status_code == 422
    assert "dòng 2, cột Có mặt (D): Có mặt 18 và vắng có lý do 3" in text_of(answer.text)


def test_every_wrong_row_is_named_and_nothing_is_imported(four):
    rows = [month_row(1), month_row(2, **{"Có mặt": "nhiều"}), month_row(3, **{"Ngày họp": "03/04/2022"}),
            month_row(4, **{"Điểm: Tổ chức sinh hoạt": 46})]  # fmt: skip

    answer = send(four, workbook(rows, COLUMNS))

    assert answer.status_code == 422
    words = text_of(answer.text)
    assert "thang.xlsx, dòng 3, cột Có mặt (D): “nhiều” không phải số." in words
    assert "thang.xlsx, dòng 4, cột Ngày họp (B): Ngày họp 03/04/2022 không thuộc tháng 3/2022." in words
    assert "thang.xlsx, dòng 5, cột Điểm: Tổ chức sinh hoạt (I): Phần “Tổ chức sinh hoạt” được 46 điểm" in words
    with four.reading() as session:
        assert session.scalars(select(MeetingSheet)).all() == session.scalars(select(MonthCounts)).all() == []
    assert figures_of(four) == {}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([month_row(1), month_row(1)], "dòng 3, cột Tháng (A): Tháng 1 đã có ở dòng 2."),
        ([month_row(13)], "dòng 2, cột Tháng (A): “13” không phải tháng."),
        ([{"Tháng": 1, "Có mặt": 19}], "dòng 2, cột Ngày họp (B): Có số liệu kỳ họp nhưng ô này còn trống."),
        ([month_row(1, **{"Vắng có lý do": 2})], "dòng 2, cột Có mặt (D): Có mặt 19 và vắng có lý do 2"),
        ([], "thang.xlsx: Bảng tính không có dòng nào"),
    ],
)
def test_a_wrong_workbook_is_refused_with_the_place_of_the_mistake(four, rows, said):
    answer = send(four, workbook(rows, COLUMNS))

    assert answer.status_code == 422
    assert said in text_of(answer.text)


def test_a_formula_is_refused_and_never_computed(four):
    answer = send(four, workbook([month_row(1)], COLUMNS, formula="=1+2"))

    assert answer.status_code == 422
    assert "thang.xlsx, dòng 2, cột Ngày họp (B): Ô này là công thức." in text_of(answer.text)


def test_a_missing_column_is_named(four):
    header = tuple(name for name in COLUMNS if name != "Phải dự")

    answer = send(four, workbook([], header))

    assert "thang.xlsx, dòng 1, cột Phải dự: Thiếu cột “Phải dự”." in text_of(answer.text)


def test_the_template_is_read_as_it_is_handed_out(four):
    client = four.client(four.secretary(CELL))

    answer = client.get(address(four, "/workbook/template"))

    head, *months = read_book("bieu-mau.xlsx", answer.data, max_bytes=10_000_000).sheets[0].rows
    assert head == (1, COLUMNS)
    assert [row[0] for _line, row in months] == list(range(1, 13))


def book(rows: list[dict[str, object]]) -> Book:
    return read_book("thang.xlsx", workbook(rows, MANY), max_bytes=10_000_000)


def test_an_administrator_imports_months_of_many_cells(four):
    rows = [month_row(1, **{"Mã chi bộ": CELL}), month_row(1, **{"Mã chi bộ": OTHER.lower()})]

    with four.writing() as session:
        number = importing.import_many(session, command(four.now), four._campaign(session), book(rows))

    assert number == 2
    assert figures_of(four, OTHER)["meetings_held"] == (100, "year_work")


def statements_of(season, *cells: str) -> int:
    rows = book([month_row(month, **{"Mã chi bộ": cell}) for cell in cells for month in (1, 2)])
    with season.writing() as session, questions_of(season.engine) as sent:
        importing.import_many(session, command(season.now), season._campaign(session), rows)
    return len(sent)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_months_of_more_cells_need_no_more_statements(four):
    few = statements_of(four, CELL)

    assert statements_of(four, OTHER, "HU-A-03", "HU-A-04") <= few
    assert few <= 30


def test_one_sent_dossier_and_one_unknown_code_stop_the_whole_import(four):
    four.bring(OTHER, State.commune_review)
    rows = [month_row(1, **{"Mã chi bộ": code}) for code in (CELL, OTHER, "HU-Z-99")]

    with pytest.raises(FileRefused) as refusal, four.writing() as session:
        importing.import_many(session, command(four.now), four._campaign(session), book(rows))

    assert [(fault.line, fault.reason.code) for fault in refusal.value.faults] == [
        (3, "month_closed"), (4, "cell_not_in_campaign"),
    ]  # fmt: skip
    assert "meetings_held" not in figures_of(four)


def test_an_import_by_command_makes_an_open_page_of_the_dossier_stale(four):
    with four.with_dossier(four.secretary(CELL), CELL) as (_session, _account, dossier):
        seen = dossier.version
    later = four.now + timedelta(hours=1)

    with four.writing() as session:
        rows = book([month_row(1, **{"Mã chi bộ": CELL})])
        importing.import_many(session, command(later), four._campaign(session), rows)

    with four.with_dossier(four.secretary(CELL), CELL) as (session, actor, dossier):
        assert (dossier.touched_at, dossier.touched_by_id) == (later, None)
        with pytest.raises(NotNow) as refusal:
            dossiers.take_step(session, replace(actor, now=later), dossier, "submit", seen_version=seen)
    assert refusal.value.reasons[0].params["role"] is Role.admin
