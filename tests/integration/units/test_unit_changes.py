"""Units change from a day on: a new period, an end, a merger, a division."""

from datetime import date

import pytest
from sqlalchemy import select

from grading.models import Done, Dossier, Succession
from grading.services.campaigns import reorganising
from grading.services.record import reading
from grading.services.results.years_running import histories
from grading.services.units import changes
from grading.services.units.changes import From
from grading.services.units.described import Described
from grading.services.units.units import children_on
from tests.reorganising import CELL, COMMUNE, JUNE, NEIGHBOUR, OTHER, as_admin, changed, merged, name_on, refusals
from tests.seats import get

# --- periods


def test_a_renamed_unit_has_each_name_on_its_own_days(season):
    before = name_on(season, CELL, date(2022, 5, 31))

    changed(season, CELL, org_name="Chi bộ ấp Mới")

    assert name_on(season, CELL, date(2022, 5, 31)) == before
    assert name_on(season, CELL, date(2022, 6, 1)) == "Chi bộ ấp Mới"


def test_a_moved_unit_is_on_the_roster_of_its_new_parent_from_that_day(season):
    with season.reading() as session:
        neighbour = get(session, NEIGHBOUR).id
    changed(season, CELL, parent_id=neighbour)

    with season.reading() as session:

        def below(code: str, day: date) -> set[str]:
            return {period.unit.code for period in children_on(session, get(session, code), day)}

        assert CELL in below(COMMUNE, date(2022, 5, 31)) - below(COMMUNE, date(2022, 6, 1))
        assert CELL in below(NEIGHBOUR, date(2022, 6, 1))


def test_a_closed_unit_is_on_no_roster_and_the_record_says_why(season):
    with as_admin(season) as (session, admin):
        reorganising.close(session, admin, get(session, CELL), JUNE)

    season.open()

    with season.reading() as session:
        unit = get(session, CELL)
        on_the_roster = session.scalars(select(Dossier.id).where(Dossier.unit_id == unit.id)).first()
        line = reading.of_subject(session, unit, [Done.unit_closed])[0]
        assert (on_the_roster, line.words.reason) == (None, JUNE.reason)


def test_a_correction_changes_the_present_period_and_the_record_keeps_what_was_there(season):
    before = name_on(season, CELL, date(2022, 6, 1))
    with as_admin(season) as (session, admin):
        unit = get(session, CELL)
        described = changes.described_as(unit.latest, {"org_name": "Chi bộ ấp Đúng"})
        changes.correct(session, admin, unit, described, "Ghi sai chính tả.")

    with season.reading() as session:
        unit = get(session, CELL)
        line = reading.of_subject(session, unit, [Done.unit_corrected])[0]
        assert (len(unit.periods), unit.latest.org_name) == (1, "Chi bộ ấp Đúng")
        assert line.words.details["before_names"][0] == before


@pytest.mark.parametrize(
    ("fields", "start", "code"),
    [
        ({}, JUNE, "unit_same"),
        ({"org_name": " "}, JUNE, "unit_name"),
        ({"org_name": "Chi bộ ấp Mới"}, From(day=date(2022, 6, 1), reason=" "), "unit_reason"),
        ({"org_name": "Chi bộ ấp Mới"}, From(day=date(2022, 6, 1), reason="x" * 501), "reason_long"),
    ],
)
def test_a_change_that_says_nothing_is_refused(season, fields, start, code):
    def doing(session, admin):
        unit = get(session, CELL)
        changes.change(session, admin, unit, changes.described_as(unit.latest, fields), start)

    assert refusals(season, doing) == [code]


def test_a_second_change_on_the_first_day_of_a_period_is_refused(season):
    changed(season, CELL, org_name="Chi bộ ấp Mới")

    def doing(session, admin):
        unit = get(session, CELL)
        changes.change(session, admin, unit, changes.described_as(unit.latest, {"org_name": "Khác"}), JUNE)

    assert refusals(season, doing) == ["unit_period_begins"]


def test_a_unit_is_not_moved_below_itself(season):
    def doing(session, admin):
        commune, cell = get(session, COMMUNE), get(session, CELL)
        described = changes.described_as(commune.latest, {"parent_id": cell.id})
        changes.change(session, admin, commune, described, JUNE)

    assert refusals(season, doing) == ["unit_below_itself"]


def test_a_unit_with_units_below_it_is_not_closed(season):
    assert refusals(season, lambda session, admin: changes.close(session, admin, get(session, COMMUNE), JUNE)) == [
        "unit_has_units"
    ]


# --- mergers and divisions


def test_a_merger_closes_the_units_that_end_and_names_their_successor(season):
    merged(season, CELL, OTHER, into=CELL)

    with season.reading() as session:
        ended, row = get(session, OTHER), session.scalars(select(Succession)).one()
        assert ended.latest.valid_to == date(2022, 5, 31)
        assert (row.predecessor.code, row.successor.code, row.on) == (OTHER, CELL, JUNE.day)


def test_the_years_of_a_merged_unit_are_found_through_its_successor(season):
    season.rate(OTHER, "EXCELLENT", 2021)
    merged(season, CELL, OTHER, into=CELL)

    with season.reading() as session:
        cell = get(session, CELL).id
        history = histories(session, [cell])[cell]
    assert history.through_mergers


def test_a_division_ends_the_unit_and_opens_its_successors(season):
    with as_admin(season) as (session, admin):
        unit = get(session, CELL)
        described = [changes.described_as(unit.latest, {"org_name": name}) for name in ("Chi bộ A", "Chi bộ B")]
        successors = [changes.open_unit(session, admin, f"HU-A-9{n}", each, JUNE) for n, each in enumerate(described)]
        reorganising.divide(session, admin, unit, successors, JUNE)

    with season.reading() as session:
        standing = {period.unit.code for period in children_on(session, get(session, COMMUNE), JUNE.day)}
        assert {"HU-A-90", "HU-A-91"} <= standing
        assert CELL not in standing


@pytest.mark.parametrize(("codes", "code"), [((CELL, CELL), "merger_two"), ((CELL, NEIGHBOUR), "merger_kinds")])
def test_a_merger_that_cannot_be_is_refused(season, codes, code):
    def doing(session, admin):
        changes.merge(session, admin, [get(session, each) for each in codes], get(session, CELL), JUNE)

    assert refusals(season, doing) == [code]


def test_a_code_is_never_used_again(season):
    def doing(session, admin):
        described = Described(kind=get(session, CELL).latest.kind, org_name="Chi bộ khác")
        changes.open_unit(session, admin, CELL.lower(), described, JUNE)

    assert refusals(season, doing) == ["unit_code_used"]
