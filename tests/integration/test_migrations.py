"""Every migration runs over rows, forward and back: values for which both schemas have a place do not change."""

from dataclasses import replace
from functools import reduce

import pytest
from sqlalchemy import insert, select, text

from config.settings import Settings
from grading.app import create_app
from grading.models import Base
from tests.changes_of_revisions import FILLED, NEW_COLUMNS, NEW_TABLES, OLD_COLUMNS
from tests.databases_at_revisions import DatabasesAtRevisions, Folder, Server
from tests.integration.members.members import FEWER, decide
from tests.processes import of_format_2
from tests.registering import Registrations
from tests.revisions import REVISIONS, before, broken_references, go_down, go_up, read_rows
from tests.schemas import schema
from tests.season import Season
from workflows import State

NEWEST = REVISIONS[-1]


def whole_ways(postgres_from):
    """Returns a decorator: on SQLite a test goes the whole way from every revision, on PostgreSQL from this one alone.
    A step of every revision over rows of every table is tested on both."""
    ways = [("sqlite", revision) for revision in REVISIONS]
    ways.append(pytest.param("postgres", postgres_from, marks=pytest.mark.postgres))
    return pytest.mark.parametrize(("databases", "revision"), ways, indirect=["databases"])


@pytest.fixture(scope="session")
def sqlite_revisions(tmp_path_factory):
    return DatabasesAtRevisions(Folder(tmp_path_factory.mktemp("revisions")))


@pytest.fixture(scope="session")
def postgres_revisions(postgres):
    server = Server(postgres)
    revisions = DatabasesAtRevisions(server)
    yield revisions
    revisions.drop()
    server.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def databases(request):
    return request.getfixturevalue(f"{request.param}_revisions")


@pytest.fixture(scope="session")
def played(sqlite_revisions, tmp_path_factory):
    """Returns the rows of a season by table; each table comes after the tables that it refers to."""
    with sqlite_revisions.newest() as engine:
        settings = Settings(
            data=tmp_path_factory.mktemp("season"),
            database_url=engine.url.render_as_string(),
            base_url="http://localhost",
            secret_key="k" * 40,
        )
        app = create_app(settings)
        play(Season(app))
        app.extensions["engine"].dispose()
        with engine.connect() as connection:
            tables = Base.metadata.sorted_tables
            rows = {table.name: connection.execute(select(table)).mappings().all() for table in tables}
        return {name: list(map(dict, lines)) for name, lines in rows.items() if lines}


def after_going_up(revision, rows):
    """Returns what the rows of the revision before become, with empty new tables, but without registration_act, which
    revision 0007 fills."""
    columns, dropped = NEW_COLUMNS.get(revision, {}), OLD_COLUMNS.get(revision, {})
    kept = {
        table: [
            {name: value for name, value in row.items() if (table, name) not in dropped}
            | {name: value(row) for (of, name), value in columns.items() if of == table}
            for row in lines
        ]
        for table, lines in rows.items()
    }
    return {table: [] for table in NEW_TABLES[revision] - FILLED} | kept


def after_going_down(revision, rows):
    """Returns what is left of the rows of this revision in the revision before it."""
    columns, restored = NEW_COLUMNS.get(revision, {}), OLD_COLUMNS.get(revision, {})
    return {
        table: [
            {name: value for name, value in row.items() if (table, name) not in columns}
            | {name: value(row) for (of, name), value in restored.items() if of == table}
            for row in lines
            if not (revision == "0006" and row.get("stage") == "decided")  # counts without a place in 0005
        ]
        for table, lines in rows.items()
        if table not in NEW_TABLES[revision]
    }


def climb(engine, revisions, rows):
    """Goes up through these revisions, and asserts that the rows of the revision before them are kept."""
    expected = reduce(lambda now, revision: after_going_up(revision, now), revisions, rows)
    go_up(engine, revisions[-1])
    rows_after = read_rows(engine)
    assert {table: rows_after[table] for table in expected} == expected
    assert set(rows_after) - set(expected) <= {table for revision in revisions for table in NEW_TABLES[revision]}
    assert broken_references(engine) == []


def descend(engine, revisions, rows):
    """Goes down from the first of these revisions through the last one, and asserts that these rows lose only what is
    new in them. Returns the rows then."""
    go_down(engine, before(revisions[-1]))
    rows_after = read_rows(engine)
    assert rows_after == reduce(lambda now, revision: after_going_down(revision, now), revisions, rows)
    assert broken_references(engine) == []
    return rows_after


@whole_ways(REVISIONS[0])
def test_rows_of_every_table_go_up_from_this_revision_to_the_newest_unchanged(databases, revision):
    with databases.filled(revision) as engine:
        rows = read_rows(engine)
        assert all(rows.values())

        if later := REVISIONS[REVISIONS.index(revision) + 1 :]:
            climb(engine, later, rows)

        assert schema(engine) == databases.schemas[NEWEST]


