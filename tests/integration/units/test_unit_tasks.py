"""When a unit changes, its open dossiers get a task; the reviewing body says what follows."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from grading.actors import command
from grading.models import Campaign, NotRated, UnitChange
from grading.services.campaigns import processes, reorganising
from grading.services.invariants import checks
from grading.services.units import changes
from grading.services.units.changes import From
from tests.reading import words_of
from tests.reorganising import CELL, JUNE, NEIGHBOUR, OTHER, as_admin, changed, merged, seated, task_page, tasks
from tests.season import Season
from tests.seats import get
from workflows import State


@pytest.fixture
def opened(season: Season) -> Season:
    season.open()
    return season


def test_a_merger_in_june_raises_a_task_on_the_dossier_of_the_unit_that_ends(opened):
    number = merged(opened, CELL, OTHER, into=CELL)

    assert (number, tasks(opened)) == (1, [(OTHER, UnitChange.merged)])


def test_a_new_name_or_a_change_after_the_day_of_the_roster_raises_no_task(opened):
    changed(opened, CELL, org_name="Chi bộ ấp Mới")
    merged(opened, CELL, OTHER, into=CELL, start=From(day=date(2023, 1, 1), reason=JUNE.reason))

    assert tasks(opened) == []


def test_the_page_of_a_task_gives_the_paper_of_the_change_and_the_new_superior(opened):
    with opened.reading() as session:
        above = get(session, NEIGHBOUR).id
    changed(opened, OTHER, parent_id=above)

    page = words_of(opened.client(opened.reviewer(OTHER)).get(task_page(opened, OTHER)))

    assert "Cấp ủy cấp trên Đảng ủy xã Mẫu A → Đảng ủy xã Mẫu B" in page
    assert f"Căn cứ, lý do {JUNE.reason}" in page


def test_the_page_of_a_task_after_a_merger_gives_its_paper_too(opened):
    merged(opened, CELL, OTHER, into=CELL)

    page = words_of(opened.client(opened.reviewer(OTHER)).get(task_page(opened, OTHER)))

    assert f"Căn cứ, lý do {JUNE.reason}" in page


def test_the_commune_lets_a_dossier_go_on(opened):
    merged(opened, CELL, OTHER, into=CELL)
    client = opened.client(opened.reviewer(OTHER))

    page = client.get(f"/dossiers/{opened.dossier_id(OTHER)}").text
    answer = client.post(task_page(opened, OTHER), data={"answer": "go_on", "reason": "Xét xong trước ngày sáp nhập."})

    assert "hồ sơ này cần xử lý" in page
    assert answer.status_code == 303
    assert opened.state(OTHER) is State.draft
    assert "Cách xử lý: Tiếp tục." in client.get(f"/dossiers/{opened.dossier_id(OTHER)}").text


def test_a_dossier_that_is_left_out_ends_and_its_unit_is_not_rated(opened):
    merged(opened, CELL, OTHER, into=CELL)

    opened.client(opened.reviewer(OTHER)).post(
        task_page(opened, OTHER), data={"answer": "leave_out", "reason": "Đã sáp nhập vào Chi bộ 01."}
    )

    assert opened.state(OTHER) is State.discontinued
    with opened.reading() as session:
        assert session.scalars(select(NotRated.reason)).all() == ["Đã sáp nhập vào Chi bộ 01."]
        assert not any(checks.run(session).values())


def test_a_dossier_that_is_handed_over_ends_with_its_remark_and_the_successor_has_its_own(opened):
    seated(opened, CELL)
    with as_admin(opened) as (session, admin):
        unit = get(session, CELL)
        described = changes.described_as(unit.latest, {"org_name": "Chi bộ ấp Chung"})
        successor = changes.open_unit(session, admin, "HU-A-90", described, JUNE)
        reorganising.merge(session, admin, [unit, get(session, OTHER)], successor, JUNE)

    for cell in (CELL, OTHER):
        opened.client(opened.reviewer(cell)).post(
            task_page(opened, cell), data={"answer": "hand_over", "reason": "Bàn giao 7 biên bản."}
        )

    assert [opened.state(cell) for cell in (CELL, OTHER)] == [State.discontinued] * 2
    assert opened.state("HU-A-90") is State.draft
    history = opened.client(opened.secretary(CELL)).get(f"/dossiers/{opened.dossier_id(CELL)}/history").text
    assert "Bàn giao 7 biên bản." in history


def test_a_task_is_answered_once_with_a_reason_and_by_the_reviewing_body_only(opened):
    merged(opened, CELL, OTHER, into=CELL)
    place, reviewer = task_page(opened, OTHER), opened.client(opened.reviewer(OTHER))

    silent = reviewer.post(place, data={"answer": "leave_out", "reason": " "})
    unchosen = reviewer.post(place, data={"reason": "Vì sáp nhập."})
    cell = opened.client(opened.secretary(OTHER)).post(place, data={"answer": "go_on", "reason": "x"})
    reviewer.post(place, data={"answer": "go_on", "reason": "Xét xong trước."})
    again = reviewer.post(place, data={"answer": "leave_out", "reason": "Vì sáp nhập."})

    assert "Chưa ghi lý do." in silent.text
    assert "Chưa chọn cách xử lý." in unchosen.text
    assert "Vì sáp nhập." in unchosen.text
    assert [answer.status_code for answer in (silent, unchosen, cell, again)] == [422, 422, 403, 409]
    assert opened.state(OTHER) is State.draft


def test_a_reviewer_has_no_button_to_stop_a_dossier_whose_unit_has_not_changed(opened):
    page = opened.client(opened.reviewer(CELL)).get(f"/dossiers/{opened.dossier_id(CELL)}").text
    answer = opened.client(opened.reviewer(CELL)).post(
        f"/dossiers/{opened.dossier_id(CELL)}/steps/discontinue", data={"note": "Vì muốn."}
    )

    assert "Dừng do thay đổi tổ chức" not in page
    assert answer.status_code == 422
    assert opened.state(CELL) is State.draft


def test_a_dossier_of_a_campaign_with_an_older_process_can_only_go_on(opened):
    with opened.writing() as session:
        campaign = session.scalars(select(Campaign)).one()
        newest = processes.newest(campaign)
        older = replace(newest, steps=tuple(step for step in newest.steps if step.name != "discontinue"))
        kept = processes.keep(session, command(opened.now), older)
        session.execute(update(Campaign).values(process_digest=kept.digest))
    merged(opened, CELL, OTHER, into=CELL)
    client, place = opened.client(opened.reviewer(OTHER)), task_page(opened, OTHER)

    refused = client.post(place, data={"answer": "leave_out", "reason": "Đã sáp nhập."})
    done = client.post(place, data={"answer": "go_on", "reason": "Xét theo quy trình cũ."})

    assert "Đợt đánh giá này theo quy trình cũ" in refused.text
    assert "Đã sáp nhập." in refused.text
    assert done.status_code == 303
    assert opened.state(OTHER) is State.draft


def test_a_dossier_that_has_left_the_commune_can_only_go_on(opened):
    opened.bring(OTHER, State.appraisal)
    merged(opened, CELL, OTHER, into=CELL)

    refused = opened.client(opened.reviewer(OTHER)).post(
        task_page(opened, OTHER), data={"answer": "hand_over", "reason": "Bàn giao."}
    )

    assert "không dừng được nữa" in refused.text
    assert opened.state(OTHER) is State.appraisal


def test_every_desk_shows_a_dossier_that_stopped(opened):
    merged(opened, CELL, OTHER, into=CELL)
    reviewer, secretary = opened.client(opened.reviewer(OTHER)), opened.client(opened.secretary(OTHER))
    reviewer.post(task_page(opened, OTHER), data={"answer": "leave_out", "reason": "Đã sáp nhập."})

    pages = [client.get(address).text for client, address in (
        (secretary, "/"), (secretary, f"/dossiers/{opened.dossier_id(OTHER)}"),
        (reviewer, f"/dossiers/{opened.dossier_id(OTHER)}"), (reviewer, "/campaigns/1/review?place=discontinued"),
    )]  # fmt: skip

    assert all("Dừng do thay đổi tổ chức" in page for page in pages)
    assert "Hồ sơ dừng do thay đổi tổ chức" in pages[0]
