"""What stands between a dossier and its title: the same list on every page, at the meeting and on paper."""

from dataclasses import replace

import pytest

from grading.models import Dossier
from grading.rules.conditions import Standing
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Condition, Operator
from grading.services.campaigns import campaigns
from grading.services.decisions import checks, drafting
from grading.services.dossiers.answers import own_layer
from grading.services.dossiers.history import receipt
from grading.services.dossiers.papers import paper_facts
from grading.services.dossiers.titles import title_of, title_then, titles_of
from tests.integration.pages import text_of
from tests.outcomes import asking
from tests.seats import get
from tests.shipped import shipped
from workflows import Layer, Role, State

CELL = "HU-A-01"
RATING = "Xếp loại từ mức “Hoàn thành tốt nhiệm vụ” trở lên"


@pytest.fixture
def four(season):
    season.open("four", programme="demo-four-good")
    return season


def standings(season) -> list[str]:
    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        title = title_of(session, dossier, own_layer(dossier))
        return [f"{demand.criterion or demand.about} {demand.standing}" for demand in title.demands]


def page(season, login: str, place: str = "") -> str:
    return text_of(season.client(login).get(f"/dossiers/{season.dossier_id(CELL)}{place}").text)


def printed(season) -> list[tuple[str, str, str]]:
    with season.reading() as session:
        demands = paper_facts(session, session.get_one(Dossier, season.dossier_id(CELL))).demands
        return [(demand.asked, demand.found, demand.standing) for demand in demands]


def test_every_demand_is_unknown_before_anything_is_answered(four):
    assert standings(four) == [f"{about} unknown" for about in ("total", "I", "II", "III", "IV", "rating")]


def test_points_and_rating_meet_the_demands(four):
    four.answer(CELL)
    four.rate(CELL, "GOOD")

    assert standings(four) == [f"{about} holds" for about in ("total", "I", "II", "III", "IV", "rating")]


def test_a_dossier_of_a_rating_asks_for_no_title(season):
    season.open()
    season.answer(CELL)

    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        assert titles_of(session, {dossier: own_layer(dossier)}) == {}
    assert "Điều kiện công nhận" not in page(season, season.secretary(CELL))
    assert "Điều kiện công nhận" not in page(season, season.secretary(CELL), "/check")
    assert printed(season) == []


def test_the_task_list_counts_the_demands_and_leads_to_all_of_them(four):
    four.answer(CELL)
    html = four.client(four.secretary(CELL)).get(f"/dossiers/{four.dossier_id(CELL)}").text

    assert "Đạt 5/6 điều kiện; 1 điều kiện chưa rõ" in text_of(html)
    assert f'href="/dossiers/{four.dossier_id(CELL)}/check#dieu-kien"' in html


def test_the_check_page_shows_each_demand_with_what_was_found(four):
    four.answer(CELL)
    four.rate(CELL, "COMPLETED")

    words = page(four, four.secretary(CELL), "/check")

    assert "Tổng điểm từ 80 100 Đạt" in words
    assert "Tiêu chí II từ 12 điểm 20 Đạt" in words
    assert f"{RATING} Hoàn thành nhiệm vụ Chưa đạt" in words


def test_the_team_sees_the_demands_by_its_own_points(four):
    four.bring(CELL, State.appraisal)
    appraiser = four.who(Role.appraiser, "HU")
    before = page(four, appraiser)

    four.score(CELL, Layer.appraiser, appraiser)

    assert "Điều kiện công nhận, theo điểm trên trang này" not in before
    words = page(four, appraiser)
    assert "Điều kiện công nhận, theo điểm trên trang này" in words
    assert f"{RATING} Chưa có kết quả xếp loại Chưa rõ" in words


def test_the_meeting_weighs_the_same_demands(four):
    four.bring(CELL, State.certification)
    with four.acting(four.who(Role.authority_secretary, "HU")) as (session, actor):
        decision = drafting.draft(session, actor, campaigns.by_code(session, "four"), get(session, "HU"))
        dossier = decision.items[0].dossier

        reasons = checks.title_reasons(session, decision)[dossier.id]

        assert reasons == title_of(session, dossier, own_layer(dossier)).reasons
        assert [reason.code for reason in reasons] == ["recognition_unrated"]


def test_the_report_prints_the_demands_as_they_were_when_it_was_sent(four):
    four.submit(CELL)
    sent = printed(four)

    four.rate(CELL, "COMPLETED")

    assert sent[-1] == ("Được xếp loại từ “Hoàn thành tốt nhiệm vụ”", "", "Chưa rõ")
    assert sent[0] == ("Tổng điểm từ 80", "100", "Đạt")
    assert printed(four) == sent
    assert standings(four)[-1] == f"rating {Standing.fails}"


def with_a_share_of_members(programme: Programme) -> Programme:
    """Returns the same title, which now also asks for 80 % of the members at good or better."""
    rating = shipped("demo-r2025")
    keys = ("members_rated", "members_excellent", "members_good", "members_good_or_better_pct")
    share = Condition(key="share", source="thử nghiệm", figure=keys[-1], operator=Operator.at_least, value=8000)
    metrics = (*programme.metrics, *(rating.metric(key) for key in keys))
    return asking(replace(programme, metrics=metrics), conditions=(share,))


def test_the_report_as_sent_holds_the_cells_own_counts_and_not_what_was_decided_on_its_members(season):
    season.programme = lambda name: with_a_share_of_members(shipped(name))
    season.open("four", programme="demo-four-good")
    season.submit(CELL)
    decided = {"members_rated": 1100, "members_excellent": 100, "members_good": 700}

    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        own = {"members_excellent": 200, "members_good": 800}
        frozen = replace(receipt(dossier).revision.frozen, figures=decided, proposed=own)
        demand = title_then(session, dossier, frozen).demands[-1]

    assert (demand.outcome.value, demand.standing) == (9091, Standing.holds)
