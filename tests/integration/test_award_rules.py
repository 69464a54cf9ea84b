"""Awards by the rules: by whom, once, under the name of the day, on years that reach through mergers."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from grading.models import Award, Commendation, Decision, Result, Succession, SuccessionKind
from grading.rules.levels import Grade
from grading.rules.programmes.honours import BasePay, StreakBase
from grading.services import award_checks, checks, decision_table, decisions, issuing
from grading.services.csv_rows import FileRefused
from grading.services.errors import Refused
from grading.services.histories import histories, import_past_awards
from grading.services.successions import import_successions
from tests.integration.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    PRINTING,
    at_the_table,
    boxes,
    codes,
    line,
    numbering,
    open_meeting,
    refused_vote,
)
from tests.integration.pages import text_of
from tests.seats import get
from workflows import Role, State

FIVE = range(2018, 2023)


def shipped_with(season, award="F", **changed):
    """The demo's programme with these values in one of its awards; campaigns open with it."""
    programme = season.programme("demo-giong-rieng-r2019")
    awards = tuple(replace(rule, **changed) if rule.key == award else rule for rule in programme.awards)
    given = replace(programme, years=(2019, 2022), awards=awards)
    season.programme = lambda _name: given
    return given


def excellent_at_the_district(season, **opening):
    """One cell, rated excellent by its commune, on the table of the district, which awards."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quota=None)
    season.open(**opening)
    cell = CELLS[0]
    season.submit(cell, "EXCELLENT", Grade.excellent)
    season.review(cell)
    season.decide(COMMUNE, {cell: "EXCELLENT"}, number="01-QĐ/ĐU")
    season.hand_up(cell)
    assert season.state(cell) is State.certification
    return open_meeting(season, DISTRICT)


def tick(season, ground="Y", reason=""):
    with at_the_table(season, DISTRICT) as (session, account, decision):
        chosen = decisions.AwardChoice(ground=ground, in_favour=9, issuer_reason=reason)
        meeting = decisions.Meeting(held_on=date(2022, 12, 20), members=9, present=9)
        decisions.save(session, decision, {}, {season.dossier_id(CELLS[0]): chosen}, meeting,
                       version=decision.version, by=account, now=season.now)  # fmt: skip


def succeed(season, predecessor, successor, on):
    with season.writing() as session:
        session.add(Succession(predecessor_id=get(session, predecessor).id, successor_id=get(session, successor).id,
                               kind=SuccessionKind.merger, on=on))  # fmt: skip


def test_an_award_that_another_body_gives_by_the_rules_asks_for_a_reason_and_keeps_it(season):
    shipped_with(season, "Y", given_by=("committee_grassroots",))
    client, page = excellent_at_the_district(season)
    shown = client.get(page)
    tick(season)
    assert codes(refused_vote(season, DISTRICT)) == ["award_issuer_reason_missing"]

    typed = line(season, CELLS[0], award="1", ground="Y", award_yes="9", award_why="Theo phân cấp của tỉnh.")
    client.post(page, data=boxes(season, DISTRICT, **typed))
    with at_the_table(season, DISTRICT) as (session, account, decision):
        decisions.record_vote(session, decision, by=account, now=season.now)

    assert "Lý do tặng khác cấp theo quy định" in text_of(shown.text)
    with season.reading() as session:
        assert session.scalars(select(Award.issuer_reason)).all() == ["Theo phân cấp của tỉnh."]


def test_where_the_rules_name_the_body_no_reason_is_asked_for(season):
    client, page = excellent_at_the_district(season)

    shown = client.get(page)
    tick(season)

    assert "Lý do tặng khác cấp" not in text_of(shown.text)
    with at_the_table(season, DISTRICT) as (session, account, decision):
        decisions.record_vote(session, decision, by=account, now=season.now)


def test_a_campaign_gives_a_unit_one_award_whatever_the_decision(season):
    excellent_at_the_district(season)
    tick(season)

    with season.reading() as session:
        other = session.scalars(select(Decision.id).where(Decision.number == "01-QĐ/ĐU")).one()
    with pytest.raises(IntegrityError), season.writing() as session:
        session.add(Award(decision_id=other, dossier_id=season.dossier_id(CELLS[0]), ground="F"))


def test_a_unit_that_another_decision_awards_is_refused_with_the_reason(season):
    excellent_at_the_district(season)
    award = Award(dossier_id=season.dossier_id(CELLS[0]), ground="Y")
    with season.writing() as session:
        award.decision_id = session.scalars(select(Decision.id).where(Decision.number == "01-QĐ/ĐU")).one()
        session.add(award)

    with pytest.raises(Refused) as refusal:
        tick(season)

    assert codes(refusal.value.reasons) == ["award_given_already"]
    with season.writing() as session:
        session.execute(delete(Award))


def test_of_two_open_grounds_the_higher_is_offered_first_and_the_closed_are_told_on_request(season):
    for year in range(2018, 2022):
        season.rate(CELLS[0], "EXCELLENT", year)
    client, page = excellent_at_the_district(season)

    shown = client.get(page)

    with season.acting(season.who(Role.authority_secretary, DISTRICT)) as (session, account):
        decision = decisions.find_open(session, session.scalars(select(Decision)).first().campaign,
                                       get(session, DISTRICT).id)  # fmt: skip
        (found,) = decision_table.table(session, decision, account, season.now).nominees
        assert [ground.rule.key for ground in found.open_grounds] == ["F", "Y"]
    assert shown.text.index("5 năm liền (2018 - 2022)") < shown.text.index("Tiêu biểu năm 2022")


@pytest.mark.parametrize(
    ("issued_on", "words"),
    [
        (date(2021, 9, 27), "“Trong sạch, vững mạnh” tiêu biểu năm 2020"),
        (date(2021, 9, 28), "“Hoàn thành xuất sắc nhiệm vụ” tiêu biểu năm 2020"),
    ],
)
def test_the_paper_carries_the_name_of_the_day_of_its_decision(season, issued_on, words):
    shipped_with(season)
    excellent_at_the_district(season, year=2020, as_of=date(2020, 12, 31))
    with at_the_table(season, DISTRICT) as (session, account, decision):
        chosen = decisions.AwardChoice(ground="Y", in_favour=9)
        meeting = decisions.Meeting(held_on=date(2021, 9, 20), members=9, present=9)
        decisions.save(session, decision, {}, {season.dossier_id(CELLS[0]): chosen}, meeting,
                       version=decision.version, by=account, now=season.now)  # fmt: skip
        decisions.record_vote(session, decision, by=account, now=season.now)
        issuing.issue(session, decision, numbering(issued_on=issued_on), PRINTING, by=account, now=season.now)

    with season.reading() as session:
        assert words in session.scalars(select(Commendation)).one().facts["achievement"]
        assert list(checks.commendations_bind_to_what_was_decided(session)) == []


@pytest.mark.parametrize(("breaks", "found"), [(False, []), (True, ["streak_broken"])])
def test_whether_years_reach_through_a_merger_is_the_issuers_word(season, breaks, found):
    shipped_with(season, merger_breaks=breaks)
    for year in range(2018, 2022):
        for former in ("HU-B-01", "HU-B-02"):
            season.rate(former, "EXCELLENT", year)
    for former in ("HU-B-01", "HU-B-02"):
        succeed(season, former, CELLS[0], date(2022, 1, 1))
    excellent_at_the_district(season)
    tick(season, "F")

    with at_the_table(season, DISTRICT) as (session, account, decision):
        try:
            decisions.record_vote(session, decision, by=account, now=season.now)
            refused = []
        except Refused as refusal:
            refused = codes(refusal.reasons)

    assert refused == found


def test_years_by_awards_count_what_was_given_here_and_what_was_imported(season, tmp_path):
    shipped_with(season, streak_base=StreakBase.award)
    path = tmp_path / "awards.csv"
    rows = "".join(f"{year},{CELLS[0]},QĐ {year}\n" for year in range(2018, 2022))
    path.write_text(f"year,unit_code,source\n{rows}", encoding="utf-8")
    with season.writing() as session:
        assert import_past_awards(session, path, now=season.now) == 4
        assert import_past_awards(session, path, now=season.now) == 0
    excellent_at_the_district(season)
    tick(season, "F")

    with at_the_table(season, DISTRICT) as (session, account, decision):
        decisions.record_vote(session, decision, by=account, now=season.now)
        issuing.issue(session, decision, numbering(), PRINTING, by=account, now=season.now)

    with season.reading() as session:
        unit_id = get(session, CELLS[0]).id
        assert histories(session, [unit_id])[unit_id].own.awarded == frozenset(FIVE)
        assert list(award_checks.streaks_still_hold(session)) == []


def test_years_running_that_no_longer_hold_are_found_by_the_checks(season):
    for year in range(2018, 2022):
        season.rate(CELLS[0], "EXCELLENT", year)
    excellent_at_the_district(season)
    tick(season, "F")
    with at_the_table(season, DISTRICT) as (session, account, decision):
        decisions.record_vote(session, decision, by=account, now=season.now)
        issuing.issue(session, decision, numbering(), PRINTING, by=account, now=season.now)

    with season.reading() as session:
        assert list(award_checks.streaks_still_hold(session)) == []
        session.execute(update(Result).values(outcome="GOOD").where(Result.year == 2020))
        (told,) = award_checks.streaks_still_hold(session)
        session.rollback()

    assert "streak_broken" in told


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("HU-B-01,HU-A-09,merger,2022-01-01", ("successor_code", "unit_unknown")),
        ("HU-B-01,HU-A-01,rename,2022-01-01", ("kind", "csv_choice")),
        ("HU-B-01,HU-A-01,merger,1/1/2022", ("on", "csv_date")),
        ("HU-B-01,HU-B-01,merger,2022-01-01", ("successor_code", "succession_cycle")),
        ("HU-A-02,HU-A-01,division,2022-01-01", ("successor_code", "succession_cycle")),
    ],
)
def test_a_succession_that_cannot_be_is_told_with_its_place(season, tmp_path, row, said):
    succeed(season, "HU-A-01", "HU-A-02", date(2020, 1, 1))
    path = tmp_path / "successions.csv"
    path.write_text(f"predecessor_code,successor_code,kind,on\n{row}\n", encoding="utf-8")

    with pytest.raises(FileRefused) as refusal, season.writing() as session:
        import_successions(session, path)

    assert [(fault.column, fault.reason.code) for fault in refusal.value.faults] == [said]


def test_successions_are_imported_once_and_shown_on_both_units(season, tmp_path):
    path = tmp_path / "successions.csv"
    path.write_text(
        "predecessor_code,successor_code,kind,on\nHU-B-01,HU-A-01,merger,2022-01-01\n", encoding="utf-8"
    )  # fmt: skip

    with season.writing() as session:
        numbers = [import_successions(session, path) for _ in range(2)]
        former, later = get(session, "HU-B-01").id, get(session, "HU-A-01").id
    client = season.client(season.who(Role.award_clerk, DISTRICT))

    assert numbers == [1, 0]
    assert "Hình thành từ Chi bộ 01 xã Mẫu B Sáp nhập, ngày 01/01/2022" in text_of(client.get(f"/units/{later}").text)
    assert "Nay là Chi bộ 01 xã Mẫu A Sáp nhập, ngày 01/01/2022" in text_of(client.get(f"/units/{former}").text)


def test_the_list_and_the_register_tell_the_money_and_the_paper_does_not(season):
    paid = replace(shipped_with(season), base_pay=(BasePay(since=date(2019, 7, 1), amount=1_490_000),))
    season.programme = lambda _name: paid
    client, _page = excellent_at_the_district(season)
    tick(season)
    with at_the_table(season, DISTRICT) as (session, account, decision):
        decisions.record_vote(session, decision, by=account, now=season.now)
        issuing.issue(session, decision, numbering(), PRINTING, by=account, now=season.now)
        decision_id = decision.id

    said = "0,6 lần mức lương cơ sở: 894.000 đồng"
    for address in ("/register", f"/decisions/{decision_id}"):
        assert said in text_of(client.get(address).text)
    with season.reading() as session:
        assert "894" not in str(session.scalars(select(Commendation)).one().facts)


def test_a_candidate_too_many_is_shown_with_the_order_of_the_meeting(season):
    season.open()
    for cell in CELLS:
        season.submit(cell, *("EXCELLENT", Grade.excellent) if cell in CELLS[:2] else ("GOOD", Grade.good))
        season.review(cell)
    client, page = open_meeting(season)

    shown = text_of(client.get(page).text)

    assert "Thứ tự xét “Hoàn thành xuất sắc nhiệm vụ”: 2 chi bộ" in shown
    assert shown.count("bằng nhau; hội nghị biểu quyết") == 2
