"""The level by the rules at a meeting, the reason for a level that differs, and the page that explains the level."""

from datetime import date

import pytest

from grading.actors import command
from grading.models import Decision, DecisionItem, Dossier, Figure, Stage
from grading.rules.derivation import Derivation, Ending
from grading.rules.levels import Grade, Level
from grading.services.accounts import accounts
from grading.services.decisions import voting
from grading.services.figures import figures
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    at_the_table,
    boxes,
    codes,
    line,
    open_meeting,
    refused_vote,
    wait_at_the_commune,
)
from tests.integration.pages import text_of
from tests.seats import get
from workflows import State

TASKS = {"tasks_total": 20, "tasks_done": 20, "tasks_on_time": 20, "tasks_late": 0, "tasks_exceeded": 10,
         "subordinates_disciplined": 0, "leaders_disciplined": 0, "shortcomings_total": 3,
         "shortcomings_fixed": 3}  # fmt: skip


def rated_by_points(season, **tasks: int) -> None:
    """Brings one cell to its commune; the cell gives itself every point and has these tasks in its year."""
    season.open("points", programme="demo-r2025", year=2025, as_of=date(2025, 6, 1))
    with season.writing() as session:
        counts = {key: number * 100 for key, number in (TASKS | tasks).items()}
        figures.report(session, command(season.now), get(session, CELLS[0]).id, 2025, counts, source="thử nghiệm")
    wait_at_the_commune(season, CELLS[0], excellent=CELLS[:1])


def table_with(season, outcome: str, reason: str = "") -> None:
    client, page = open_meeting(season)
    answer = client.post(page, data=boxes(season, **line(season, CELLS[0], outcome=outcome, reason=reason)))
    assert answer.status_code == 303, answer.text


def kept(season, decision_id: int) -> Derivation:
    with season.reading() as session:
        (item,) = session.get_one(Decision, decision_id).items
        return Derivation.from_json(item.derivation)


def test_a_level_above_the_rules_needs_a_reason(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    table_with(season, "EXCELLENT")

    reasons = refused_vote(season)

    assert "departure_above" in codes(reasons)


def test_a_level_below_the_rules_needs_a_reason(season):
    season.open()
    wait_at_the_commune(season, CELLS[0])
    table_with(season, "COMPLETED")
    codes_without_reason = codes(refused_vote(season))

    table_with(season, "COMPLETED", "Có đơn thư đang được xem xét.")
    with at_the_table(season) as (session, actor, decision):
        voting.record_vote(session, actor, decision)

    assert codes_without_reason == ["departure_below"]


def test_a_level_below_one_for_which_the_quota_has_no_room_needs_no_reason(season):
    season.open()
    season.submit(CELLS[0], "EXCELLENT", Grade.excellent)
    season.review(CELLS[0])
    table_with(season, "GOOD")

    with at_the_table(season) as (session, actor, decision):
        voting.record_vote(session, actor, decision)
        assert Derivation.from_json(decision.items[0].derivation).level == Level.EXCELLENT


def test_when_no_level_fits_the_body_chooses_one_and_gives_a_reason(season):
    rated_by_points(season, tasks_done=19, tasks_on_time=19)
    table_with(season, "COMPLETED")
    codes_without_reason = codes(refused_vote(season))
    table_with(season, "COMPLETED", "Một nhiệm vụ kéo sang năm sau theo chỉ đạo của cấp trên.")

    with at_the_table(season) as (session, actor, decision):
        voting.record_vote(session, actor, decision)
        decision_id = decision.id

    assert codes_without_reason == ["departure_unmatched"]
    derivation = kept(season, decision_id)
    assert (derivation.ending, derivation.by_points) == (Ending.no_match, Level.EXCELLENT)


def test_the_level_by_the_rules_stays_with_the_decision_when_figures_change_later(season):
    rated_by_points(season, tasks_exceeded=5)
    decision_id = season.vote_on(COMMUNE, {CELLS[0]: "GOOD"})
    season.issue(COMMUNE, decision_id, "05-QĐ/ĐU")

    with season.writing() as session:
        figures.report(
            session, command(season.now), get(session, CELLS[0]).id, 2025, {"tasks_exceeded": 1000}, source="sau này"
        )

    assert kept(season, decision_id).level == Level.GOOD


@pytest.mark.parametrize(("who", "sees"), [("secretary", False), ("reviewer", True)])
def test_the_page_names_the_failed_condition_and_shows_the_decision_only_to_the_commune(season, who, sees):
    rated_by_points(season, tasks_exceeded=5)
    season.decide(COMMUNE, {CELLS[0]: "GOOD"}, number="05-QĐ/ĐU")
    login = season.secretary(CELLS[0]) if who == "secretary" else season.reviewer(CELLS[0])

    page = text_of(season.client(login).get(f"/dossiers/{season.dossier_id(CELLS[0])}/level").text)

    assert "Theo quy định: “Hoàn thành tốt nhiệm vụ”." in page
    assert "Tỷ lệ nhiệm vụ vượt mức yêu cầu đạt từ 30%" in page
    assert "Thiếu 5%" in page
    assert ("Số 05-QĐ/ĐU" in page) is sees


def test_a_title_has_no_level_to_explain(season):
    season.open("four", programme="demo-four-good")
    season.answer(CELLS[0])

    page = season.client(season.secretary(CELLS[0])).get(f"/dossiers/{season.dossier_id(CELLS[0])}/level")

    assert page.status_code == 200
    assert "Chưa có căn cứ để xem." in page.text


def test_only_a_rating_keeps_a_derivation(season):
    season.open("four", programme="demo-four-good")
    season.bring(CELLS[0], State.certified)

    with season.reading() as session:
        assert [item.derivation for item in session.query(DecisionItem)] == [None]


def test_a_cell_sees_no_decided_counts_on_the_page_of_its_level_before_its_outcome(season):
    season.open()
    wait_at_the_commune(season, CELLS[0], excellent=CELLS[:1])
    page = f"/dossiers/{season.dossier_id(CELLS[0])}/level"
    cell_text_before = text_of(season.client(season.secretary(CELLS[0])).get(page).text)
    with season.writing() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELLS[0]))
        reviewer = accounts.find_account(session, season.reviewer(CELLS[0]))
        decided_counts = {"members_excellent": 0, "members_good": 500, "members_completed": 600}
        session.add_all(
            Figure(unit_id=dossier.unit_id, dossier_id=dossier.id, period_id=2022, metric=metric, value=value,
                   stage=Stage.decided, source="thử nghiệm", by_id=reviewer.id, at=season.now)
            for metric, value in decided_counts.items()
        )  # fmt: skip

    cell_text_after = text_of(season.client(season.secretary(CELLS[0])).get(page).text)
    commune_text = text_of(season.client(season.reviewer(CELLS[0])).get(page).text)

    assert cell_text_after == cell_text_before
    assert "45,45%" in commune_text
