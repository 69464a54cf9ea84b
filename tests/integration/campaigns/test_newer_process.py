"""An open campaign goes by the process that it was opened with, until an administrator gives it the newest one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

import workflows
from grading.models import Campaign, Done, Dossier, Event
from grading.services.campaigns import processes
from grading.services.ground.errors import NotNow, Refused
from grading.services.invariants import checks
from grading.services.record.sides import Sides
from tests.season import Season
from workflows import Process, Role, Side, State

CELL = "HU-A-01"
REASON = "Quy trình mới theo Công văn 12-CV/BTC."


def without_ballot(process: Process) -> Process:
    """Returns the table as it could have been before the ballot became a condition of sending."""
    return with_step(process, "submit", guards=tuple(
        guard for guard in process.steps[0].guards if guard.__name__ not in {"ballot_passed", "evidence_is_there"}
    ))  # fmt: skip


def with_step(process: Process, step_name: str, **changed: object) -> Process:
    steps = tuple(replace(step, **changed) if step.name == step_name else step for step in process.steps)
    return replace(process, steps=steps)


def opened_with(season: Season, older: Callable[[Process], Process]) -> None:
    """Opens a campaign as a program with the older table would have done."""
    season.older = older
    season.open()


def adopt(season: Season, reason: str = REASON, digest: str | None = None) -> None:
    with season.acting(season.who(Role.admin)) as (session, admin):
        campaign = session.scalars(select(Campaign)).one()
        chosen = processes.preview(session, campaign).digest if digest is None else digest
        processes.adopt(session, admin, campaign, chosen, reason)


def address(season: Season) -> str:
    with season.reading() as session:
        return f"/campaigns/{session.scalars(select(Campaign.id)).one()}/process"


def test_a_campaign_goes_by_the_table_that_it_was_opened_with(season):
    opened_with(season, without_ballot)
    season.answer(CELL)
    season.count_members(CELL)

    season.step(CELL, "submit", season.secretary(CELL))

    assert season.state(CELL) is State.commune_review


def test_after_the_change_the_new_condition_holds(season):
    opened_with(season, without_ballot)
    season.answer(CELL)
    season.count_members(CELL)

    adopt(season)

    with pytest.raises(workflows.StepRefused) as refusal:
        season.step(CELL, "submit", season.secretary(CELL))
    assert {"ballot_missing"} <= {reason.code for reason in refusal.value.reasons}


def test_moves_keep_the_side_that_they_were_made_on(season):
    opened_with(season, lambda process: with_step(process, "submit", name="hand_in"))
    season.answer(CELL)
    season.count_members(CELL)
    season.vote(CELL)
    season.attach(CELL)
    season.step(CELL, "hand_in", season.secretary(CELL))

    adopt(season)

    with season.acting(season.secretary(CELL)) as (session, secretary):
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        assert Side.produce in Sides(session, [dossier]).of(dossier, secretary.person.id)
        assert checks.run(session)["moves_are_steps_of_a_stored_process"] == []


def test_a_step_that_the_older_table_lacks_can_be_taken_after_the_change(season):
    def without_taking_back(process: Process) -> Process:
        return replace(process, steps=tuple(step for step in process.steps if step.name != "take_back"))

    opened_with(season, without_taking_back)
    season.submit(CELL)
    with pytest.raises(workflows.StepNotOpen):
        season.step(CELL, "take_back", season.secretary(CELL))

    adopt(season)
    season.step(CELL, "take_back", season.secretary(CELL))

    assert season.state(CELL) is State.draft


def test_the_change_is_recorded_with_both_tables_and_its_reason(season):
    opened_with(season, without_ballot)

    adopt(season)

    with season.reading() as session:
        line = session.scalars(select(Event).where(Event.done == Done.process_changed)).one()
        campaign = session.scalars(select(Campaign)).one()
        assert line.words.reason == REASON
        assert line.words.details["table_after"] == campaign.process_digest
        assert line.words.details["table_before"] != campaign.process_digest


def test_a_dossier_whose_state_the_other_table_lacks_stops_the_change(season):
    season.open()
    with season.reading() as session:
        newest = processes.newest(session.scalars(select(Campaign)).one())
    without_draft = replace(newest, states=newest.states[1:])

    with season.acting(season.who(Role.admin)) as (session, admin):
        campaign = session.scalars(select(Campaign)).one()
        digest = processes.preview(session, campaign, without_draft).digest
        with pytest.raises(Refused) as refusal:
            processes.adopt(session, admin, campaign, digest, REASON, to=without_draft)

    assert [(reason.code, reason.params["n"] > 0) for reason in refusal.value.reasons] == [("process_stuck", True)]


@pytest.mark.parametrize(
    ("given", "code"), [({"reason": " "}, "process_reason"), ({"reason": "x" * 501}, "reason_long")]
)
def test_the_change_needs_a_reason(season, given, code):
    opened_with(season, without_ballot)

    with pytest.raises(Refused) as refusal:
        adopt(season, **given)

    assert [reason.code for reason in refusal.value.reasons] == [code]


def test_a_table_that_was_not_previewed_is_not_taken(season):
    opened_with(season, without_ballot)

    with pytest.raises(NotNow):
        adopt(season, digest="0" * 64)


def test_a_campaign_that_goes_by_the_newest_table_has_nothing_to_change(season):
    season.open()

    page = season.client(season.who(Role.admin)).get(address(season)).text
    with pytest.raises(NotNow):
        adopt(season)

    assert "đang theo quy trình mới nhất" in page


# --- on the page


def test_the_page_shows_every_change_and_every_dossier_before_anything_changes(season):
    opened_with(season, without_ballot)
    season.answer(CELL)

    page = season.client(season.who(Role.admin)).get(address(season)).text

    assert "thêm: có đủ minh chứng; thêm: kết quả bỏ phiếu đạt yêu cầu, nếu bộ tiêu chí có quy định bỏ phiếu" in page
    assert page.count("Đổi: Gửi hồ sơ lên cấp ủy cấp trên trực tiếp (Bí thư chi bộ)") >= 2
    with season.reading() as session:
        assert processes.has_newer(session.scalars(select(Campaign)).one())


def test_an_administrator_changes_the_table_on_the_page(season):
    opened_with(season, without_ballot)
    client, place = season.client(season.who(Role.admin)), address(season)
    with season.reading() as session:
        digest = processes.preview(session, session.scalars(select(Campaign)).one()).digest

    refused = client.post(place, data={"digest": digest, "reason": ""})
    done = client.post(place, data={"digest": digest, "reason": REASON}, follow_redirects=True)

    assert refused.status_code == 422
    assert "Chưa ghi lý do đổi quy trình" in refused.text
    assert "Đợt đánh giá đã theo quy trình mới." in done.text
    assert "đang theo quy trình mới nhất" in done.text


def test_nobody_but_an_administrator_changes_the_table(season):
    opened_with(season, without_ballot)

    answer = season.client(season.reviewer(CELL)).post(address(season), data={"digest": "", "reason": REASON})

    assert answer.status_code == 403
    with season.reading() as session:
        assert processes.has_newer(session.scalars(select(Campaign)).one())
