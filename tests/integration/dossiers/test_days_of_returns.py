"""A return has a day of its own, and the body that reviews moves the last day of a cell with a reason."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from grading import clock
from grading.actors import command
from grading.models import Done, Dossier
from grading.services.campaigns import campaigns, closing, deadlines
from grading.services.dossiers.lateness import is_late
from grading.services.dossiers.tallies import tallies_of
from grading.services.ground.errors import NotNow, Refused
from grading.services.record import reading
from tests.integration.pages import text_of
from tests.season import get
from workflows import NotYourStep, Role, State, StepRefused

CELL = "HU-A-01"


@pytest.fixture
def late(season):
    """The day of the campaign is over, and the commune returns what a cell sent in time."""
    season.open(submit_by=clock.day(season.now) - timedelta(days=1))
    with season.writing() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        deadlines.set_day(session, command(season.now), dossier, clock.day(season.now))
    season.submit(CELL)
    return season


def send_back(season, **typed):
    client = season.client(season.reviewer(CELL))
    address = f"/dossiers/{season.dossier_id(CELL)}/steps/send_back"
    with season.reading() as session:
        version = session.get_one(Dossier, season.dossier_id(CELL)).version
    boxes = {"note": "Bổ sung.", "criteria": "ideology", "version": str(version), **typed}
    return client.post(address, data=boxes)


def move_day(season, day, reason="Chi bộ xa trung tâm.", login=None):
    with season.with_dossier(login or season.reviewer(CELL), CELL) as (session, actor, dossier):
        deadlines.move(session, actor, dossier, day, reason)


def last_day(season):
    with season.reading() as session:
        return session.get_one(Dossier, season.dossier_id(CELL)).last_day


def days(season, number):
    return clock.day(season.now) + timedelta(days=number)


def facts_closing(season, step):
    with pytest.raises(StepRefused) as refusal:
        season.step(CELL, step, season.secretary(CELL))
    return [reason.code for reason in refusal.value.reasons]


def test_a_return_after_the_last_day_gives_the_cell_days_to_complete_it(late):
    send_back(late)

    assert last_day(late) == days(late, 5)
    assert facts_closing(late, "submit") == ["not_completed"]


def test_the_page_of_a_return_offers_a_day_and_takes_the_one_that_the_reviewer_chooses(late):
    address = f"/dossiers/{late.dossier_id(CELL)}/steps/send_back"
    offered = late.client(late.reviewer(CELL)).get(address).text

    send_back(late, return_day=days(late, 2).strftime("%d/%m/%Y"))

    assert f'name="return_day" type="date" value="{days(late, 5).isoformat()}"' in " ".join(offered.split())
    assert last_day(late) == days(late, 2)
    with late.reading() as session:
        assert reading.of_subject(session, session.get_one(Dossier, late.dossier_id(CELL)))[0].done is (
            Done.return_day_chosen
        )


@pytest.mark.parametrize(("day", "said"), [("01/01/2020", "Hạn mới không được trước ngày"), ("mai", "chưa đọc được")])
def test_a_return_with_a_day_that_is_over_or_no_day_is_asked_again_and_not_made(late, day, said):
    reply = send_back(late, return_day=day)

    assert (reply.status_code, late.state(CELL)) == (422, State.commune_review)
    assert said in text_of(reply.text)


def test_what_comes_back_late_is_closed_by_its_own_day_and_opened_again_by_the_body_that_reviews(late):
    send_back(late)
    with late.writing() as session:
        session.get_one(Dossier, late.dossier_id(CELL)).return_due_on = days(late, -1)
    with late.with_dossier(late.secretary(CELL), CELL) as at:
        late.change_answer(*at, "ideology", "excellent")
    closed = facts_closing(late, "submit")

    move_day(late, days(late, 1))
    late.step(CELL, "submit", late.secretary(CELL))

    assert closed == ["return_deadline"]
    assert late.state(CELL) is State.commune_review


def test_what_comes_back_after_the_campaign_was_closed_is_completed_and_sent(late):
    close(late)
    send_back(late)
    queue = late.client(late.reviewer(CELL)).get("/campaigns/1/review").text
    with late.with_dossier(late.secretary(CELL), CELL) as at:
        late.change_answer(*at, "ideology", "excellent")

    move_day(late, days(late, 1))
    late.step(CELL, "submit", late.secretary(CELL))

    assert late.state(CELL) is State.commune_review
    assert "Chưa gửi khi đợt khóa" in queue
    assert "Cần bổ sung" in queue


def test_what_came_back_before_the_close_stays_on_the_first_pages_and_is_late_once_its_day_is_over(late):
    send_back(late)
    close(late)
    with late.writing() as session:
        session.get_one(Dossier, late.dossier_id(CELL)).return_due_on = days(late, -1)

    homes = [late.client(who(CELL)).get("/").text for who in (late.secretary, late.reviewer)]

    assert [f"/dossiers/{late.dossier_id(CELL)}" in homes[0], "Quá hạn chưa gửi" in homes[1]] == [True, True]
    with late.reading() as session:
        campaign = campaigns.by_code(session, "rating")
        assert [dossier.unit.code for dossier in closing.still_open(session, campaign)] == [CELL]
        assert CELL not in [dossier.unit.code for dossier in closing.unsent(session, campaign)]


def test_what_came_back_and_was_cancelled_stays_as_it_is(late):
    send_back(late)
    with late.writing() as session:
        closing.cancel(session, command(late.now), campaigns.by_code(session, "rating"), "Mở nhầm.")

    assert "campaign_cancelled" in facts_closing(late, "submit")
    with pytest.raises(NotNow):
        move_day(late, days(late, 1))


@pytest.mark.parametrize(("ended", "late_ones"), [(None, 5), (closing.close, 1), (closing.cancel, 0)])
def test_lists_count_as_late_what_the_rows_of_the_queue_call_late(late, ended, late_ones):
    send_back(late)
    with late.writing() as session:
        session.get_one(Dossier, late.dossier_id(CELL)).return_due_on = days(late, -1)
        if ended is not None:
            reason = ("Mở nhầm.",) if ended is closing.cancel else ()
            ended(session, command(late.now), campaigns.by_code(session, "rating"), *reason)

    with late.reading() as session:
        commune, today = get(session, "HU-A").id, clock.day(late.now)
        rows = session.scalars(select(Dossier).where(Dossier.review_unit_id == commune)).all()
        counted = tallies_of(session, [rows[0].campaign_id], today)[rows[0].campaign_id, commune].late

        assert (counted, sum(is_late(row, today) for row in rows)) == (late_ones, late_ones)


def close(season):
    with season.writing() as session:
        closing.close(session, command(season.now), campaigns.by_code(session, "rating"))


def test_an_extension_is_shortened_or_taken_back_but_not_before_the_day_of_the_campaign(season):
    season.open(submit_by=days(season, 3))
    move_day(season, days(season, 9))

    move_day(season, days(season, 3), "Nhầm chi bộ.")
    with pytest.raises(Refused) as refusal:
        move_day(season, days(season, 2))

    assert last_day(season) == days(season, 3)
    assert [reason.code for reason in refusal.value.reasons] == ["due_day_early"]
    with season.reading() as session:
        line = reading.of_subject(session, session.get_one(Dossier, season.dossier_id(CELL)))[0]
    assert (line.done, line.words.reason) == (Done.due_day_shortened, "Nhầm chi bộ.")


def test_a_day_is_moved_only_with_a_reason(season):
    season.open()

    with pytest.raises(Refused) as refusal:
        move_day(season, days(season, 30), "  ")

    assert [reason.code for reason in refusal.value.reasons] == ["due_day_reason"]


def test_nobody_but_the_body_that_reviews_moves_a_day(season):
    season.open()

    with pytest.raises(NotYourStep):
        move_day(season, days(season, 30), login=season.secretary(CELL))


def test_no_day_is_moved_in_a_closed_campaign_or_for_what_is_sent(season):
    season.open()
    season.submit(CELL)
    with pytest.raises(NotNow) as sent:
        move_day(season, days(season, 30))
    with season.writing() as session:
        closing.close(session, command(season.now), campaigns.by_code(session, "rating"))

    with pytest.raises(NotNow) as over:
        move_day(season, days(season, 30))

    assert [reason.code for reason in (*sent.value.reasons, *over.value.reasons)] == ["due_day_sent", "campaign_over"]


def test_the_page_moves_the_day_and_the_cell_reads_why(season):
    season.open()
    client = season.client(season.who(Role.commune_reviewer, "HU-A"))
    address = f"/dossiers/{season.dossier_id(CELL)}"
    linked = client.get(address).text
    boxes = {"day": days(season, 40).isoformat(), "reason": "Lũ lụt.", "version": "1"}

    reply = client.post(f"{address}/last-day", data=boxes)

    assert f'href="{address}/last-day"' in linked
    assert reply.status_code == 303
    assert last_day(season) == days(season, 40)
    history = text_of(season.client(season.secretary(CELL)).get(f"{address}/history").text)
    assert "Gia hạn gửi hồ sơ" in history
    assert "Lũ lụt." in history
