"""Many rows are written with one statement, and each object still stands for its own row."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from grading.db import transaction, trial
from grading.models import Unit, UnitKind, UnitPeriod
from grading.models.together import _MANY, add_rows, put_rows
from grading.services.dossiers import dossiers, moving
from tests.reading import questions_of
from tests.season import Season

CELL = "HU-A-01"


def test_new_rows_are_inserted_together_and_each_object_gets_the_number_of_its_own_row(database):
    engine = database.engine
    codes = [f"HU-{number * 7919 % 1009:04d}" for number in range(1000)]
    with Session(engine) as session, transaction(session):
        units = [Unit(code=code) for code in codes]
        with questions_of(engine) as sent:
            session.add_all(units)
            session.flush()
        numbers = {unit.id: unit.code for unit in units}

    with Session(engine) as session:
        stored = dict(session.execute(select(Unit.id, Unit.code)).all())

    assert [statement.split(" (")[0] for statement in sent] == ["INSERT INTO unit", "INSERT INTO unit_word"]
    assert stored == numbers


@pytest.mark.both_databases
def test_rows_without_objects_are_stored_as_objects_would_be(database):
    with Session(database.engine) as session, transaction(session):
        session.add(Unit(code="HU-FIRST"))
        session.flush()
        ids = add_rows(session, Unit, [{"code": f"HU-{number}"} for number in range(_MANY)])
        rows = [{"unit_id": unit_id, "kind": UnitKind.cell_subordinate, "org_name": "Chi bộ", "search_key": "chi bo",
                 "sort_key": "C", "valid_from": date(2022, 1, 31)} for unit_id in ids]  # fmt: skip
        put_rows(session, UnitPeriod, rows)
        session.add(Unit(code="HU-LAST"))

    with Session(database.engine) as session:
        codes = list(session.scalars(select(Unit.code).order_by(Unit.id)))
        period = session.scalars(select(UnitPeriod).where(UnitPeriod.unit_id == ids[-1])).one()
    assert codes == ["HU-FIRST", *(f"HU-{number}" for number in range(_MANY)), "HU-LAST"]
    assert (period.kind, period.valid_from, period.reason) == (UnitKind.cell_subordinate, date(2022, 1, 31), "")


@pytest.mark.both_databases
def test_rows_of_a_trial_have_ids_too(database):
    with Session(database.engine) as session, trial(session, (Unit,)):
        ids = add_rows(session, Unit, [{"code": f"HU-{number}"} for number in range(_MANY)])
        stored = set(session.scalars(select(Unit.id)))

    assert set(ids) == stored
    assert len(stored) == _MANY


def touch_what_another_has_changed(season: Season, cell: str) -> None:
    with season.writing() as session:
        actor = season.actor(session, season.secretary(cell))
        dossier = dossiers.get_dossier(session, actor, season.dossier_id(cell))
        session.connection().exec_driver_sql("UPDATE dossier SET version = version + 1")
        moving.touch_together(session, actor, [dossier])


def test_a_dossier_that_changed_meanwhile_is_not_overwritten(season):
    season.open()
    season.answer(CELL)

    with pytest.raises(StaleDataError, match="1 dossiers"):
        touch_what_another_has_changed(season, CELL)
