"""Changes of units for tests: from the first of June, by an administrator."""

from datetime import date

import pytest
from sqlalchemy import select

from grading.models import UnitChange, UnitTask
from grading.services.campaigns import reorganising
from grading.services.ground.errors import Refused
from grading.services.units import changes
from grading.services.units.changes import From
from grading.services.units.units import names_on
from tests.season import Season
from tests.seats import get
from workflows import Role

CELL, OTHER, COMMUNE, NEIGHBOUR = "HU-A-01", "HU-A-02", "HU-A", "HU-B"
JUNE = From(day=date(2022, 6, 1), reason="Quyết định số 12-QĐ/HU, ngày 20/5/2022")


def as_admin(season: Season):
    return season.acting(season.who(Role.admin))


def changed(season: Season, code: str, start: From = JUNE, **fields: object) -> int:
    with as_admin(season) as (session, admin):
        unit = get(session, code)
        return reorganising.change(session, admin, unit, changes.described_as(unit.latest, fields), start)


def seated(season: Season, *codes: str) -> None:
    """Makes sure that each of these units has its secretary, who keeps the role when the unit ends."""
    for code in codes:
        season.secretary(code)


def merged(season: Season, *codes: str, into: str, start: From = JUNE) -> int:
    seated(season, *codes)
    with as_admin(season) as (session, admin):
        units = [get(session, code) for code in codes]
        return reorganising.merge(session, admin, units, get(session, into), start)


def divided(season: Season, code: str, *into: tuple[str, str], start: From = JUNE) -> int:
    """Divides a unit into new ones, each given by code and name."""
    seated(season, code)
    with as_admin(season) as (session, admin):
        unit = get(session, code)
        successors = [
            changes.open_unit(session, admin, new, changes.described_as(unit.latest, {"org_name": name}), start)
            for new, name in into
        ]
        return reorganising.divide(session, admin, unit, successors, start)


def tasks(season: Season) -> list[tuple[str, UnitChange]]:
    with season.reading() as session:
        rows = session.scalars(select(UnitTask).order_by(UnitTask.id))
        return [(row.dossier.unit.code, row.change) for row in rows]


def task_page(season: Season, cell: str) -> str:
    with season.reading() as session:
        dossier_id = season.dossier_id(cell)
        task_id = session.scalars(select(UnitTask.id).where(UnitTask.dossier_id == dossier_id)).one()
    return f"/dossiers/{dossier_id}/unit-tasks/{task_id}"


def answered(season: Season, cell: str, answer: str, reason: str = "Đã sáp nhập vào Chi bộ 01."):
    """The reviewing body answers the task of this cell's dossier on its page."""
    client = season.client(season.reviewer(cell))
    return client.post(task_page(season, cell), data={"answer": answer, "reason": reason})


def name_on(season: Season, code: str, day: date) -> str:
    with season.reading() as session:
        unit = get(session, code)
        return names_on(session, [unit.id], day)[unit.id].org_name


def refusals(season: Season, doing) -> list[str]:
    with as_admin(season) as (session, admin), pytest.raises(Refused) as refusal:
        doing(session, admin)
    return [reason.code for reason in refusal.value.reasons]
