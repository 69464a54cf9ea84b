"""Reading a file takes long, so each file is read once, and never while others wait for their turn to write."""

from functools import partial

import pytest
from sqlalchemy import event

from grading.actors import command
from grading.rules.programmes.reading.tree import Budget
from grading.services.ground.errors import NotNow
from grading.services.programmes import importing, planning
from grading.services.programmes.planning import MOST_FAULTS
from tests import issuing
from tests.integration.pages import hidden_fields
from tests.issuing import BELOW, CHANGED, ISSUED, KEY, PAPER


@pytest.fixture
def steps(season, monkeypatch):
    """What happens, in order: `read` for each file that is parsed, `write` for each write transaction."""
    happened, parse = [], planning.parsed

    def parsed(*file):
        happened.append("read")
        return parse(*file)

    def began(connection):
        if connection.get_execution_options().get("writes"):
            happened.append("write")

    monkeypatch.setattr(planning, "parsed", parsed)
    event.listen(season.engine, "begin", began)
    yield happened
    event.remove(season.engine, "begin", began)


@pytest.fixture
def admin(season):
    return season.client(issuing.administrator(season, "first.admin"))


@pytest.fixture
def carried(admin):
    """The fields of a preview, by which its file is imported."""
    files = issuing.files({"huyen": ISSUED})
    return hidden_fields(admin.post("/programmes/preview", data={"files": [issuing.upload(files[0])]}).text)


def test_an_import_reads_each_file_once_before_it_takes_its_turn_to_write(admin, carried, steps):
    steps.clear()

    answer = admin.post("/programmes", data=carried)

    assert answer.status_code == 303
    assert steps == ["read", "write"]


def test_a_refused_import_shows_its_preview_again_without_reading_again(admin, carried, steps):
    steps.clear()

    answer = admin.post("/programmes", data=carried | {"digest": "0"})

    assert answer.status_code == 422
    assert steps == ["read", "write"]


def test_a_preview_reads_each_file_once_and_takes_no_turn_to_write(admin, steps):
    files = [issuing.upload(file) for file in issuing.files({"huyen": ISSUED, "xa": BELOW})]

    admin.post("/programmes/preview", data={"files": files})

    assert steps == ["read", "read"]


def test_a_base_that_was_published_after_the_preview_makes_the_preview_stale(season):
    issuing.published(season)
    plan = issuing.planned(season, xa=BELOW)
    issuing.published(season, CHANGED)

    with season.writing() as session, pytest.raises(NotNow) as refusal:
        importing.import_files(session, command(season.now), plan, plan.digest, PAPER)

    assert [reason.code for reason in refusal.value.reasons] == ["programme_preview_stale"]


def test_a_preview_shown_again_reads_the_files_again_once_their_base_changed(season):
    issuing.published(season)
    plan = issuing.planned(season, xa=BELOW)
    issuing.published(season, CHANGED)

    with season.reading() as session:
        again = planning.looked_at_again(session, command(season.now), plan)

    assert plan.rows[0].programme.years == (2021, 2022)
    assert again.rows[0].programme.years == (2022, 2022)


def test_files_that_are_sent_together_share_what_may_be_read(monkeypatch, season):
    size = 100
    monkeypatch.setattr(planning, "Budget", partial(Budget, left=2 * size))
    texts = {name: f"key: {KEY}-{name}\nz: [{'1, ' * size}1]\n" for name in ("a", "b")}

    plan = issuing.planned(season, **texts)

    assert ["too_many" in {fault.code for fault in row.faults} for row in plan.rows] == [False, True]


def test_of_a_file_full_of_faults_the_first_are_shown(season):
    plan = issuing.planned(season, mau="key: x\n" * (2 * MOST_FAULTS))

    assert [len(row.faults) for row in plan.rows] == [MOST_FAULTS]
