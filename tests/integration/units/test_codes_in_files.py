"""One reader reads the codes of units in every file: in small letters too, and with signs that nobody sees."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Grant, Unit
from grading.services.accounts.importing import import_accounts
from grading.services.campaigns import unit_file
from grading.services.units import units
from tests.seats import get
from workflows import Role

SPELLINGS = ["hu-a-{}", "HU-A-{}\u200b", "\ufeffHu-A-{}", "ＨＵ-Ａ-{}", "HU–A–{}"]


@pytest.fixture
def written(tmp_path):
    def write(*lines):
        path = tmp_path / "a.csv"
        path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_new_units_and_their_parents_are_known_by_every_spelling_of_a_code(season, written, spelling):
    with season.reading() as session:
        parent = get(session, "HU-A-01").latest.parent
        above, kind = parent.code, str(get(session, "HU-A-01").latest.kind)
    row = [spelling.format("77"), kind, "Chi bộ mới", "", "", f"{above.lower()}\u200b", "", "2020-01-01", "", ""]

    with season.writing() as session:
        path = written(units.COLUMNS, row)
        added = unit_file.add_file(session, command(season.now), path)

    with season.reading() as session:
        unit = session.scalars(select(Unit).where(Unit.code == "HU-A-77")).one()
        assert (added, unit.latest.parent.code) == (1, above)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_roles_are_given_on_the_unit_of_every_spelling_of_its_code(season, written, spelling):
    spoken = {"thu ki": Role.cell_secretary}

    with season.writing() as session:
        path = written(["login", "role", "unit_code"], ["tk.moi", "thư ký", spelling.format("01")])
        import_accounts(session, command(season.now), path, spoken)

    with season.reading() as session:
        grant = session.scalars(select(Grant).order_by(Grant.id.desc())).first()
        assert grant.unit_id == get(session, "HU-A-01").id
