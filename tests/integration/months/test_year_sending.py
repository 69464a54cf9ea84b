"""A month is seen by the committee once the cell sends it, and then as it was sent."""

from datetime import date

import pytest

from grading.models import YearPart
from grading.services.months import months, sending
from grading.services.months.entries import CountsEntry, MeetingEntry, ReviewEntry
from tests.integration.pages import text_of
from tests.yearly import CELL, OTHER, address
from workflows import Role, WorkflowError

FEBRUARY = (YearPart.month, 2)


@pytest.fixture
def four(season):
    season.open("four", programme="demo-four-good")
    return season


def record_month(season, present=18, month=2):
    with season.with_dossier(season.secretary(CELL), CELL) as at:
        meeting = MeetingEntry(held_on=date(2022, month, 3), due=20, present=present)
        months.save_month(*at, month, meeting, counts=CountsEntry(deeds=5))


def send(season, *places, login=None):
    with season.with_dossier(login or season.secretary(CELL), CELL) as at:
        return sending.send(*at, places)


def seen_by(season, login):
    return text_of(season.client(login).get(address(season, "/sent")).text)


def test_the_committee_sees_a_month_only_once_it_is_sent_and_as_it_was_sent(four):
    reviewer = four.reviewer(CELL)
    record_month(four)
    typed = seen_by(four, reviewer)

    send(four, FEBRUARY)
    record_month(four, present=19)

    sent = seen_by(four, reviewer)
    assert "Chi bộ chưa gửi phần nào của công việc trong năm." in typed
    assert "Tháng 2" in sent
    assert "18/20" in sent
    assert "19/20" not in sent


def test_a_month_that_was_changed_waits_to_be_sent_again(four):
    record_month(four)
    first, again = send(four, FEBRUARY), send(four, FEBRUARY)

    record_month(four, present=19)

    with four.with_dossier(four.secretary(CELL), CELL) as (session, _actor, dossier):
        (standing,) = sending.standings(session, dossier)
    assert (first, again) == (1, 0)
    assert (standing.is_changed, standing.waits) == (True, True)
    assert send(four, FEBRUARY) == 1


def test_the_cell_sends_what_it_ticks_and_the_overview_of_the_commune_counts_it(four):
    record_month(four)
    record_month(four, month=3)
    client = four.client(four.secretary(CELL))
    page = client.get(address(four)).text

    reply = client.post(address(four, "/send"), data={"parts": ["month-2", "nonsense", "month-11"]})

    assert 'value="month-3"' in page
    assert reply.status_code == 303
    overview = text_of(four.client(four.reviewer(CELL)).get("/campaigns/1/year-work").text)
    assert "Chi bộ 01 xã Mẫu A 1 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 0 1, 2, 3, 4 Chưa gửi" in overview


def test_a_half_year_review_is_sent_by_itself(four):
    with four.with_dossier(four.secretary(CELL), CELL) as at:
        entry = ReviewEntry(held_on=date(2022, 6, 30), due=20, present=18, on_track=2, behind=1, words="Chậm một mục.")
        months.save_review(*at, entry)

    send(four, sending.HALF_YEAR)

    assert "Chậm một mục." in seen_by(four, four.reviewer(CELL))


def test_nobody_else_reads_what_a_cell_sent(four):
    record_month(four)
    send(four, FEBRUARY)
    logins = (four.secretary(CELL), four.secretary(OTHER), four.who(Role.commune_reviewer, "HU-B"))

    answers = [four.client(login).get(address(four, "/sent")) for login in logins]

    assert [answer.status_code for answer in answers] == [403, 404, 404]
    assert not any("18/20" in answer.text for answer in answers)


def test_only_the_cell_sends(four):
    record_month(four)

    with pytest.raises(WorkflowError):
        send(four, FEBRUARY, login=four.reviewer(CELL))


def test_what_is_not_recorded_is_said_before_sending_and_keeps_nothing_back(four):
    record_month(four)

    words = text_of(four.client(four.secretary(CELL)).get(f"/dossiers/{four.dossier_id(CELL)}/check").text)

    assert "Công việc trong năm còn chưa ghi Tháng 1, tháng 3, tháng 4" in words
    assert "chuyên đề quý 1" in words
    assert "sơ kết sáu tháng." in words
    with four.with_dossier(four.secretary(CELL), CELL) as (session, _actor, dossier):
        assert FEBRUARY not in sending.missing(session, dossier, date(2022, 12, 31))


def test_what_the_programme_asks_for_depends_on_the_day(four):
    work = four.programme("demo-four-good").year_work

    asked = sending.gaps(work, 2022, [(YearPart.month, 1)], date(2022, 3, 1))

    assert asked == [(YearPart.month, 2), (YearPart.month, 3), (YearPart.thematic, 1)]
