"""Makers and readers for tests of a cell's year: its addresses, its figures, a workbook of months."""

from io import BytesIO

from sqlalchemy import select
from xlsxwriter import Workbook

from grading.models import Figure
from grading.rules.programme import Programme
from grading.services.months import rows as month_rows
from tests.season import Season
from tests.seats import get

CELL, OTHER = "HU-A-01", "HU-A-02"


def address(season: Season, tail: str = "", cell: str = CELL) -> str:
    return f"/dossiers/{season.dossier_id(cell)}/year{tail}"


def figures_of(season: Season, cell: str = CELL) -> dict[str, tuple[int, str]]:
    """Returns the value and the source of the newest figure of each metric."""
    with season.reading() as session:
        rows = session.scalars(select(Figure).where(Figure.unit_id == get(session, cell).id).order_by(Figure.id))
        return {row.metric: (row.value, row.source) for row in rows}


def columns_of(programme: Programme, *, cells: bool = False) -> tuple[str, ...]:
    assert programme.year_work is not None
    return month_rows.columns(programme.year_work, cells=cells)


def month_row(month: int, **changed: object) -> dict[str, object]:
    """Returns a month as another system exports it; `changed` holds other values by the names of their columns."""
    points = {"Điểm: Công tác chuẩn bị": 14, "Điểm: Tỷ lệ đảng viên tham dự": 18.5, "Điểm: Tổ chức sinh hoạt": 42,
              "Điểm: Kết thúc hội nghị": "18"}  # fmt: skip
    return {"Tháng": month, "Ngày họp": f"03/{month:02d}/2022", "Phải dự": 20, "Có mặt": 19, "Vắng có lý do": 1,
            "Số phút": 95, "Việc tốt": 4, **points, **changed}  # fmt: skip


def workbook(rows: list[dict[str, object]], columns: tuple[str, ...], *, formula: str = "") -> bytes:
    """Returns a workbook of these rows. `formula` stands in the second cell of the first row below the columns."""
    packed = BytesIO()
    book = Workbook(packed)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, columns)
    for line, row in enumerate(rows, start=1):
        for name, value in row.items():
            sheet.write(line, columns.index(name), value)
    if formula:
        sheet.write_formula(1, 1, formula)
    book.close()
    return packed.getvalue()
