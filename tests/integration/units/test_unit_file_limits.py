"""A table of units may be long: looking at it keeps nobody else from writing, and a file has an end."""

import os
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import event, func, select

from grading.documents.workbooks import MAX_ROWS
from grading.models import Unit
from grading.services.units.units import COLUMNS
from grading.web.units import filing
from tests.draining import drainer
from tests.integration.pages import hidden_fields
from tests.reorganising import CELL, name_on
from workflows import Role

PAGE = "/units/file"
DAY = {"day": "01/6/2022", "reason": "Nghị quyết số 3-NQ/HU"}


@pytest.fixture
def admin(season):
    client = season.client(season.who(Role.admin))
    client.get("/")
    return client


@pytest.fixture
def turns(season):
    """Each write transaction that begins."""
    begun = []

    def began(connection):
        if connection.get_execution_options().get("writes"):
            begun.append(connection)

    event.listen(season.engine, "begin", began)
    yield begun
    event.remove(season.engine, "begin", began)


def preview(client, *lines, **typed):
    text = "\n".join([",".join(COLUMNS), *lines, ""])
    return client.post(PAGE, data={"file": (BytesIO(text.encode()), "don-vi.csv"), "do": "preview"} | typed)


def line(code, name="Chi bộ Mới", parent="HU-A", kind="cell_subordinate", last=""):
    return f"{code},{kind},{name},,,{parent},,,{last},no"


def current(client, code):
    """The row of a unit as it stands."""
    return next(row for row in client.get(f"{PAGE}/csv").text.split("\n") if row.startswith(f"{code},"))


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def units(season):
    with season.reading() as session:
        return session.scalar(select(func.count()).select_from(Unit))


def test_a_preview_of_new_units_takes_no_turn_to_write_and_adds_nothing(season, admin, turns):
    before = units(season)

    answer = preview(
        admin, line("MOI-1"), line("MOI-2", parent="MOI-1", kind="committee_section"), current(admin, CELL)
    )

    assert answer.status_code == 200
    assert ("MOI-1" in answer.text, CELL in answer.text) == (True, False)
    assert (turns, units(season)) == ([], before)


def test_a_preview_without_a_turn_names_the_rows_that_are_refused(season, admin, turns):
    refused = current(admin, CELL).replace(",HU-A,", ",KHONG-CO,")

    answer = preview(admin, line("MOI-1", kind="cell"), line("MOI-2", parent="KHONG-CO"), refused)

    assert [text in answer.text for text in ("don-vi.csv, dòng 2", "don-vi.csv, dòng 3", "don-vi.csv, dòng 4")] == [
        True
    ] * 3
    assert turns == []


def test_a_preview_that_moves_a_unit_below_a_new_one_takes_no_turn_to_write_and_keeps_nothing(season, admin, turns):
    moved = current(admin, CELL).replace(",HU-A,", ",MOI-1,")

    answer = preview(admin, line("MOI-1", parent="HU", kind="committee_grassroots"), moved, **DAY)

    assert answer.status_code == 200
    assert CELL in answer.text
    assert turns == []
    assert "HU-A," in current(admin, CELL)


def test_a_csv_file_has_as_many_rows_as_a_workbook_may_have(admin, turns):
    answer = preview(admin, *(line(f"MOI-{number}") for number in range(MAX_ROWS + 1)))

    assert answer.status_code == 422
    assert "Tệp có hơn 5.000 dòng. Mời tách tệp." in answer.text
    assert turns == []


def test_a_file_that_changes_more_units_than_others_can_wait_for_is_refused(season, admin, monkeypatch):
    monkeypatch.setattr(filing, "MOST_CHANGES", 1)
    changed = [current(admin, code).replace("Chi bộ", "Chi bộ cũ", 1) for code in (CELL, "HU-A-02")]

    answer = preview(admin, *changed, **DAY)
    made = preview(admin, *changed, **DAY | {"do": "make"})

    for each in (answer, made):
        assert each.status_code == 422
        assert "Tệp thay đổi hơn 1 tổ chức đã có. Mời tách tệp." in each.text
    assert "cũ" not in name_on(season, CELL, season.now.date())


@pytest.mark.parametrize("last", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("do", ["preview", "make"])
def test_a_last_day_that_no_calendar_goes_beyond_is_a_fault_of_its_row(admin, last, do):
    ended = current(admin, CELL).rsplit(",", 2)[0] + f",{last},no"

    answer = preview(admin, line("MOI-1", last=last), ended, **DAY | {"do": do})

    assert [number for number in range(1, 9) if f"don-vi.csv, dòng {number}" in answer.text] == [2, 3]
    assert "Ngày phải trong các năm 1930 - 2999." in answer.text


def test_the_file_of_a_preview_waits_outside_the_store_and_is_swept_a_day_later(season, admin):
    folder = season.app.extensions["settings"].data
    answer = preview(admin, line("MOI-1"))
    stored, waiting = files_in(folder / "files"), files_in(folder / "previews")
    drainer(season).drain()
    still = files_in(folder / "previews")
    a_day_ago = (season.now - timedelta(hours=25)).timestamp()
    for path in still:
        os.utime(path, (a_day_ago, a_day_ago))

    drainer(season).drain()
    late = admin.post(PAGE, data=hidden_fields(answer.text) | {"do": "make"})

    assert (stored, len(waiting), still) == ([], 1, waiting)
    assert files_in(folder / "previews") == []
    assert late.status_code == 422
    assert "Không còn tệp đã gửi. Mời chọn lại tệp." in late.text
