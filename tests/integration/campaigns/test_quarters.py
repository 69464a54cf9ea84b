"""A quarter beside the year: opened, filled in, sent, noted, closed, and seen beside the year as its basis."""

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import Campaign, Decision, Figure, Period, Result
from grading.rules.periods import PeriodKind, parse
from grading.services.campaigns import campaigns, closing
from grading.services.figures import figures
from grading.services.ground.errors import Refused
from grading.services.results.unit_record import years_of
from grading.services.results.years_running import histories
from tests.committees import TOWN, settle_town, submit
from tests.integration.pages import hidden_fields, links_of, text_of
from tests.quarters import CELL, YEAR, dossier_of, note, open_quarter, open_year, queue_of, reviewer, send
from tests.seats import get
from workflows import Role, Tier, WorkflowError


@pytest.fixture
def town(season):
    settle_town(season)
    open_year(season)
    return season


def test_a_cell_fills_in_a_quarter_and_the_body_above_notes_it_beside_the_year(town):
    open_quarter(town)
    url = f"/dossiers/{town.dossier_id(CELL)}"
    cell, above = town.client(town.secretary(CELL)), town.client(reviewer(town))
    first = text_of(cell.get(url).text)

    for group, key in (("common", "politics"), ("results", "tasks")):
        typed = {f"points-{key}": "25" if key == "politics" else "60", f"words-{key}": "Đạt yêu cầu."}
        assert cell.post(f"{url}/groups/{group}", data=typed).status_code == 303
    sent = cell.post(f"{url}/steps/submit", data=hidden_fields(cell.get(f"{url}/check").text))
    asked = above.get(f"{url}/steps/note")
    noted = above.post(f"{url}/steps/note", data=hidden_fields(asked.text))

    assert "Hồ sơ Chi bộ thôn Thử quý I năm 2025" in first
    assert (sent.status_code, noted.status_code) == (303, 303)
    assert "làm căn cứ xếp loại cả năm" in text_of(asked.text)
    after = text_of(cell.get(url).text)
    assert "Đã ghi nhận: “Hoàn thành tốt nhiệm vụ”" in after
    assert "Kết quả quý I năm 2025" in after
    year = dossier_of(town, YEAR)
    page = cell.get(f"/dossiers/{year}").text
    assert "Kết quả từng quý Quý I năm 2025 : “Hoàn thành tốt nhiệm vụ”" in text_of(page)
    assert url in links_of(page)
    assert "Hồ sơ Chi bộ thôn Thử năm 2025" in text_of(page)


def test_the_reviewer_of_the_year_sees_what_was_noted_once_the_year_is_sent(town):
    note(town)
    note(town, 2)
    year = dossier_of(town, YEAR)
    submit(town, CELL)

    page = town.client(reviewer(town)).get(f"/dossiers/{year}").text

    said = text_of(page)
    assert said.index("Quý I năm 2025") < said.index("Quý II năm 2025")
    assert said.count("“Hoàn thành xuất sắc nhiệm vụ”") >= 2


def test_a_quarter_that_is_not_noted_yet_does_not_stand_beside_the_year(town):
    send(town)
    year = dossier_of(town, YEAR)

    page = town.client(town.secretary(CELL)).get(f"/dossiers/{year}").text

    assert "Kết quả từng quý" not in page


def test_a_noted_quarter_is_no_result_of_a_year_and_needs_no_decision(town):
    note(town)

    with town.reading() as session:
        unit_id = get(session, CELL).id
        result = session.scalars(select(Result)).one()
        assert (result.period.code, result.outcome, result.source) == ("2025-Q1", "EXCELLENT", "noted")
        assert years_of(session, [unit_id])[unit_id] == []
        assert histories(session, [unit_id])[unit_id].own.levels == {}
        assert session.scalars(select(Decision)).all() == []


def test_figures_of_a_quarter_and_of_its_year_are_apart(town):
    open_quarter(town)
    with town.writing() as session:
        unit_id, key = get(session, CELL).id, parse("2025-Q1").key
        figures.report(session, command(town.now), unit_id, 2025, {"members": 900}, source="báo cáo")
        figures.report(session, command(town.now), unit_id, key, {"members": 800}, source="báo cáo")

    with town.reading() as session:
        assert figures.latest(session, [unit_id], [2025])[unit_id, 2025, "members"].value == 900
        assert figures.latest(session, [unit_id], [key])[unit_id, key, "members"].value == 800
        assert {row.year for row in session.scalars(select(Figure))} == {2025}


