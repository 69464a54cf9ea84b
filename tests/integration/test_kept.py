"""What a transaction has read once is not read again, until something may have changed it."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Figure, Unit
from grading.services.figures import figures
from grading.services.ground import periods
from grading.services.ground.turns import hold_turn
from grading.services.units.units import names_on
from tests.reading import questions_of
from tests.seats import get

pytestmark = pytest.mark.both_databases

CELL = "HU-A-01"


def values(season, session, unit_id):
    return {metric: row.value for (_unit, _year, metric), row in figures.latest(session, [unit_id], [2022]).items()}


def test_the_same_question_is_sent_once_in_a_transaction(season):
    with season.reading() as session:
        unit = get(session, CELL)
        names_on(session, [unit.id], season.now.date())

        with questions_of(season.engine) as sent:
            names_on(session, [unit.id], season.now.date())

    assert sent == []


def test_a_written_row_is_read_again(season):
    with season.writing() as session:
        unit_id = get(session, CELL).id
        before = values(season, session, unit_id)

        figures.report(session, command(season.now), unit_id, 2022, {"members": 500}, source="Báo cáo")

        assert (before, values(season, session, unit_id)) == ({}, {"members": 500})


def test_a_written_row_of_another_table_forgets_nothing(season):
    with season.writing() as session:
        unit = get(session, CELL)
        periods.keep(session, 2022)
        names_on(session, [unit.id], season.now.date())
        session.add(Figure(unit_id=unit.id, period_id=2022, metric="members", value=700, source="x", at=season.now))
        session.flush()

        with questions_of(season.engine) as sent:
            names_on(session, [unit.id], season.now.date())

    assert sent == []


@pytest.mark.parametrize("lock", ["row", "turn"])
def test_after_a_lock_everything_is_read_again(season, lock):
    with season.writing() as session:
        unit_id = get(session, CELL).id
        values(season, session, unit_id)
        if lock == "row":
            session.scalars(select(Unit).where(Unit.id == unit_id).with_for_update()).one()
        else:
            hold_turn(session, "figures", [unit_id])

        with questions_of(season.engine) as sent:
            values(season, session, unit_id)

    assert len(sent) == 1


def test_the_end_of_a_transaction_forgets(season):
    with season.reading() as session:
        unit_id = get(session, CELL).id
        values(season, session, unit_id)
        session.rollback()
        with season.writing() as other:
            periods.keep(other, 2022)
            other.add(Figure(unit_id=unit_id, period_id=2022, metric="members", value=700, source="x", at=season.now))

        assert values(season, session, unit_id) == {"members": 700}
