"""Plays a rating with the step of tests/recipes/new_step.py. It runs in the edited copy only, by test_new_step.py."""

from sqlalchemy import select

from grading.models import Campaign, Dossier
from tests.reading import links_of, words_of
from tests.season import DISTRICT
from workflows import PROCESSES, Role, State, prove, stored

CELL = "HU-A-01"


def test_the_tables_with_the_step_are_proven():
    assert [finding for process in PROCESSES.values() for finding in prove(process)] == []


def test_a_dossier_passes_the_new_desk_on_the_pages(season):
    season.open()
    season.bring(CELL, State.appraisal)
    season.step(CELL, "approve", season.who(Role.appraisal_lead, DISTRICT), note="Không thuộc diện khen thưởng.")
    client = season.client(season.who(Role.examiner, DISTRICT))

    home = client.get("/")
    dossier = links_of(home)["Hồ sơ chờ xử lý"]
    page = words_of(client.get(dossier))
    question = client.get(f"{dossier}/steps/clear")
    client.post(f"{dossier}/steps/clear", data={"version": str(_version(season))})
    own = words_of(season.client(season.secretary(CELL)).get(dossier))

    assert "Cán bộ kiểm tra hồ sơ" in words_of(home)
    assert "Đang kiểm tra kết quả thẩm định" in page
    assert "Xác nhận đã kiểm tra" in page
    assert "Hồ sơ chuyển sang hội nghị." in words_of(question)
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
