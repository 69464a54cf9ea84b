"""A division within a year: the body above shares out works and months, each to one successor and with its origin."""

from datetime import date

import pytest

from grading.models import Dossier
from grading.services.figures import figures, year_records
from grading.services.months import months
from grading.services.months.entries import CountsEntry, MeetingEntry
from grading.services.registrations.registering import WorkEntry
from tests.integration.pages import text_of
from tests.registering import LAMPS, Registrations
from tests.reorganising import OTHER, divided, task_page
from tests.seats import get

SEAT, NEW = "HU-A-21", "HU-A-22"
TREES = WorkEntry(title="Trồng cây xanh tuyến đường ấp", target=10000, measure="cây")


@pytest.fixture
def database_kind() -> str:
    """The rows are plain ones: the migration is tried on both databases."""
    return "sqlite"


@pytest.fixture
def parted(season):
    """A cell with two works and two months is divided in June; nobody has said yet what follows."""
    registering = Registrations(season)
    registering.register(OTHER, works=(LAMPS, TREES))
    registering.settle(OTHER)
    for month in (1, 2):
        entry = MeetingEntry(held_on=date(2022, month, 3), due=10, present=9)
        with season.with_dossier(season.secretary(OTHER), OTHER) as (session, actor, dossier):
            months.save_month(session, actor, dossier, month, entry, counts=CountsEntry(deeds=2))
    divided(season, OTHER, (SEAT, "Chi bộ ấp Hai Mốt"), (NEW, "Chi bộ ấp Hai Hai"))
    return season


def sent(season, **typed):
    """Hands the dossier over on the page of its task."""
    client = season.client(season.reviewer(OTHER))
    return client.post(task_page(season, OTHER), data={"answer": "hand_over", "reason": "Chia tách."} | typed)


def to_the_new_one(season):
    """The boxes that give the second work and January to the successor that does not keep the seat."""
    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(OTHER))
        return {f"work-{dossier.registration.works[1].id}": str(get(session, NEW).id),
                "month-1": str(get(session, NEW).id)}  # fmt: skip


def received(season, code):
    """Returns the works of the successor with the code of the unit they came from, and its months."""
    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(code))
        origin, works = get(session, OTHER).id, dossier.registration.works
        assert {work.origin_id for work in works} <= {origin}
        handed = year_records.handed_over(session, dossier)
        return [work.title for work in works], [sorted(each.year.regular) for each in handed]


def test_without_a_choice_everything_goes_on_with_the_successor_that_keeps_the_seat(parted):
    answer = sent(parted)

    assert answer.status_code == 303
    assert received(parted, SEAT) == ([LAMPS.title, TREES.title], [[1, 2]])
    assert received(parted, NEW) == ([], [])


def test_each_work_and_each_month_goes_on_with_the_successor_that_was_chosen(parted):
    answer = sent(parted, **to_the_new_one(parted))

    assert answer.status_code == 303
    assert received(parted, SEAT) == ([LAMPS.title], [[2]])
    assert received(parted, NEW) == ([TREES.title], [[1]])
    with parted.reading() as session:
        units = [get(session, code).id for code in (SEAT, NEW)]
        counted = figures.latest(session, units, [2022])
    assert [counted[unit_id, 2022, "works_total"].value for unit_id in units] == [100, 100]


def test_a_preview_names_what_each_successor_gets_and_hands_nothing_over(parted):
    page = text_of(sent(parted, do="look", **to_the_new_one(parted)).text)

    assert f"Chi bộ ấp Hai Mốt Công trình: {LAMPS.title} Các tháng: 2" in page
    assert f"Chi bộ ấp Hai Hai Công trình: {TREES.title} Các tháng: 1" in page
    assert "Chia tách." in page
    assert parted.state(OTHER) == "draft"


def test_nothing_is_shared_with_a_unit_that_did_not_come_from_the_division(parted):
    with parted.reading() as session:
        stranger = str(get(session, "HU-A-01").id)

    answer = sent(parted, **{"month-1": stranger})

    assert answer.status_code == 422
    assert "Chỉ chia công trình và các tháng cho tổ chức được hình thành" in text_of(answer.text)
    assert parted.state(OTHER) == "draft"
