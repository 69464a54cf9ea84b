"""Units as a file: written out, changed by hand, read back with every difference said."""

import csv
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.db import make_engine
from grading.models import Unit
from tests.integration.cli.place import Place

NEW = ("--from", "2022-06-01", "--reason", "Nghị quyết số 12")


def periods(place: Place, code: str) -> list[tuple[str, date | None, date | None]]:
    engine = make_engine(f"sqlite:///{place.folder / 'grading.sqlite3'}")
    with Session(engine) as session:
        unit = session.scalars(select(Unit).where(Unit.code == code)).one()
        found = [(period.org_name, period.valid_from, period.valid_to) for period in unit.periods]
    engine.dispose()
    return found


def changed(place: Place, path, **fields: str):
    """Changes the row of HU-A-01 in an exported CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["code"] == "HU-A-01":
            row.update(fields)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def exported(with_units: Place):
    path = with_units.folder.parent / "exported.csv"
    assert with_units.run("export-units", path).exit_code == 0
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_was_written_out_is_read_back_as_unchanged(with_units, ending):
    path = with_units.folder.parent / f"units-out.{ending}"
    written = with_units.run("export-units", path)

    result = with_units.run("import-units", path)

    assert "4 tổ chức đảng" in written.stdout
    assert result.stdout.strip() == "Tổ chức đảng: thêm 0, đổi 0, kết thúc 0, giữ nguyên 4"


def test_a_difference_without_a_day_is_refused_and_never_passed_over(with_units, exported):
    result = with_units.run("import-units", changed(with_units, exported, org_name="Chi bộ ấp Mới"))

    assert result.exit_code == 1
    assert "HU-A-01 khác với thông tin đang ghi." in result.stderr
    assert "Ngày bắt đầu ghi sau --from, căn cứ ghi sau --reason." in result.stderr


def test_a_difference_is_previewed_and_made_only_with_yes(with_units, exported):
    path = changed(with_units, exported, org_name="Chi bộ ấp Mới")

    preview = with_units.run("import-units", path, *NEW)
    before = periods(with_units, "HU-A-01")
    made = with_units.run("import-units", path, *NEW, "--yes")

    assert "Đổi, HU-A-01, Chi bộ ấp Mới, Tên tổ chức: Chi bộ 01 xã Mẫu A → Chi bộ ấp Mới" in preview.stdout
    assert "Chưa ghi gì." in preview.stdout
    assert len(before) == 1
    assert "đổi 1" in made.stdout
    assert periods(with_units, "HU-A-01")[-1] == ("Chi bộ ấp Mới", date(2022, 6, 1), None)


def test_an_end_in_the_file_closes_the_unit(with_units, exported):
    path = changed(with_units, exported, valid_to="2022-05-31")

    result = with_units.run("import-units", path, *NEW, "--yes")

    assert "Kết thúc, HU-A-01" in result.stdout
    assert "Ngày cuối cùng: không ghi → 31/05/2022" in result.stdout
    assert periods(with_units, "HU-A-01")[-1][2] == date(2022, 5, 31)


def test_one_refused_row_stops_the_whole_file(with_units, exported):
    path = changed(with_units, exported, org_name="Chi bộ ấp Mới", parent_code="HU-Z")

    result = with_units.run("import-units", path, *NEW, "--yes")

    assert result.exit_code == 1
    assert "HU-Z" in result.stderr
    assert len(periods(with_units, "HU-A-01")) == 1
