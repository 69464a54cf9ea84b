"""A closed campaign is opened again with a reason, unless another campaign has taken its units since."""

import pytest

from grading.models import Campaign, Done, Event
from grading.services.campaigns import campaigns, closing
from grading.services.ground.errors import Refused
from workflows import Role, State, StepRefused

CELL = "HU-A-01"


def close(season):
    with season.acting(season.who(Role.admin)) as (session, actor):
        closing.close(session, actor, campaigns.by_code(session, season.campaign))


def reopen(season, reason="Đợt bị khóa nhầm."):
    with season.acting(season.who(Role.admin)) as (session, actor):
        closing.reopen(session, actor, campaigns.by_code(session, season.campaign), reason)


def test_what_was_not_sent_is_sent_once_the_campaign_is_open_again(season):
    season.open()
    season.fill_in(CELL)
    close(season)
    with pytest.raises(StepRefused):
        season.step(CELL, "submit", season.secretary(CELL))

    reopen(season)
    season.step(CELL, "submit", season.secretary(CELL))

    assert season.state(CELL) is State.commune_review
    with season.reading() as session:
        assert session.query(Event).filter_by(done=Done.campaign_reopened).one().words.reason == "Đợt bị khóa nhầm."


@pytest.mark.parametrize(("is_closed", "reason", "code"), [(False, "Nhầm.", "campaign_not_closed"),
                                                          (True, "  ", "reopening_reason")])  # fmt: skip
def test_an_open_campaign_and_an_opening_without_a_reason_are_refused(season, is_closed, reason, code):
    season.open()
    if is_closed:
        close(season)

    with pytest.raises(Refused) as refusal:
        reopen(season, reason)

    assert [each.code for each in refusal.value.reasons] == [code]


@pytest.mark.parametrize(("given", "code"), [({"code": "dot 2022"}, "campaign_code_shape"),
                                             ({"code": "đợt"}, "campaign_code_shape"),
                                             ({"authority_code": CELL}, "authority_is_cell")])  # fmt: skip
def test_a_campaign_with_a_code_that_no_command_takes_or_under_a_cell_is_not_opened(season, given, code):
    with pytest.raises(Refused) as refusal:
        season.open(**given)

    with season.reading() as session:
        assert session.query(Campaign).count() == 0
    assert [each.code for each in refusal.value.reasons] == [code]


def test_dossiers_that_were_sent_go_on_after_a_closing_and_are_named_before_it(season):
    season.open()
    season.bring(CELL, State.commune_review)

    with season.reading() as session:
        going_on = closing.still_open(session, campaigns.by_code(session, season.campaign))
        assert [dossier.unit.code for dossier in going_on] == [CELL]
