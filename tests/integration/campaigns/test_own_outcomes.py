"""Outcomes of a table's own from the ballot to the result: a title with a degree, and a rating with five levels."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from grading.models import DecisionItem, Result
from grading.rules.levels import Level
from grading.rules.programmes.parts.ballot import BallotRule
from grading.rules.programmes.reading.loading import load
from grading.rules.rehearsal import Turn
from grading.services.campaigns import campaigns, rehearsals, totals
from grading.services.decisions import choices
from grading.services.ground.errors import Refused
from grading.services.results.results import ratings_by_year
from tests.integration.decisions.meetings import open_meeting, secretary_of
from tests.outcomes import changed
from tests.reading import words_of
from tests.seats import get
from workflows import Layer, State

TABLES = Path("tests/programmes")
DEGREE = load(TABLES / "own-degree.yaml")
FIVE = load(TABLES / "own-school.yaml")
SCHOOL = replace(FIVE, years=(2022, None), ballot=BallotRule(needed=True, secret=True, options=FIVE.ladder))
CELL, OTHER, DISTRICT = "HU-A-01", "HU-B-01", "HU"


@pytest.fixture
def titled(season):
    """Two cells ask for the degree and have every point; one of them has a model, which the degree asks for."""
    season.programme = lambda _name: DEGREE
    season.open("four", programme="own-degree")
    for cell, models in ((CELL, 1), (OTHER, 0)):
        season.count_members(cell, models=models)
    return season


def at_the_authority(season, cell: str) -> None:
    season.rate(cell)
    season.bring(cell, State.certification)


def outcomes(season) -> dict[str, str]:
    with season.reading() as session:
        rows = session.scalars(select(Result).where(Result.decision_item_id.is_not(None)))
        return {row.unit.code: row.outcome for row in rows}


def test_a_body_gives_a_degree_the_title_or_neither(titled):
    at_the_authority(titled, CELL)

    with titled.reading() as session:
        campaign = campaigns.find_campaign(session, "four")
        assert choices.outcomes_of(campaign) == ("outstanding", "recognised", "declined")
    titled.decide(DISTRICT)

    assert outcomes(titled) == {CELL: "outstanding"}
    assert titled.state(CELL) is State.certified


def test_the_pages_of_a_meeting_say_the_name_of_the_degree(titled):
    at_the_authority(titled, CELL)

    client, page = open_meeting(titled, DISTRICT)

    said = words_of(client.get(page))
    assert "Chi bộ 4 tốt tiêu biểu" in said
    assert "Không công nhận" in said


def test_a_degree_is_refused_where_only_the_title_is_reached(titled):
    at_the_authority(titled, OTHER)

    with pytest.raises(Refused) as refused:
        titled.decide(DISTRICT)
    titled.decide(DISTRICT, {OTHER: "recognised"})

    assert [reason.code for reason in refused.value.reasons] == ["recognition_figure"]
    assert outcomes(titled) == {OTHER: "recognised"}


def test_every_page_of_a_cell_with_a_degree_can_be_read(titled):
    at_the_authority(titled, CELL)
    titled.decide(DISTRICT)
    client, number = titled.client(titled.secretary(CELL)), titled.dossier_id(CELL)

    pages = {path: client.get(f"/dossiers/{number}{path}") for path in ("", "/check", "/history", "/versions/1")}

    assert {path: answer.status_code for path, answer in pages.items()} == dict.fromkeys(pages, 200)
    assert "Chi bộ 4 tốt tiêu biểu" in words_of(pages[""])


def test_a_title_is_rehearsed_with_the_points_rating_and_claim_of_its_vote(titled):
    at_the_authority(titled, CELL)
    titled.decide(DISTRICT)

    with titled.reading() as session:
        campaign = campaigns.find_campaign(session, "four")
        (same,) = rehearsals.replays(campaign, DEGREE, rehearsals.filed(session, campaign, DEGREE))
        stricter = changed(DEGREE, "outstanding", requires_rating_at_least=Level.EXCELLENT)
        (falls,) = rehearsals.replays(campaign, stricter, rehearsals.filed(session, campaign, stricter))

    assert (same.turn, same.expected) == (Turn.same, "outstanding")
    assert (falls.turn, falls.expected) == (Turn.falls, "recognised")
    assert [reason.code for reason in falls.lost] == ["recognition_rating"]


@pytest.fixture
def school(season):
    season.programme = lambda _name: SCHOOL
    season.open("school", programme="own-school")
    return season


def decided(season) -> None:
    """The school gives itself every point; its commune proposes and decides the highest of five levels."""
    season.submit(CELL)
    season.receive_paper(CELL, season.reviewer(CELL))
    season.score(CELL, Layer.commune, season.reviewer(CELL), "xuat_sac")
    season.decide("HU-A", {CELL: "xuat_sac"})


def test_a_level_of_a_tables_own_is_decided_and_counts_as_its_legal_level(school):
    decided(school)
    school.hand_on(CELL, State.certified)

    assert outcomes(school) == {CELL: "xuat_sac"}
    with school.reading() as session:
        unit_id = get(session, CELL).id
        assert ratings_by_year(session, [unit_id]) == {unit_id: {2022: "EXCELLENT"}}
        campaign = campaigns.find_campaign(session, "school")
        assert {line.name: dict(line.levels) for line in totals.outcomes(session, campaign) if line.levels} == {
            get(session, "HU-A").latest.org_name: {"xuat_sac": 1}
        }


def test_a_level_below_the_rules_needs_a_reason_in_any_table(school):
    school.submit(CELL)
    school.receive_paper(CELL, school.reviewer(CELL))
    school.score(CELL, Layer.commune, school.reviewer(CELL))

    with pytest.raises(Refused) as refused:
        school.decide("HU-A", {CELL: "kha"})

    assert [reason.code for reason in refused.value.reasons] == ["departure_below"]


def test_the_pages_say_the_names_of_a_tables_own_levels(school):
    decided(school)
    reviewer, number = school.client(school.reviewer(CELL)), school.dossier_id(CELL)
    clerk, meeting = school.client(secretary_of(school)), None
    with school.reading() as session:
        meeting = session.scalars(select(DecisionItem)).one().decision_id

    pages = [reviewer.get(f"/dossiers/{number}{path}") for path in ("", "/level", "/review", "/history")]
    pages += [clerk.get(f"/decisions/{meeting}{path}") for path in ("", "/vote", "/list")]

    assert [answer.status_code for answer in pages if answer.status_code not in (200, 404, 409)] == []
    assert "Xuất sắc" in words_of(pages[1])
    assert "Xuất sắc" in words_of(pages[4])
    assert [answer.request.path for answer in pages if 'xuat_sac"' in words_of(answer)] == []
