"""A merger within a year: months and registered works go on with the successor and say where they came from."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from grading.models import Answer, Dossier, UnitTask
from grading.services.campaigns import unit_tasks
from grading.services.figures import fed_by_months, figures
from grading.services.months import months
from grading.services.months.entries import CountsEntry, MeetingEntry
from tests.registering import LAMPS, Registrations
from tests.reorganising import CELL, OTHER, merged
from tests.season import Season
from tests.seats import get

DESK = "Bàn giao khi sáp nhập."


@pytest.fixture
def four(season: Season) -> Season:
    season.open("four", programme="demo-four-good")
    return season


def meet(season: Season, cell: str, month: int, **changed: int) -> None:
    entry = MeetingEntry(held_on=date(2022, month, 3), **({"due": 10, "present": 9} | changed))
    with season.with_dossier(season.secretary(cell), cell) as (session, actor, dossier):
        months.save_month(session, actor, dossier, month, entry, counts=CountsEntry(deeds=2))


def hand_over(season: Season) -> None:
    """The second cell merges into the first, and the commune hands its dossier over."""
    merged(season, CELL, OTHER, into=CELL)
    with season.with_dossier(season.reviewer(OTHER), OTHER) as (session, actor, dossier):
        task = unit_tasks.of_dossier(session, dossier)[0]
        unit_tasks.answer(session, actor, task, Answer.hand_over, DESK)


def year_page(season: Season) -> str:
    return season.client(season.secretary(CELL)).get(f"/dossiers/{season.dossier_id(CELL)}/year").text


def deeds(season: Season) -> int:
    with season.reading() as session:
        rows = figures.latest(session, [get(session, CELL).id], [2022])
    return next(figure.value for (_unit, _year, metric), figure in rows.items() if metric == "deeds_done")


def test_the_year_of_the_successor_shows_the_months_of_the_unit_before_it(four):
    meet(four, CELL, 1)
    meet(four, OTHER, 1, due=8, present=7)

    hand_over(four)

    page = year_page(four)
    assert "trước ngày 01/06/2022" in page
    assert "7/8" in page
    assert "số liệu của hồ sơ tính từ các tháng do chi bộ ghi" in page
    assert deeds(four) == 200


def test_where_the_programme_says_so_the_months_before_count_in_the_figures(season):
    shipped = season.programme("demo-four-good")
    assert shipped.year_work is not None
    joining = replace(shipped, year_work=replace(shipped.year_work, joins_predecessors=True))
    season.programme = lambda _name: joining
    season.open("four")
    for cell in (CELL, OTHER):
        meet(season, cell, 1)
    meet(season, OTHER, 2)

    hand_over(season)

    assert "được tính vào số liệu cả năm" in year_page(season)
    assert deeds(season) == 600
    with season.reading() as session:
        rated = fed_by_months.months_rated(session, session.get_one(Dossier, season.dossier_id(CELL)))
    assert [(each.month, each.due) for each in rated.meetings] == [(1, 20)]


def test_registered_works_go_on_with_their_origin(season):
    registering = Registrations(season)
    for cell in (CELL, OTHER):
        registering.register(cell)
    registering.settle(CELL, OTHER)
    registering.progress(OTHER, 1200)

    hand_over(season)

    page = season.client(season.secretary(CELL)).get(f"/registrations/{registering.find(CELL)}").text
    assert page.count(LAMPS.title) >= 2
    assert "nhận bàn giao từ" in page
    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        works = [(work.number, work.done, work.origin_id) for work in dossier.registration.works]
        counted = figures.latest(session, [dossier.unit_id], [2022])
        other = get(session, OTHER).id
    assert works == [(1, 0, None), (2, 1200, other)]
    assert counted[dossier.unit_id, 2022, "works_total"].value == 200


def test_a_successor_without_a_registration_takes_over_that_of_the_unit_before(season):
    registering = Registrations(season)
    registering.register(OTHER)
    registering.settle(OTHER)
    merged(season, CELL, OTHER, into=CELL)

    with season.with_dossier(season.reviewer(OTHER), OTHER) as (session, actor, dossier):
        unit_tasks.answer(session, actor, unit_tasks.of_dossier(session, dossier)[0], Answer.hand_over, DESK)

    with season.reading() as session:
        received = session.get_one(Dossier, season.dossier_id(CELL)).registration
        assert (received.state, received.eligible, len(received.works)) == ("confirmed", 10, 1)
        assert session.scalars(select(UnitTask.answer)).one() is Answer.hand_over


def test_handing_over_is_in_the_record_of_the_successor(four):
    hand_over(four)

    history = four.client(four.reviewer(CELL)).get(f"/dossiers/{four.dossier_id(CELL)}/history").text

    assert "Nhận bàn giao của tổ chức trước khi sáp nhập, chia tách" in history
