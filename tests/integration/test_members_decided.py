"""Members' levels as decided: entered beside the proposals, kept with them, and checked again at the decision."""

import json
import re

import pytest
from sqlalchemy import select

from grading.models import Dossier, Figure, Stage
from grading.services import accounts, answers, campaigns, figures, members_decided, revisions
from grading.services.members_decided import Entered, RowsChanged, RowsRefused
from tests.integration.pages import hidden_fields, text_of
from tests.integration.test_meeting_queries import number_of_queries
from tests.seats import get
from workflows import Layer, Role, StepRefused

KEYS = ("members_excellent", "members_good", "members_completed", "members_not_completed")
PROPOSED = (2, 8, 1, 0)
"""What every cell of the season counts."""
FEWER = (1, 7, 3, 0)
"""8 of 11 at good or better: under the 80 % that the highest level asks for."""


@pytest.fixture
def reviewed(season):
    """Two cells of a commune that wait for its review."""
    season.open("rating")
    for cell in ("HU-A-01", "HU-A-02"):
        season.submit(cell)
    return season


def counts(numbers):
    return dict(zip(KEYS, (number * 100 for number in numbers), strict=True))


def rows(season, commune="HU-A"):
    login = season.who(Role.commune_reviewer, commune)
    with season.reading() as session:
        account, campaign = accounts.find_account(session, login), campaigns.find_campaign(session, season.campaign)
        found = members_decided.of_commune(session, campaign, get(session, commune).id, account, season.now)
        return {row.dossier.unit.code: row for row in found}


def decide(season, numbers, *, login=None, seen=None):
    """Counts by cell, as typed over the newest ones."""
    found = rows(season)
    entered = {
        season.dossier_id(cell): Entered(values=counts(told), seen=seen or found[cell].seen)
        for cell, told in numbers.items()
    }
    with season.acting(login or season.who(Role.commune_reviewer, "HU-A")) as (session, account):
        campaign = campaigns.find_campaign(session, season.campaign)
        return len(members_decided.decide(session, campaign, entered, by=account, now=season.now))


