"""Tests are lent databases, and seasons are restored in them, as if each test were the only one."""

import pytest
from sqlalchemy import select

from grading.models import Account, Base, Unit
from grading.services.dossiers import dossiers
from tests import snapshots
from tests.season import Season
from workflows import State

pytestmark = pytest.mark.both_databases

CELL = "HU-A-01"


def rows(season: Season) -> dict[str, list[object]]:
    with season.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def emptied(database, app) -> Season:
    database.put(database.empty)
    database.played = ""
    snapshots.begin(database)
    return Season(app)


def play(season: Season) -> int:
    season.settle_units()
    season.open()
    return season.bring(CELL, State.commune_review)


def test_a_restored_season_equals_the_played_season_and_gives_the_same_next_ids(app, database):
    first = Season(app)
    played = play(first), rows(first), first.make_account("somebody"), rows(first)["account"][-1][0]

    again = emptied(database, app)

    assert not any(rows(again).values())
    assert (play(again), rows(again), again.make_account("somebody"), rows(again)["account"][-1][0]) == played


def test_attached_files_are_restored_with_their_rows(app, database, settings):
    play(Season(app))
    contents = sorted(path.read_bytes() for path in (settings.data / "files").glob("*/*"))
    for path in (settings.data / "files").glob("*/*"):
        path.unlink()

    play(emptied(database, app))

    assert contents
    assert sorted(path.read_bytes() for path in (settings.data / "files").glob("*/*")) == contents


def test_a_verb_is_played_in_full_after_a_test_has_written_itself(app, database):
    play(Season(app))
    season = emptied(database, app)
    season.settle_units()
    with season.writing() as session:
        session.add(Unit(code="KHAC"))

    season.open()

    with season.reading() as session:
        assert session.scalars(select(Unit).where(Unit.code == "KHAC")).one()
    assert season.state(CELL) is State.draft


def test_a_verb_is_played_in_full_while_a_part_of_the_project_is_replaced(app, database, monkeypatch):
    play(Season(app))
    season = emptied(database, app)
    calls = []

    def refuse(*_given, **_more):
        calls.append("step")
        raise RuntimeError

    monkeypatch.setattr(dossiers, "take_step", refuse)

    with pytest.raises(RuntimeError):
        play(season)
    assert calls == ["step"]


@pytest.mark.parametrize("changed", ["nothing", "row", "file"])
def test_a_check_runs_again_only_where_a_row_or_a_file_has_changed(app, database, settings, changed):
    checked = []
    season = Season(app)
    for _ in range(2):
        play(emptied(database, app))
        season.make_account(f"before-a-changed-{changed}")
        snapshots.once_for_a_state(database, season.files, lambda: checked.append("whole"))

    if changed == "row":
        with season.writing() as session:
            session.add(Unit(code="KHAC"))
    if changed == "file":
        next((settings.data / "files").glob("*/*")).write_bytes(b"damaged")
    snapshots.once_for_a_state(database, season.files, lambda: checked.append("changed"))

    assert checked == (["whole"] if changed == "nothing" else ["whole", "changed"])


def test_a_check_that_failed_runs_again_on_the_same_state(app, database):
    season = Season(app)
    play(season)
    with pytest.raises(ZeroDivisionError):
        snapshots.once_for_a_state(database, season.files, lambda: 1 // 0)
    checked = []

    snapshots.once_for_a_state(database, season.files, lambda: checked.append("again"))

    assert checked == ["again"]


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_sees_nothing_of_the_test_before_it(app, database, settings, time):
    season = Season(app)
    with season.reading() as session:
        account_ids = session.scalars(select(Account.id)).all()
    app.config["MAX_CONTENT_LENGTH"], allowed = 1, app.config["MAX_CONTENT_LENGTH"]

    season.make_account("somebody")

    assert (account_ids, rows(season)["account"][0][0], list(settings.data.glob("files/*"))) == ([], 1, [])
    assert allowed > 1


def test_a_connection_that_is_left_open_fails_the_test_that_left_it(database):
    def leave():
        with database.lent():
            connections.append(database.engine.connect())

    connections = []

    with pytest.raises(AssertionError, match="left a connection open"):
        leave()

    connections[0].detach()  # its pool is gone
    connections[0].close()
