"""A note is taken back at the very moment of the vote on the year: the second sees what the first has done."""

from threading import Event, Thread

import pytest

from grading.services.decisions import finding, voting
from grading.services.dossiers import dossiers
from tests.committees import settle_town, through
from tests.quarters import CELL, TOWN, YEAR, dossier_of, note, open_year, reviewer
from workflows import Role, State

pytestmark = pytest.mark.both_databases


@pytest.fixture
def noted(season):
    """Plays the first quarter to its note, and the year until its vote is recorded and opened again."""
    settle_town(season)
    open_year(season)
    note(season)
    season.campaign = YEAR
    through(season, TOWN, CELL)
    season.decision_id = season.vote_on(TOWN)
    secretary = season.who(Role.authority_secretary, TOWN)
    with season.acting(secretary) as (session, actor):
        voting.reopen_vote(session, actor, finding.get_decision(session, actor, season.decision_id))
    return season


def while_written(season, first, second):
    """Runs the second work while the first has written and not committed yet; each has a transaction of its own. The
    first waits for a second at most, because the second may have to wait for the first. Returns the second's error."""
    written, done, failures = Event(), Event(), []

    def follow():
        written.wait(timeout=20)
        try:
            with season.writing() as session:
                second(session)
        except Exception as failure:
            failures.append(failure)
        done.set()

    following = Thread(target=follow)
    following.start()
    with season.writing() as session:
        first(session)
        written.set()
        done.wait(timeout=1)
    following.join(timeout=60)
    return failures


def test_a_note_is_not_taken_back_while_the_vote_on_its_year_is_being_recorded(noted):
    season, quarter = noted, dossier_of(noted, "quarter-1")
    secretary, above = season.who(Role.authority_secretary, TOWN), reviewer(season)

    def vote(session):
        actor = season.actor(session, secretary)
        voting.record_vote(session, actor, finding.get_decision(session, actor, season.decision_id))

    def take_back(session):
        actor = season.actor(session, above)
        dossier = dossiers.get_dossier(session, actor, quarter)
        dossiers.take_step(session, actor, dossier, "cancel_note", note="Nhầm.")

    failures = while_written(season, vote, take_back)

    assert [reason.code for failure in failures for reason in failure.reasons] == ["year_decided"]
    assert season.state(CELL) is State.noted
