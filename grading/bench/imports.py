"""Imports of large files, beside the driver's own inserts and the bare reading of a workbook."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from grading import clock
from grading.actors import command
from grading.bench import town as towns
from grading.bench.goals import Goal
from grading.bench.town import Town
from grading.documents.workbooks import make_table, read_book
from grading.models import Campaign
from grading.services.campaigns import unit_file, unit_table
from grading.services.ground.csv_rows import written
from grading.services.months import importing
from grading.services.months import rows as month_rows
from grading.services.units import units

NEW_UNITS, MONTHS = 10_000, range(1, 13)
MOST_OF_UNITS, MOST_OF_MONTHS = 2, 10
LARGEST = 50_000_000
_TABLES = {"unit": "id", "unit_period": "unit_id", "unit_word": "unit_id", "event": "id", "event_words": "event_id"}
"""The tables into which units are imported, and the column that tells the new rows."""


def import_lines(town: Town, cells: int, rounds: int) -> Iterator[str]:
    yield _units_line(town, rounds)
    yield _months_line(town, cells, rounds)


def _units_line(town: Town, rounds: int) -> str:
    content = _file_of_units()

    def ours(keep: dict[str, list[tuple[object, ...]]] | None = None) -> None:
        rows = unit_table.rows_from("units.csv", content, max_bytes=LARGEST)
        with town.writing() as session:
            last = {table: _last(session, table) for table in _TABLES} if keep is not None else {}
            unit_file.plan(session, command(clock.now()), rows, None, "units.csv")
            for table, key in _TABLES.items() if keep is not None else ():
                query = f"SELECT * FROM {table} WHERE {key} > {last[table]}"  # noqa: S608, names of tables
                assert keep is not None
                keep[table] = [tuple(row) for row in session.connection().exec_driver_sql(query)]
            session.rollback()

    inserted: dict[str, list[tuple[object, ...]]] = {}
    ours(inserted)
    with closing(sqlite3.connect(town.app.extensions["engine"].url.database, isolation_level=None)) as bare:
        goal = Goal(what="nhập 10.000 tổ chức", beside="executemany cùng các dòng", most=MOST_OF_UNITS)
        return goal.measured(ours, lambda: _insert(bare, inserted), rounds)


def _last(session: Session, table: str) -> int:
    query = f"SELECT max({_TABLES[table]}) FROM {table}"  # noqa: S608, names of tables
    return session.connection().exec_driver_sql(query).scalar() or 0


def _file_of_units() -> bytes:
    row = dict.fromkeys(units.COLUMNS, "") | {"kind": "cell_subordinate", "parent_code": towns.WRITING}
    lines = (row | {"code": f"NEW-{at:05d}", "org_name": f"Chi bộ ấp số {at}"} for at in range(NEW_UNITS))
    return written([units.COLUMNS, *(list(line.values()) for line in lines)]).encode()


def _insert(bare: sqlite3.Connection, rows: dict[str, list[tuple[object, ...]]]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for table, lines in rows.items():
        places = ", ".join("?" * len(lines[0]))
        bare.executemany(f"INSERT INTO {table} VALUES ({places})", lines)  # noqa: S608, names of tables
    bare.execute("ROLLBACK")


def _months_line(town: Town, cells: int, rounds: int) -> str:
    campaign_id = towns.open_year(town)
    with town.writing() as session:
        work = session.get_one(Campaign, campaign_id).programme.year_work
        assert work is not None
        columns = month_rows.columns(work, cells=True)
    points = [10] * len(month_rows.part_columns(work))
    table: list[list[str | float]] = [
        [cell, month, f"03/{month:02d}/{towns.YEAR}", 20, 19, 1, 95, *points]
        for cell in towns.cells(towns.ISSUING, cells)
        for month in MONTHS
    ]
    content = make_table("Các tháng", columns, table)

    def ours() -> None:
        book = read_book("months.xlsx", content, max_bytes=LARGEST)
        with town.writing() as session:
            importing.import_many(session, command(clock.now()), session.get_one(Campaign, campaign_id), book)
            session.rollback()

    def calamine() -> None:
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    goal = Goal(what=f"nhập tháng {cells} × 12", beside="calamine chỉ đọc", most=MOST_OF_MONTHS)
    return goal.measured(ours, calamine, rounds)
