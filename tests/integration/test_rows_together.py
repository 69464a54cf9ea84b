"""Many rows are written with one statement, and each object still stands for its own row."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from grading.db import transaction
from grading.models import Unit
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

    assert [statement.split(" (")[0] for statement in sent] == ["INSERT INTO unit"]
    assert stored == numbers


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
