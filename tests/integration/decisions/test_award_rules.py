"""The rules of awards: the body that gives them, one for a unit, the name of the level on the day, and the money."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from grading.models import Award, Commendation, Decision
from grading.rules.programmes.parts.awards import BasePay
from grading.services.decisions import drafting, finding, issuing, table, voting
from grading.services.ground.errors import Refused
from grading.services.invariants import commendation_checks
from tests.integration.decisions.awarding import excellent_at_the_district, shipped_with, tick, vote_and_issue
from tests.integration.decisions.meetings import (
    CELLS,
    DISTRICT,
    PRINTING,
    at_the_table,
    boxes,
    codes,
    line,
    numbering,
    refused_vote,
)
from tests.integration.pages import text_of
from tests.seats import get
from workflows import Role


def test_an_award_from_a_body_that_the_rules_do_not_name_needs_a_reason_and_keeps_it(season):
    shipped_with(season, "Y", given_by=("committee_grassroots",))
    client, page = excellent_at_the_district(season)
    answer = client.get(page)
    tick(season)
    assert codes(refused_vote(season, DISTRICT)) == ["award_issuer_reason_missing"]

    typed = line(season, CELLS[0], award="1", ground="Y", award_yes="9", award_why="Theo phân cấp của tỉnh.",
                 award_but="Hội nghị thống nhất.")  # fmt: skip
    client.post(page, data=boxes(season, DISTRICT, **typed))
    with at_the_table(season, DISTRICT) as (session, actor, decision):
        voting.record_vote(session, actor, decision)

    assert "Lý do tặng khác cấp theo quy định" in text_of(answer.text)
    with season.reading() as session:
        assert session.scalars(select(Award.issuer_reason)).all() == ["Theo phân cấp của tỉnh."]


def test_an_award_from_the_body_that_the_rules_name_needs_no_reason(season):
    client, page = excellent_at_the_district(season)

    answer = client.get(page)
    tick(season)

    assert "Lý do tặng khác cấp" not in text_of(answer.text)
    with at_the_table(season, DISTRICT) as (session, actor, decision):
        voting.record_vote(session, actor, decision)


def test_a_unit_gets_only_one_award_from_all_decisions_of_a_campaign(season):
    excellent_at_the_district(season)
    tick(season)

    with season.reading() as session:
        other_decision_id = session.scalars(select(Decision.id).where(Decision.number == "01-QĐ/ĐU")).one()
    with pytest.raises(IntegrityError), season.writing() as session:
        session.add(Award(decision_id=other_decision_id, dossier_id=season.dossier_id(CELLS[0]), ground="F"))


def test_an_award_to_a_unit_that_another_decision_awards_is_refused_with_the_reason(season):
    excellent_at_the_district(season)
    award = Award(dossier_id=season.dossier_id(CELLS[0]), ground="Y")
    with season.writing() as session:
        award.decision_id = session.scalars(select(Decision.id).where(Decision.number == "01-QĐ/ĐU")).one()
        session.add(award)

    with pytest.raises(Refused) as refusal:
        tick(season)

    (reason,) = refusal.value.reasons
    assert (reason.code, reason.params["award"]) == ("award_given_already", season.dossier_id(CELLS[0]))
    assert reason.params["unit"] == "Chi bộ 01 xã Mẫu A"
    with season.writing() as session:
        session.execute(delete(Award))


def test_the_higher_of_two_open_grounds_is_offered_first(season):
    for year in range(2018, 2022):
        season.rate(CELLS[0], "EXCELLENT", year)
    client, page = excellent_at_the_district(season)

    answer = client.get(page)

    with season.acting(season.who(Role.authority_secretary, DISTRICT)) as (session, actor):
        decision = finding.find_open(session, session.scalars(select(Decision)).first().campaign,
                                       get(session, DISTRICT).id)  # fmt: skip
        (nominee,) = table.table(session, actor, decision).nominees
        assert [ground.rule.key for ground in nominee.open_grounds] == ["F", "Y"]
    assert answer.text.index("5 năm liền (2018 - 2022)") < answer.text.index("Tiêu biểu năm 2022")


@pytest.mark.parametrize(
    ("issued_on", "words"),
    [
        (date(2021, 9, 27), "“Trong sạch, vững mạnh” tiêu biểu năm 2020"),
        (date(2021, 9, 28), "“Hoàn thành xuất sắc nhiệm vụ” tiêu biểu năm 2020"),
    ],
)
def test_the_paper_names_the_level_as_it_is_called_on_the_day_of_the_decision(season, issued_on, words):
    shipped_with(season)
    excellent_at_the_district(season, year=2020, as_of=date(2020, 12, 31))
    with at_the_table(season, DISTRICT) as (session, actor, decision):
        choice = drafting.AwardChoice(ground="Y", in_favour=9, unproposed_reason="Hội nghị thống nhất.")
        meeting = drafting.Meeting(held_on=date(2021, 9, 20), members=9, present=9)
        minutes = drafting.Minutes(meeting=meeting, awards={season.dossier_id(CELLS[0]): choice})
        drafting.save(session, actor, decision, minutes, version=decision.version)
        voting.record_vote(session, actor, decision)
        issuing.issue(session, actor, decision, numbering(issued_on=issued_on), PRINTING)

    with season.reading() as session:
        assert words in session.scalars(select(Commendation)).one().facts["achievement"]
        assert list(commendation_checks.commendations_bind_to_what_was_decided(session)) == []


def test_the_decision_and_the_register_show_the_money_but_the_paper_does_not(season):
    programme_with_pay = replace(shipped_with(season), base_pay=(BasePay(since=date(2019, 7, 1), amount=1_490_000),))
    season.programme = lambda _name: programme_with_pay
    client, _page = excellent_at_the_district(season)
    tick(season)
    decision_id = vote_and_issue(season)

    sentence = "0,6 lần mức lương cơ sở: 894.000 đồng"
    for address in ("/register", f"/decisions/{decision_id}"):
        assert sentence in text_of(client.get(address).text)
    with season.reading() as session:
        assert "894" not in str(session.scalars(select(Commendation)).one().facts)