@whole_ways(NEWEST)
def test_rows_of_every_table_go_down_from_this_revision_and_lose_only_what_is_new(databases, revision):
    with databases.filled(revision) as engine:
        left = descend(engine, REVISIONS[REVISIONS.index(revision) :: -1], read_rows(engine))

        assert left == {}


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_step_down_and_up_over_rows_gives_the_schemas_of_an_upgrade_from_nothing(databases, revision):
    with databases.filled(revision) as engine:
        rows = descend(engine, [revision], read_rows(engine))
        below = schema(engine)
        climb(engine, [revision], rows)

        assert below == databases.schemas[before(revision)]
        assert schema(engine) == databases.schemas[revision]


def test_a_played_season_goes_down_and_up_and_loses_only_what_older_revisions_have_no_place_for(databases, played):
    assert {"commendation", "evidence", "registration_act"} <= played.keys()
    with databases.newest() as engine:
        with engine.begin() as connection:
            for table, rows in played.items():
                connection.execute(insert(Base.metadata.tables[table]), rows)
        left = descend(engine, REVISIONS[:0:-1], read_rows(engine))
        climb(engine, REVISIONS[1:], left)

        assert schema(engine) == databases.schemas[NEWEST]


def test_the_people_known_to_have_acted_on_a_registration_become_its_first_lines(databases):
    with databases.filled("0006") as engine:
        with engine.begin() as connection:
            # Accounts 3 and 4 settled registrations 3 and 4. After this, only figure 4 is still its settler's.
            connection.execute(text("UPDATE figure SET source = 'registered_works' WHERE id IN (3, 4)"))
            connection.execute(text("UPDATE figure SET by_id = 5 WHERE id = 3"))

        go_up(engine, "0007")

        lines = [row for row in read_rows(engine)["registration_act"] if row["registration_id"] in (3, 4)]
        acts = ("register", "survey", "settle", "check")
        expected = {(of, act, of) for of in (3, 4) for act in acts} | {(3, "progress", 5)}
        assert sorted((row["registration_id"], row["act"], row["by_id"]) for row in lines) == sorted(expected)


def test_a_programme_that_a_command_published_is_a_draft_in_the_revision_that_asks_for_a_person(databases):
    with databases.filled("0017") as engine:
        with engine.begin() as connection:
            connection.execute(text("UPDATE programme_version SET approved_by_id = NULL WHERE id = 2"))

        go_down(engine, "0016")

        rows = {row["id"]: row["approved_at"] for row in read_rows(engine)["programme_version"]}
        assert [key for key, approved_at in rows.items() if approved_at is None] == [2]


def test_a_unit_whose_name_hid_it_is_found_after_the_upgrade(databases):
    with databases.filled("0019") as engine:
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE unit_period SET org_name = 'Chi bộ \u00d0ông', search_key = 'x' WHERE id = 1")
            )

        go_up(engine, "0020")

        keys = {row["id"]: row["search_key"] for row in read_rows(engine)["unit_period"]}
        assert keys[1] == "chi bo dong"
        assert keys[2] != "chi bo dong"


def test_records_get_their_last_lines_and_older_seals_a_row_of_their_own(databases):
    with databases.filled("0031") as engine:
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE decision SET state = 'drafted', number = NULL, issued_on = NULL WHERE id > 2")
            )
            connection.execute(
                text("UPDATE decision SET state = 'issued', number = id, issued_on = '2022-12-31' WHERE id < 3")
            )
            connection.execute(
                text(
                    "UPDATE event SET subject_kind = 'decision', subject_id = 1, done = 'decision_issued' WHERE id = 2"
                )
            )
            connection.execute(text("UPDATE event_words SET content = :said WHERE event_id = 2"),
                               {"said": '{"sealed":"1:abc"}'})  # fmt: skip

        go_up(engine, "0032")

        rows = read_rows(engine)
        seals = {row["subject_id"]: row["seal"] for row in rows["older_seal"] if row["subject_kind"] == "decision"}
        assert seals == {1: "1:abc", 2: ""}
        lines = {(row["subject_kind"], row["subject_id"]): row["digest"] for row in rows["event"]}
        assert {(row["subject_kind"], row["subject_id"]): row["digest"] for row in rows["record_end"]} == lines


def play(season):
    """Plays a season: a cell is rated and commended, the levels of another cell's members are decided, and both cells
    register for a title: one is confirmed and works for it, the other is set aside."""
    season.settle_units()
    season.older = of_format_2
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open()
    season.bring("HU-A-01", State.certification, "EXCELLENT")
    season.decide("HU", awards={"HU-A-01": "Y"})
    season.submit("HU-A-02")
    decide(season, {"HU-A-02": FEWER})
    title = Registrations(season)
    for cell in ("HU-A-01", "HU-A-02"):
        title.register(cell)
    title.settle("HU-A-01", set_aside={"HU-A-02": "Chưa đủ điều kiện."})
    title.progress("HU-A-01", 2000)
    title.check("HU-A-01")
