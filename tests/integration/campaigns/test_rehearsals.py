"""A closed campaign under another programme: from what its decisions froze, and writing nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import event, select

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
    """Three of the eight cells rated, one of them lowered by its commune; the campaign is closed."""
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
        closing.close(session, campaigns.by_code(session, season.campaign), now=season.now)


def rehearse(season, programme):
    with season.reading() as session:
        done = rehearsals.rehearse(session, campaigns.by_code(session, season.campaign), programme)
        codes = {get(session, code).id: code for code in CELLS}
    return done, {codes[each.filed.unit_id]: each for each in done.found.replays}


CELLS = ("HU-A-01", "HU-A-02", "HU-B-01")


def without_shares(programme):
    """Only the grades count."""
    levels = tuple(
        replace(rule, conditions=tuple(each for each in rule.conditions if each.figure is None))
        for rule in programme.levels
    )
    return replace(programme, levels=levels)


def stricter(programme):
    """Good asks for excellent grades."""
    levels = tuple(
        replace(rule, conditions=tuple(
            replace(each, grade=Grade.excellent) if each.grade is Grade.good else each for each in rule.conditions
        )) if rule.code is Level.GOOD else rule
        for rule in programme.levels
    )  # fmt: skip
    return replace(programme, key="stricter", levels=levels)


def test_its_own_rules_change_nobody(decided):
    done, found = rehearse(decided, decided.programme(OWN))

    assert done.found.changed == ()
    assert {cell: each.expected for cell, each in found.items()} == {
        "HU-A-01": Level.GOOD, "HU-A-02": Level.GOOD, "HU-B-01": Level.COMPLETED,
    }  # fmt: skip


def test_a_stricter_rule_names_the_cells_that_fall_and_the_criteria_that_fail(decided):
    _done, found = rehearse(decided, stricter(decided.programme(OWN)))

    assert found["HU-A-01"].turn is Turn.falls
    assert "grades_short" in {reason.code for reason in found["HU-A-01"].lost}
    assert found["HU-B-01"].turn is Turn.same


def test_dossiers_that_no_decision_rated_are_listed_and_not_derived(decided):
    done, found = rehearse(decided, decided.programme(OWN))

    assert set(found) == set(CELLS)
    assert {done.names[unit].org_name for unit in done.undecided} == {
        "Chi bộ 03 xã Mẫu A", "Chi bộ 04 xã Mẫu A", "Chi bộ 05 xã Mẫu A", "Chi bộ 02 xã Mẫu B", "Chi bộ 03 xã Mẫu B",
    }  # fmt: skip


def test_what_changed_after_the_vote_plays_no_part(decided):
    before = rehearse(decided, without_shares(decided.programme(OWN)))[1]["HU-A-01"].filed
    with decided.writing() as session:
        unit = get(session, "HU-A-01")
        figures.report(session, unit.id, 2022, {"members_completed": 900, "members": 4000}, source="muộn", by=None,
                       now=decided.now)  # fmt: skip

    after = rehearse(decided, without_shares(decided.programme(OWN)))[1]["HU-A-01"].filed

    assert after == before


def test_the_grades_are_those_of_the_last_body_that_assessed(season):
    season.open()
    season.submit("HU-A-01", "GOOD", Grade.good)
    season.review("HU-A-01")
    season.decide("HU-A")
    close(season)

    with season.reading() as session:
        (filed,) = rehearsals.filed(session, campaigns.by_code(session, "rating"))

    assert set(filed.grades.values()) == {Grade.good}
    assert filed.figures["members_good"] == 800
    assert (filed.parent_name, filed.unit_kind) == ("Đảng bộ xã Mẫu A", "cell_subordinate")


def test_a_campaign_with_dossiers_on_their_way_is_not_rehearsed(season):
    season.open()
    season.bring("HU-A-01", State.commune_review)

    with season.reading() as session, pytest.raises(NotNow) as refused:
        rehearsals.rehearse(session, campaigns.by_code(session, "rating"), season.programme(OWN))

    (reason,) = refused.value.reasons
    assert (reason.code, reason.params) == ("rehearsal_open", {"campaign": "rating", "n": 8})


def test_a_campaign_all_of_whose_dossiers_ended_need_not_be_closed(season):
    season.make_unit("HU-C", "committee_grassroots", "Đảng bộ xã Mẫu C", parent="HU", committee="Đảng ủy xã Mẫu C")
    season.make_unit("HU-C-01", "cell_subordinate", "Chi bộ 01 xã Mẫu C", parent="HU-C")
    season.open(commune_codes=("HU-C",))
    season.bring("HU-C-01", State.certified)

    with season.reading() as session:
        assert rehearsals.refusal(session, campaigns.by_code(session, "rating")) is None


def test_titles_are_not_rehearsed_and_no_programme_of_titles_is_taken(decided):
    decided.open("four", programme="demo-four-good")

    with decided.reading() as session:
        title = rehearsals.refusal(session, campaigns.by_code(session, "four"))
        with pytest.raises(Refused) as refused:
            rehearsals.rehearse(session, campaigns.by_code(session, "rating"), decided.programme("demo-four-good"))

    assert title is not None
    assert title.code == "rehearsal_of_title"
    assert [reason.code for reason in refused.value.reasons] == ["rehearsal_kind"]


def test_a_rehearsal_writes_nothing_and_asks_no_query_per_dossier(decided):
    asked: list[str] = []
    other = stricter(decided.programme(OWN))
    with decided.reading() as session:
        campaign = session.scalars(select(Campaign)).one()
        event.listen(decided.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

        rehearsals.rehearse(session, campaign, other)

        assert not session.new
        assert not session.dirty
    assert all(statement.startswith("SELECT") for statement in asked)
    assert len(asked) <= 6
