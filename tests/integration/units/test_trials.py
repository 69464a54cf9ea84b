"""A change of units that is looked at: it waits for no writer, keeps nobody waiting, and leaves nothing behind."""

import pytest
from sqlalchemy import func, select, update

from grading.db import trial
from grading.models import Account, Event, Unit, UnitPeriod, UnitTask
from grading.services.campaigns import reorganising
from tests.integration.pages import text_of
from tests.reorganising import CELL, OTHER
from tests.seats import get
from workflows import Role

JUNE = {"day": "01/6/2022", "reason": "Nghị quyết số 3-NQ/HU", "do": "preview"}
DESCRIBED = {"kind": "cell_subordinate", "cell_type": "", "committee_name": "", "issuer_name": ""}
WAYS = {
    "edit": DESCRIBED | {"org_name": "Chi bộ Đổi tên", "parent": "HU-B"},
    "correct": DESCRIBED | {"org_name": "Chi bộ Ghi đúng", "parent": "HU-A"},
    "close": {},
    "merge": {"others": OTHER},
    "divide": {"successors": "HU-A-21; Chi bộ Hai Mốt\nHU-A-22; Chi bộ Hai Hai"},
}


@pytest.fixture
def admin(season):
    season.open()
    season.secretary(CELL)
    client = season.client(season.who(Role.admin))
    client.get("/")
    return client


def preview(season, client, way):
    with season.reading() as session:
        unit_id = get(session, CELL).id
    return client.post(f"/units/{unit_id}/change", data=JUNE | {"way": way} | WAYS[way])


def rows(season):
    tables = (Unit, UnitPeriod, UnitTask, Event)
    with season.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


@pytest.mark.parametrize("way", WAYS)
def test_a_change_is_looked_at_while_somebody_else_is_writing(season, admin, way):
    with season.writing() as session:
        session.execute(update(Account).values(version=Account.version))
        answer = preview(season, admin, way)

    assert answer.status_code == 200
    assert "Xem trước: chưa có gì thay đổi" in text_of(answer.text)


def test_many_looks_in_one_connection_say_the_same_and_leave_everything_as_it_was(season, admin):
    before, first = rows(season), text_of(preview(season, admin, "divide").text)

    again = []
    for _time in range(7):  # a driver prepares what it has sent a few times
        again.append(text_of(preview(season, admin, "divide").text))
        assert "HU-A-21" not in admin.get("/units?q=HU-A-2").text

    assert again == [first] * 7
    assert rows(season) == before


def test_what_is_looked_at_is_a_copy_of_every_row_column_by_column(season, admin):
    def everything(session):
        return [
            [dict(row._mapping) for row in session.execute(select(*model.__table__.columns).order_by(model.id))]
            for model in reorganising.READ_AND_WRITTEN
        ]

    with season.reading() as session:
        there = everything(session)
        with trial(session, reorganising.READ_AND_WRITTEN, reorganising.ONLY_WRITTEN):
            copied, lines = everything(session), session.scalars(select(Event)).all()

    assert copied == there
    assert lines == []  # the record grows for ever, and a change only adds to it
