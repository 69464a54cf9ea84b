"""Plays a small season with the state of tests/recipes/state_on_the_path.py. It runs in the edited copy only, by
test_new_step.py."""

import pytest

from grading.models import Dossier
from tests.reading import links_of, words_of
from tests.recipes.seasons import BEST, end_over, rate_over
from tests.season import DISTRICT
from workflows import PROCESSES, Role, State, on_the_way, prove


def test_the_tables_with_the_state_are_proven():
    assert [finding for process in PROCESSES.values() for finding in prove(process)] == []


@pytest.mark.parametrize("name", [name for name, process in PROCESSES.items() if process.sittings])
def test_every_dossier_passes_the_new_desk(name):
    way = on_the_way(PROCESSES[name])

    assert way.index(State.commune_review) + 1 == way.index(State.intake) == way.index(State.appraisal) - 1


def test_a_whole_season_goes_over_the_new_desk_up_to_its_commendation(season):
    rate_over(season, ["submit", "endorse", "admit", "approve", "certify"], "admit", Role.registrar)


def test_a_title_and_a_commune_of_two_tiers_go_over_the_new_desk(season):
    end_over(season, "admit")


def test_the_new_desk_takes_a_dossier_in_on_the_pages(season):
    season.open()
    season.bring(BEST, State.intake)
    client = season.client(season.who(Role.registrar, DISTRICT))

    home = client.get("/")
    dossier = links_of(home)["Hồ sơ chờ xử lý"]
    page = words_of(client.get(dossier))
    question = client.get(f"{dossier}/steps/admit")
    client.post(f"{dossier}/steps/admit", data={"version": str(_version(season))})

    assert "Cán bộ tiếp nhận hồ sơ" in words_of(home)
    assert "Chờ tiếp nhận để thẩm định" in page
    assert "Tiếp nhận hồ sơ" in page
    assert "Hồ sơ chuyển sang Tổ thẩm định." in words_of(question)
    assert season.state(BEST) is State.appraisal
    assert "Hồ sơ đã được tiếp nhận" in words_of(season.client(season.secretary(BEST)).get("/"))


def test_the_new_desk_sends_back_what_is_not_complete(season):
    season.open()
    season.bring(BEST, State.intake)

    season.step(BEST, "send_back", season.who(Role.registrar, DISTRICT), note="Thiếu bản giấy.")

    assert season.state(BEST) is State.commune_review


def _version(season) -> int:
    with season.reading() as session:
        return session.get_one(Dossier, season.dossier_id(BEST)).version