def test_a_closed_quarter_takes_no_more_sheets_and_says_which_quarter(town):
    open_quarter(town)
    town.answer(CELL)
    with town.writing() as session:
        closing.close(session, command(town.now), campaigns.by_code(session, "quarter-1"))

    reply = town.client(town.secretary(CELL)).get(f"/dossiers/{town.dossier_id(CELL)}")

    assert "Đợt đánh giá quý I năm 2025 chưa mở hoặc đã khóa." in text_of(reply.text)
    with pytest.raises(WorkflowError):
        town.step(CELL, "submit", town.secretary(CELL))


def test_an_unsent_sheet_of_a_closed_quarter_says_so_and_is_not_saved_any_more(town):
    open_quarter(town)
    town.answer(CELL)
    with town.writing() as session:
        closing.close(session, command(town.now), campaigns.by_code(session, "quarter-1"))
    cell, url = town.client(town.secretary(CELL)), f"/dossiers/{town.dossier_id(CELL)}"

    page, queue = cell.get(url).text, town.client(reviewer(town)).get(queue_of(town)).text
    saved = cell.post(f"{url}/groups/results", data={"points-tasks": "1", "words-tasks": "Sửa sau."})

    assert "Chưa gửi khi đợt khóa Đợt đánh giá quý I năm 2025 đã khóa ngày" in text_of(page)
    assert not [word for word in ("Cần bổ sung trước", "Còn ", "Sửa xong thì gửi lại") if word in page]
    assert saved.status_code == 422
    assert "hồ sơ chưa gửi không sửa được nữa" in text_of(saved.text)
    assert "1 tổ chức đảng chưa gửi khi đợt khóa" in text_of(queue)
    assert "còn trong hạn" not in queue
    assert "Sao chép lời nhắc" not in queue


def test_a_closed_quarter_still_stands_under_its_year_at_the_cells_home_and_on_the_units_page(town):
    note(town)
    open_quarter(town, 2)
    with town.writing() as session:
        for code in ("quarter-1", "quarter-2", YEAR):
            closing.close(session, command(town.now), campaigns.by_code(session, code))
        unit = f"/units/{get(session, CELL).id}"
    said = "Năm 2025 Quý I năm 2025 : “Hoàn thành xuất sắc nhiệm vụ” Quý II năm 2025 : chưa gửi khi đợt khóa"

    home = town.client(town.secretary(CELL)).get("/").text
    page = text_of(town.client(reviewer(town)).get(unit).text)

    assert said in text_of(home)
    assert f"/dossiers/{dossier_of(town, 'quarter-1')}" in links_of(home)
    assert said in page


def test_a_quarter_has_no_meeting_no_team_and_no_rehearsal(town):
    note(town)
    with town.reading() as session:
        campaign = campaigns.by_code(session, "quarter-1").id
    town.make_account("both", Role.authority_secretary, TOWN)
    committee = town.client(town.make_account("both", Role.commune_reviewer, TOWN))

    assert committee.get(f"/campaigns/{campaign}/decision").status_code == 403
    assert "Hội nghị" not in text_of(committee.get(f"/campaigns/{campaign}").text)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("period_kind", {"part": parse("2025-H1")}),
        ("period_kind", {"part": None}),
        ("period_kind", {"programme": "demo-r2025"}),
        ("period_tier", {"tier": Tier.two_tier}),
        ("campaign_overlaps", {"code": "again"}),
    ],
)
def test_a_period_that_the_programme_does_not_rate_is_refused(town, code, given):
    if code == "campaign_overlaps":
        open_quarter(town)

    with pytest.raises(Refused) as refusal:
        open_quarter(town, **given)

    assert [reason.code for reason in refusal.value.reasons] == [code]


def test_a_year_is_not_opened_as_light(town):
    with pytest.raises(Refused) as refusal:
        open_quarter(town, programme="demo-r2025", part=None, code="other")

    assert [reason.code for reason in refusal.value.reasons] == ["tier_light"]


def test_a_year_and_its_quarters_are_rows_of_their_own(town):
    note(town)

    with town.reading() as session:
        rows = {row.code: (row.kind, row.id) for row in session.scalars(select(Period))}
        years = session.scalars(select(Campaign).order_by(Campaign.id)).all()
        assert rows["2025"] == (PeriodKind.year, 2025)
        assert rows["2025-Q1"] == (PeriodKind.quarter, 202541)
        assert [campaign.year for campaign in years] == [2025, 2025]
