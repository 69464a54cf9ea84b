"""A unit stands below an organisation that may have it, never below itself: in a file, on a page, by a correction."""

from dataclasses import replace

import pytest

from grading.actors import command
from grading.models import UnitKind
from grading.services.ground.csv_rows import FileRefused, Row
from grading.services.ground.errors import Refused
from grading.services.units import changes, units
from grading.services.units.changes import From
from grading.services.units.described import Described
from tests.integration.pages import text_of
from tests.seats import get
from workflows import Role

ROW = dict.fromkeys(units.COLUMNS, "")
CELL, COMMITTEE = "cell_subordinate", "committee_grassroots"


def faults(season, *rows: dict[str, str]) -> list[tuple[int, str, str]]:
    """Returns line, column and code of what is wrong with a file of these rows."""
    lines = [Row(line=line, values=ROW | {"org_name": "Tổ chức Mẫu"} | row) for line, row in enumerate(rows, start=2)]
    with season.reading() as session:
        try:
            units.check_rows(session, lines, "units.csv")
        except FileRefused as refusal:
            return [(fault.line, fault.column, fault.reason.code) for fault in refusal.faults]
    return []


@pytest.mark.parametrize(
    ("kind", "parent", "code"),
    [
        (CELL, "HU-A-01", "unit_parent_kind"),
        ("committee_province", "HU", "unit_parent_kind"),
        ("committee_upper", "HU-A", "unit_parent_kind"),
        (COMMITTEE, "HU-A", "unit_parent_kind"),
        (CELL, "", "unit_parent_missing"),
        ("committee_section", "", "unit_parent_missing"),
    ],
)
def test_a_file_is_refused_at_the_parent_that_heads_no_such_unit(season, kind, parent, code):
    assert faults(season, {"code": "X-1", "kind": kind, "parent_code": parent}) == [(2, "parent_code", code)]


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (CELL, "HU-A"),
        ("cell_grassroots", "HU"),
        ("committee_section", "HU-A"),
        ("committee_upper", "HU"),
        (COMMITTEE, ""),
    ],
)
def test_a_unit_may_stand_below_what_heads_its_kind(season, kind, parent):
    assert faults(season, {"code": "X-1", "kind": kind, "parent_code": parent}) == []


def test_units_of_a_file_that_stand_below_each_other_or_below_themselves_are_refused(season):
    upper = {"kind": "committee_upper"}
    alone = {"code": "X-1", "parent_code": "X-1"} | upper
    circle = [{"code": "X-2", "parent_code": "X-3"} | upper, {"code": "X-3", "parent_code": "X-2"} | upper]

    found = faults(season, alone, *circle)

    assert found == [(line, "parent_code", "unit_below_itself") for line in (2, 3, 4)]


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"org_name": "\u200b"}, "org_name", "unit_name"),
        ({"org_name": "Chi bộ\nấp Mới"}, "org_name", "unit_name_signs"),
        ({"org_name": "Chi bộ \u202eấp Mới"}, "org_name", "unit_name_signs"),
        ({"committee_name": "Đảng ủy " + "rất " * 100}, "committee_name", "unit_name_long"),
        ({"cell_type": "thôn"}, "cell_type", "csv_choice"),
        ({"named_in_source": "không"}, "named_in_source", "csv_choice"),
    ],
)
def test_what_no_unit_can_be_is_refused_in_its_column(season, changed, column, code):
    row = {"code": "X-1", "kind": CELL, "parent_code": "HU-A"} | changed

    assert faults(season, row) == [(2, column, code)]


@pytest.mark.parametrize(
    ("parent", "code"),
    [("HU-A-02", "unit_parent_kind"), (None, "unit_parent_missing"), ("HU-A-01", "unit_below_itself")],
)
def test_a_correction_cannot_put_a_unit_where_a_change_cannot(season, parent, code):
    with season.reading() as session:
        unit = get(session, "HU-A-01")
        above = get(session, parent).id if parent else None
        described = replace(Described.of(unit.latest), parent_id=above)

        with pytest.raises(Refused) as refusal:
            changes.correct(session, command(season.now), unit, described, "Ghi nhầm cấp trên.")

    assert [reason.code for reason in refusal.value.reasons] == [code]


def test_a_committee_with_units_below_it_becomes_no_cell(season):
    start = From(day=season.now.date(), reason="Sáp nhập.")
    with season.writing() as session:
        unit = get(session, "HU-A")
        described = replace(Described.of(unit.latest), kind=UnitKind.cell_grassroots)

        with pytest.raises(Refused) as refusal:
            changes.change(session, command(season.now), unit, described, start)

    assert [reason.code for reason in refusal.value.reasons] == ["unit_has_units"]


def test_the_page_of_a_new_unit_says_what_cannot_stand_below_what_and_keeps_what_was_typed(season):
    client = season.client(season.make_account("admin.all", Role.admin))
    typed = {"code": "X-9", "kind": CELL, "org_name": "Chi bộ ấp Mới", "parent": "HU-A-01", "day": "01/12/2022",
             "reason": "Quyết định số 12-QĐ/ĐU"}  # fmt: skip

    answer = client.post("/units", data=typed)

    assert answer.status_code == 422
    assert "X-9 (chi bộ trực thuộc) không thể trực thuộc HU-A-01 (chi bộ trực thuộc)." in text_of(answer.text)
    assert 'value="Chi bộ ấp Mới"' in answer.text
