"""The page on which a commune enters the decided counts of members' levels, and the readers of those counts."""

import re
from dataclasses import replace

import pytest

from grading.rules.levels import Grade
from grading.rules.programmes.parts.conditions import Condition, Operator
from tests.integration.members.members import FEWER, KEYS, PROPOSED, campaign_id, counts, decide, rows, two_sent
from tests.integration.pages import hidden_fields, text_of
from tests.outcomes import asking
from tests.reading import words_of
from tests.seats import get
from workflows import State


@pytest.fixture
def reviewed(season):
    return two_sent(season)


def test_the_commune_reads_both_counts_and_the_cell_reads_only_its_own(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})
    url = f"/dossiers/{reviewed.dossier_id('HU-A-01')}/members"

    commune_words = text_of(reviewed.client(reviewed.reviewer("HU-A-01")).get(url).text)
    cell_words = text_of(reviewed.client(reviewed.secretary("HU-A-01")).get(url).text)

    assert "Đề nghị 8, đã quyết định 7" in commune_words
    assert "đã quyết định" not in cell_words


def test_a_cell_learns_from_no_page_what_the_commune_decided_on_its_members(season):
    season.open()
    season.submit("HU-A-01", "EXCELLENT", Grade.excellent)
    client, dossier_id = season.client(season.secretary("HU-A-01")), season.dossier_id("HU-A-01")
    with season.reading() as session:
        pages = (f"/dossiers/{dossier_id}/check", f"/units/{get(session, 'HU-A-01').id}")
    before = [words_of(client.get(page)) for page in pages]

    decide(season, {"HU-A-01": FEWER})

    assert [words_of(client.get(page)) for page in pages] == before


def test_the_conditions_of_a_title_tell_a_cell_nothing_of_what_the_commune_decided_for_its_rating(season):
    two_sent(season)
    decide(season, {"HU-A-01": FEWER})
    shipped = season.programme
    good = shipped("demo-giong-rieng-r2019").metric("members_good")
    enough = Condition(key="good", source="", figure=good.key, operator=Operator.at_least, value=500)
    title = shipped("demo-four-good")
    asked = asking(replace(title, metrics=(*title.metrics, good)), conditions=(enough,))
    season.programme = lambda _name: asked
    season.open("four", programme="demo-four-good")

    cell = season.client(season.secretary("HU-A-01"))
    season.answer("HU-A-01")

    page = words_of(cell.get(f"/dossiers/{season.dossier_id('HU-A-01')}/check"))

    assert "Đảng viên hoàn thành tốt nhiệm vụ: từ 5 8 Đạt" in page


def test_a_version_that_was_handed_on_shows_a_cell_the_counts_that_it_proposed(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})
    for cell in ("HU-A-01", "HU-A-02"):
        reviewed.review(cell)
    reviewed.decide("HU-A")
    reviewed.hand_on("HU-A-01", State.appraisal)
    url = f"/dossiers/{reviewed.dossier_id('HU-A-01')}/versions/2"

    logins = (reviewed.secretary("HU-A-01"), reviewed.reviewer("HU-A-01"))
    own, of_the_commune = (words_of(reviewed.client(login).get(url)) for login in logins)

    assert "Đảng viên hoàn thành tốt nhiệm vụ 8" in own
    assert "Đảng viên hoàn thành tốt nhiệm vụ 7" in of_the_commune


@pytest.fixture
def page(reviewed):
    """Returns a function that opens the page as the commune's reviewer, or sends its form with the typed changes."""
    client, campaign = reviewed.client(reviewed.reviewer("HU-A-01")), campaign_id(reviewed)

    def ask(typed=None, cell="HU-A-01", **more):
        url = f"/campaigns/{campaign}/members-decided"
        opened_page = client.get(url).text
        if typed is None and not more:
            return opened_page
        boxes = {f"{key}-{reviewed.dossier_id(cell)}": value for key, value in zip(KEYS, typed or (), strict=False)}
        return client.post(url, data={**hidden_fields(opened_page), "do": "save"} | boxes | more)

    return ask


def test_the_page_shows_the_proposals_beside_empty_boxes(page, reviewed):
    opened_page = page()

    assert "Đề nghị: 8" in text_of(opened_page)
    assert box_of(opened_page, reviewed, "members_good") == ""


def test_what_is_typed_is_kept_and_shown_again(page, reviewed):
    answer = page(("1", "7", "3", "0"))

    assert answer.status_code == 303
    assert box_of(page(), reviewed, "members_good") == "7"
    assert "Khác đề nghị" in text_of(page())


def test_wrong_counts_are_refused_with_a_sentence_and_stay_in_their_boxes(page, reviewed):
    answer = page(("1", "7", "9", "0"))

    assert answer.status_code == 422
    assert "Tổng các mức xếp loại đảng viên là 17, số đảng viên được đánh giá là 11." in text_of(answer.text)
    assert box_of(answer.text, reviewed, "members_completed") == "9"
    assert rows(reviewed)["HU-A-01"].decided is None


def test_a_half_filled_row_asks_for_the_other_boxes(page):
    answer = page(("1", "bảy", "", "0"))

    assert answer.status_code == 422
    assert text_of(answer.text).count("chỉ nhận số nguyên; không có thì ghi 0.") == 2


def test_the_button_decides_as_proposed(page, reviewed):
    answer = page(do="take_over")

    assert answer.status_code == 303
    assert [row.decided for row in rows(reviewed).values()] == [counts(PROPOSED), counts(PROPOSED)]
    assert "Quyết định đúng như" not in text_of(page())


def test_counts_that_somebody_else_saved_meanwhile_are_not_overwritten(page, reviewed):
    field = f"seen-{reviewed.dossier_id('HU-A-01')}"
    old_value = hidden_fields(page())[field]
    decide(reviewed, {"HU-A-01": FEWER})

    answer = page(("2", "8", "1", "0"), **{field: old_value})

    assert answer.status_code == 409
    assert box_of(answer.text, reviewed, "members_good") == "8"
    assert rows(reviewed)["HU-A-01"].decided == counts(FEWER)


def box_of(shown, season, metric, cell="HU-A-01"):
    return re.search(rf'name="{metric}-{season.dossier_id(cell)}" value="([^"]*)"', shown).group(1)
