"""Rehearsing a closed campaign under another programme reads what its decisions froze and writes nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import event, select

from grading.actors import command
from grading.models import Campaign
from grading.rules.levels import Grade, Level
from grading.rules.rehearsal import Turn
from grading.services.campaigns import campaigns, closing, rehearsals
from grading.services.figures import figures
from grading.services.ground.errors import NotNow, Refused
from tests.seats import get
from workflows import State

OWN = "demo-giong-rieng-r2019"


@pytest.fixture
def decided(season):
    """A closed campaign in which three of eight cells are rated; the commune lowered one of them."""
    season.open()
    for cell, grade in (("HU-A-01", Grade.good), ("HU-A-02", Grade.good), ("HU-B-01", Grade.average)):
        season.submit(cell, "GOOD", grade)
        season.review(cell)
    season.decide("HU-A", {"HU-A-01": "GOOD", "HU-A-02": "GOOD"})
    season.decide("HU-B", {"HU-B-01": "COMPLETED"})
    close(season)
    return season


def close(season) -> None:
    with season.writing() as session:
        closing.close(session, command(season.now), campaigns.by_code(session, season.campaign))


def rehearse(season, programme):
    with season.reading() as session:
        rehearsal = rehearsals.rehearse(session, campaigns.by_code(session, season.campaign), programme)
        codes = {get(session, code).id: code for code in CELLS}
    return rehearsal, {codes[replay.filed.unit_id]: replay for replay in rehearsal.found.replays}


CELLS = ("HU-A-01", "HU-A-02", "HU-B-01")


def without_shares(programme):
    """Returns the programme without its conditions on figures: only the grades count."""
    levels = tuple(
        replace(rule, conditions=tuple(condition for condition in rule.conditions if condition.figure is None))
        for rule in programme.outcomes
    )
    return replace(programme, outcomes=levels)


def stricter(programme):
    """Returns the programme with level GOOD asking for excellent grades instead of good ones."""
    levels = tuple(
        replace(rule, conditions=tuple(
            replace(condition, grade=Grade.excellent) if condition.grade is Grade.good else condition
            for condition in rule.conditions
        )) if rule.key == Level.GOOD else rule
        for rule in programme.outcomes
    )  # fmt: skip
    return replace(programme, key="stricter", outcomes=levels)


def test_rehearsing_the_campaigns_own_programme_changes_no_level(decided):
    rehearsal, replays = rehearse(decided, decided.programme(OWN))

    assert rehearsal.found.changed == ()
    assert {cell: replay.expected for cell, replay in replays.items()} == {
        "HU-A-01": Level.GOOD, "HU-A-02": Level.GOOD, "HU-B-01": Level.COMPLETED,
    }  # fmt: skip


def test_a_stricter_rule_shows_which_cells_fall_and_why(decided):
    _rehearsal, replays = rehearse(decided, stricter(decided.programme(OWN)))

    assert replays["HU-A-01"].turn is Turn.falls
    assert "grades_short" in {reason.code for reason in replays["HU-A-01"].lost}
    assert replays["HU-B-01"].turn is Turn.same


def test_dossiers_without_a_decision_are_listed_and_not_rehearsed(decided):
    rehearsal, replays = rehearse(decided, decided.programme(OWN))

    assert set(replays) == set(CELLS)
    assert {rehearsal.names[unit].org_name for unit in rehearsal.undecided} == {
        "Chi bộ 03 xã Mẫu A", "Chi bộ 04 xã Mẫu A", "Chi bộ 05 xã Mẫu A", "Chi bộ 02 xã Mẫu B", "Chi bộ 03 xã Mẫu B",
    }  # fmt: skip


def test_figures_reported_after_the_vote_do_not_count(decided):
    filed_before = rehearse(decided, without_shares(decided.programme(OWN)))[1]["HU-A-01"].filed
    with decided.writing() as session:
        unit = get(session, "HU-A-01")
        figures.report(
            session, command(decided.now), unit.id, 2022, {"members_completed": 900, "members": 4000}, source="muộn"
        )

    filed_after = rehearse(decided, without_shares(decided.programme(OWN)))[1]["HU-A-01"].filed

    assert filed_after == filed_before


def test_the_grades_are_those_of_the_last_body_that_assessed(season):
    season.open()
    season.submit("HU-A-01", "GOOD", Grade.good)
    season.review("HU-A-01")
    season.decide("HU-A")
    close(season)

    with season.reading() as session:
        campaign = campaigns.by_code(session, "rating")
        (filed,) = rehearsals.filed(session, campaign, campaign.programme)

    assert set(filed.grades.values()) == {Grade.good}
    assert filed.figures["members_good"] == 800
    assert (filed.parent_name, filed.unit_kind) == ("Đảng bộ xã Mẫu A", "cell_subordinate")


def test_a_campaign_with_unfinished_dossiers_is_not_rehearsed(season):
    season.open()
    season.bring("HU-A-01", State.commune_review)

    with season.reading() as session, pytest.raises(NotNow) as refused:
        rehearsals.rehearse(session, campaigns.by_code(session, "rating"), season.programme(OWN))

    (reason,) = refused.value.reasons
    assert (reason.code, reason.params) == ("rehearsal_open", {"campaign": "rating", "n": 8})


def test_a_campaign_whose_dossiers_all_ended_can_be_rehearsed_before_it_is_closed(season):
    season.make_unit("HU-C", "committee_grassroots", "Đảng bộ xã Mẫu C", parent="HU", committee="Đảng ủy xã Mẫu C")
    season.make_unit("HU-C-01", "cell_subordinate", "Chi bộ 01 xã Mẫu C", parent="HU-C")
    season.open(commune_codes=("HU-C",))
    season.bring("HU-C-01", State.certified)

    with season.reading() as session:
        assert rehearsals.refusal(session, campaigns.by_code(session, "rating")) is None


def test_a_programme_that_gives_something_else_is_not_rehearsed(decided):
    with decided.reading() as session, pytest.raises(Refused) as refused:
        rehearsals.rehearse(session, campaigns.by_code(session, "rating"), decided.programme("demo-four-good"))

    assert [reason.code for reason in refused.value.reasons] == ["rehearsal_kind"]


def test_a_rehearsal_writes_nothing_and_runs_no_query_per_dossier(decided):
    statements: list[str] = []
    stricter_programme = stricter(decided.programme(OWN))
    with decided.reading() as session:
        campaign = session.scalars(select(Campaign)).one()
        event.listen(decided.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))

        rehearsals.rehearse(session, campaign, stricter_programme)

        assert not session.new
        assert not session.dirty
    assert all(statement.startswith("SELECT") for statement in statements)
    assert len(statements) <= 6