def test_decided_counts_stand_beside_the_proposed_ones(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    row = rows(reviewed)["HU-A-01"]
    assert (row.proposed, row.decided, row.differs) == (counts(PROPOSED), counts(FEWER), True)
    assert rows(reviewed)["HU-A-02"].decided is None


def test_a_revision_freezes_both_counts(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with reviewed.reading() as session:
        frozen = json.loads(revisions.content(session, session.get_one(Dossier, reviewed.dossier_id("HU-A-01"))))
        before = json.loads(revisions.content(session, session.get_one(Dossier, reviewed.dossier_id("HU-A-02"))))
    assert frozen["proposed"] == counts(PROPOSED)
    assert {key: frozen["figures"][key] for key in KEYS} == counts(FEWER)
    assert "proposed" not in before


def test_counts_that_do_not_add_up_are_told_row_by_row_and_nothing_is_kept(reviewed):
    with pytest.raises(RowsRefused) as refusal:
        decide(reviewed, {"HU-A-01": FEWER, "HU-A-02": (9, 9, 0, 0)})

    wrong = reviewed.dossier_id("HU-A-02")
    assert {key: [reason.code for reason in reasons] for key, reasons in refusal.value.rows.items()} == {
        wrong: ["members_sum"]
    }
    assert rows(reviewed)["HU-A-01"].decided is None


def test_counts_typed_over_older_ones_are_stale(reviewed):
    seen = rows(reviewed)["HU-A-01"].seen
    decide(reviewed, {"HU-A-01": FEWER})

    with pytest.raises(RowsChanged) as refusal:
        decide(reviewed, {"HU-A-01": PROPOSED}, seen=seen)

    assert [reason.code for reason in refusal.value.reasons] == ["stale"]


def test_the_same_counts_again_add_no_row(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    assert decide(reviewed, {"HU-A-01": FEWER}) == 0
    with reviewed.reading() as session:
        kept = session.scalars(select(Figure).where(Figure.stage == Stage.decided)).all()
    assert len(kept) == len(KEYS)


def test_one_button_takes_over_what_is_not_decided_yet(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with reviewed.acting(reviewed.reviewer("HU-A-01")) as (session, account):
        campaign, unit = campaigns.find_campaign(session, "rating"), get(session, "HU-A")
        done, left = members_decided.take_over(session, campaign, unit.id, by=account, now=reviewed.now)
        assert (len(done), left) == (1, 1)
    found = rows(reviewed)
    assert (found["HU-A-01"].decided, found["HU-A-02"].decided) == (counts(FEWER), counts(PROPOSED))
    assert not found["HU-A-02"].differs


def test_a_new_proposal_after_a_return_overtakes_what_was_decided(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})
    reviewed.step("HU-A-01", "send_back", reviewed.reviewer("HU-A-01"), note="Xem lại.", criteria=("members",))
    reviewed.count_members("HU-A-01", members_excellent=3, members_good=7)
    reviewed.step("HU-A-01", "submit", reviewed.secretary("HU-A-01"))

    row = rows(reviewed)["HU-A-01"]

    assert (row.proposed, row.decided, row.overtaken) == (counts((3, 7, 1, 0)), None, True)


def test_a_return_for_something_else_leaves_what_was_decided(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})
    reviewed.step("HU-A-01", "send_back", reviewed.reviewer("HU-A-01"), note="Xem lại.", criteria=("ideology",))
    with reviewed.with_dossier(reviewed.secretary("HU-A-01"), "HU-A-01") as (session, account, dossier):
        reviewed.change_answer(session, account, dossier, "ideology", "good")
    reviewed.step("HU-A-01", "submit", reviewed.secretary("HU-A-01"))

    assert rows(reviewed)["HU-A-01"].decided == counts(FEWER)
    with reviewed.reading() as session:
        stored = answers.asked_values(session, session.get_one(Dossier, reviewed.dossier_id("HU-A-01")))
    assert {key: stored[key] for key in KEYS} == counts(PROPOSED)


def test_what_a_cell_drafts_is_not_shown_before_it_is_sent(reviewed):
    reviewed.count_members("HU-A-03")

    assert list(rows(reviewed)) == ["HU-A-01", "HU-A-02"]


def test_an_import_of_the_same_proposals_overtakes_nothing(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with reviewed.writing() as session:
        unit_id = get(session, "HU-A-01").id
        figures.report(session, unit_id, 2022, counts(PROPOSED), source="Tệp", by=None, now=reviewed.now)

    assert rows(reviewed)["HU-A-01"].decided == counts(FEWER)


def test_one_count_proposed_otherwise_leaves_nothing_decided(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with reviewed.writing() as session:
        unit_id = get(session, "HU-A-01").id
        figures.report(session, unit_id, 2022, {"members_good": 900}, source="Tệp", by=None, now=reviewed.now)

    assert rows(reviewed)["HU-A-01"].decided is None


def test_more_cells_ask_no_more_queries(season):
    season.open("rating")
    season.submit("HU-A-01")
    client = season.client(season.reviewer("HU-A-01"))
    url = f"/campaigns/{campaign_id(season)}/members-decided"
    one = number_of_queries(season, client, url)

    for cell in ("HU-A-02", "HU-A-03"):
        season.submit(cell)

    assert number_of_queries(season, client, url) == one


def test_once_the_commune_has_issued_its_decision_the_counts_are_closed(season):
    season.open("rating")
    season.submit("HU-A-01")
    season.review("HU-A-01")
    season.decide("HU-A")

    with pytest.raises(RowsRefused) as refusal:
        decide(season, {"HU-A-01": FEWER})

    assert [reason.code for reason in refusal.value.reasons] == ["already_decided"]


def test_whoever_entered_decided_counts_does_not_appraise_the_dossier(reviewed):
    both = reviewed.make_account("hai.viec", Role.commune_reviewer, "HU-A")
    decide(reviewed, {"HU-A-01": FEWER}, login=both)
    reviewed.make_account(both, Role.appraiser, "HU")
    reviewed.review("HU-A-01")
    reviewed.review("HU-A-02")
    reviewed.decide("HU-A")
    reviewed.step("HU-A-01", "endorse", reviewed.reviewer("HU-A-01"))

    with pytest.raises(StepRefused) as refusal:
        reviewed.score("HU-A-01", Layer.appraiser, both)

    assert [reason.code for reason in refusal.value.reasons] == ["other_side"]


def test_once_decided_counts_are_entered_the_cell_does_not_take_its_dossier_back(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})

    with pytest.raises(StepRefused) as refusal:
        reviewed.step("HU-A-01", "take_back", reviewed.secretary("HU-A-01"))

    assert [reason.code for reason in refusal.value.reasons] == ["commune_begun"]


# --- the pages


def test_whoever_it_is_sent_to_reads_both_counts_and_the_cell_its_own(reviewed):
    decide(reviewed, {"HU-A-01": FEWER})
    url = f"/dossiers/{reviewed.dossier_id('HU-A-01')}/members"

    commune = text_of(reviewed.client(reviewed.reviewer("HU-A-01")).get(url).text)
    cell = text_of(reviewed.client(reviewed.secretary("HU-A-01")).get(url).text)

    assert "Đề nghị 8, đã quyết định 7" in commune
    assert "đã quyết định" not in cell


@pytest.fixture
def page(reviewed):
    """Opens the page as the commune's reviewer, or sends it with what is typed laid over what it holds."""
    client, campaign = reviewed.client(reviewed.reviewer("HU-A-01")), campaign_id(reviewed)

    def ask(typed=None, cell="HU-A-01", **more):
        url = f"/campaigns/{campaign}/members-decided"
        shown = client.get(url).text
        if typed is None and not more:
            return shown
        boxes = {f"{key}-{reviewed.dossier_id(cell)}": value for key, value in zip(KEYS, typed or (), strict=False)}
        return client.post(url, data={**hidden_fields(shown), "do": "save"} | boxes | more)

    return ask


def campaign_id(season):
    with season.reading() as session:
        return campaigns.find_campaign(session, season.campaign).id


def test_the_page_shows_the_proposals_beside_empty_boxes(page, reviewed):
    shown = page()

    assert "Đề nghị: 8" in text_of(shown)
    assert box_of(shown, reviewed, "members_good") == ""


def test_what_is_typed_is_kept_and_shown_again(page, reviewed):
    answer = page(("1", "7", "3", "0"))

    assert answer.status_code == 303
    assert box_of(page(), reviewed, "members_good") == "7"
    assert "Khác đề nghị" in text_of(page())


def test_what_is_wrong_stays_typed_and_is_named_at_its_row(page, reviewed):
    answer = page(("1", "7", "9", "0"))

    assert answer.status_code == 422
    assert "Tổng các mức xếp loại đảng viên là 17, số đảng viên được đánh giá là 11." in text_of(answer.text)
    assert box_of(answer.text, reviewed, "members_completed") == "9"
    assert rows(reviewed)["HU-A-01"].decided is None


def test_a_row_that_is_half_filled_asks_for_the_other_boxes(page):
    answer = page(("1", "bảy", "", "0"))

    assert answer.status_code == 422
    assert text_of(answer.text).count("mời ghi một số; không có thì ghi 0.") == 2


def test_the_button_decides_as_proposed(page, reviewed):
    answer = page(do="take_over")

    assert answer.status_code == 303
    assert [row.decided for row in rows(reviewed).values()] == [counts(PROPOSED), counts(PROPOSED)]
    assert "Quyết định đúng như" not in text_of(page())


def test_counts_saved_by_somebody_else_meanwhile_are_not_overwritten(page, reviewed):
    seen = f"seen-{reviewed.dossier_id('HU-A-01')}"
    old = hidden_fields(page())[seen]
    decide(reviewed, {"HU-A-01": FEWER})

    answer = page(("2", "8", "1", "0"), **{seen: old})

    assert answer.status_code == 409
    assert box_of(answer.text, reviewed, "members_good") == "8"
    assert rows(reviewed)["HU-A-01"].decided == counts(FEWER)


def box_of(shown, season, metric, cell="HU-A-01"):
    return re.search(rf'name="{metric}-{season.dossier_id(cell)}" value="([^"]*)"', shown).group(1)
