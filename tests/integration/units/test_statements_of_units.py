"""An import of units sends no more statements for twice as many units: all other writers wait meanwhile."""

import pytest

from grading.actors import command
from grading.services.ground.csv_rows import Row
from grading.services.units import units
from tests.reading import questions_of

ROW = dict.fromkeys(units.COLUMNS, "")


def added(season, codes):
    kinds = ["committee_grassroots", *["cell_subordinate"] * (len(codes) - 1)]
    rows = [
        Row(line=line, values=ROW | {"code": code, "org_name": f"Đảng bộ {code}", "kind": kind,
                                     "parent_code": codes[0] if line > 2 else "HU"})
        for line, (code, kind) in enumerate(zip(codes, kinds, strict=True), start=2)
    ]  # fmt: skip
    with season.writing() as session, questions_of(season.engine) as sent:
        units.add_units(session, command(season.now), rows, "units.csv")
    return len(sent)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_more_units_need_no_more_statements(season):
    one, few, many = (added(season, [f"{letter}-{number:03d}" for number in range(size)])
                      for letter, size in (("X", 1), ("Y", 200), ("Z", 400)))  # fmt: skip

    assert (few - one, many) == (2, few)  # from some number on the ids of units and of lines are asked before
    with season.reading() as session:
        last = units.get_unit(session, "Z-399")
        assert (last.latest.org_name, last.latest.parent.code) == ("Đảng bộ Z-399", "Z-000")
