"""A campaign is cancelled at the very moment of a vote or a note in it: the second sees what the first has done."""

import pytest

from grading.models import CampaignState
from grading.services.campaigns import campaigns, closing
from grading.services.decisions import finding, voting
from grading.services.dossiers import dossiers
from grading.services.registrations import registering, registrations
from tests.committees import settle_town
from tests.integration.campaigns.test_note_taken_back_at_once import while_written
from tests.quarters import CELL, dossier_of, open_year, reviewer, send
from tests.registering import LAMPS, RESOLVED, Registrations, row_of
from workflows import Registering, Role, State

CELL_OF_THE_TITLE = "HU-A-01"

pytestmark = pytest.mark.both_databases


def cancelling(season):
    administrator = season.who(Role.admin)

    def cancel(session):
        campaign = campaigns.by_code(session, season.campaign)
        closing.cancel(session, season.actor(session, administrator), campaign, "Mở nhầm năm.")

    return cancel


def test_nothing_is_noted_while_the_quarter_is_being_cancelled(season):
    settle_town(season)
    open_year(season)
    send(season)
    dossier_id, above = dossier_of(season, "quarter-1"), reviewer(season)

    def note(session):
        actor = season.actor(session, above)
        dossiers.take_step(session, actor, dossiers.get_dossier(session, actor, dossier_id), "note")

    failures = while_written(season, cancelling(season), note)

    assert [reason.code for failure in failures for reason in failure.reasons] == ["campaign_cancelled"]
    assert season.state(CELL) is State.commune_review


@pytest.mark.parametrize(
    ("vote_first", "told", "state"),
    [(True, "cancel_voted", CampaignState.open), (False, "campaign_cancelled", CampaignState.cancelled)],
)
def test_of_a_vote_and_a_cancelling_at_once_the_second_is_refused(season, vote_first, told, state):
    season.open()
    season.submit("HU-A-01")
    season.review("HU-A-01")
    decision_id = season.vote_on("HU-A")
    secretary = season.who(Role.authority_secretary, "HU-A")
    with season.acting(secretary) as (session, actor):
        voting.reopen_vote(session, actor, finding.get_decision(session, actor, decision_id))

    def vote(session):
        actor = season.actor(session, secretary)
        voting.record_vote(session, actor, finding.get_decision(session, actor, decision_id))

    works = (vote, cancelling(season)) if vote_first else (cancelling(season), vote)

    failures = while_written(season, *works)

    assert [reason.code for failure in failures for reason in failure.reasons] == [told]
    with season.reading() as session:
        assert campaigns.by_code(session, season.campaign).state is state


def test_nobody_registers_while_the_campaign_is_being_cancelled(season):
    title = Registrations(season)
    secretary = season.secretary(CELL_OF_THE_TITLE)

    def register(session):
        actor = season.actor(session, secretary)
        row = registrations.get_registration(session, actor, title.id_of(session, CELL_OF_THE_TITLE))
        registering.register(session, actor, row, RESOLVED, (LAMPS,))

    failures = while_written(season, cancelling(season), register)

    assert [reason.code for failure in failures for reason in failure.reasons] == ["campaign_cancelled"]
    assert row_of(season, CELL_OF_THE_TITLE).state is Registering.invited
