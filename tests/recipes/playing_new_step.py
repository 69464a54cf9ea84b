"""Plays a rating with the step of tests/recipes/new_step.py. It runs in the edited copy only, by test_new_step.py."""

from sqlalchemy import select

from grading.models import Campaign, Dossier
from tests.reading import links_of, words_of
from tests.recipes.seasons import end_over, rate_over
from tests.season import DISTRICT
from workflows import PROCESSES, Role, State, prove, stored

CELL = "HU-A-01"


def test_the_tables_with_the_step_are_proven():
    assert [finding for process in PROCESSES.values() for finding in prove(process)] == []


def test_a_whole_season_goes_over_the_new_desk_up_to_its_commendation(season):
    rate_over(season, ["submit", "endorse", "approve", "clear", "certify"], "clear", Role.examiner)


def test_a_title_and_a_commune_of_two_tiers_go_over_the_new_desk(season):
    end_over(season, "clear")


def test_a_dossier_passes_the_new_desk_on_the_pages(season):
    season.open()
    season.bring(CELL, State.appraisal)
    season.step(CELL, "approve", season.who(Role.appraisal_lead, DISTRICT), note="Không thuộc diện khen thưởng.")
    client = season.client(season.who(Role.examiner, DISTRICT))

    home = client.get("/")
    dossier = links_of(home)["Hồ sơ chờ xử lý"]
    page = words_of(client.get(dossier))
    question = client.get(f"{dossier}/steps/clear")
    silent = client.post(f"{dossier}/steps/clear", data={"version": str(_version(season))})
    client.post(f"{dossier}/steps/clear", data={"version": str(_version(season)), "note": "Đã kiểm tra, đúng."})
    own = words_of(season.client(season.secretary(CELL)).get(dossier))

    assert "Cán bộ kiểm tra hồ sơ" in words_of(home)
    assert "Đang kiểm tra kết quả thẩm định" in page
    assert "Xác nhận đã kiểm tra" in page
    assert "Hồ sơ chuyển sang hội nghị. Nội dung ý kiến" in words_of(question)
    assert "Chưa ghi ý kiến." in words_of(silent)
    assert season.state(CELL) is State.certification
    assert "Chờ quyết định" in own

    season.decide(DISTRICT)

    assert season.state(CELL) is State.certified
    with season.reading() as session:
        text = session.scalars(select(Campaign)).one().stored_process.content
        assert Role.examiner in {seat.role for seat in stored.from_text(text).seats}


def _version(season) -> int:
    with season.reading() as session:
        return session.get_one(Dossier, season.dossier_id(CELL)).version
