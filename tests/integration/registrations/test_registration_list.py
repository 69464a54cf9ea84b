"""The committee's list: it surveys, confirms, sets aside, checks; confirmed cells get their dossiers."""

from datetime import date

import pytest
from sqlalchemy import func, select

from grading import clock
from grading.models import Dossier
from grading.rules.programmes.parts.registration import Selection
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.registrations import registrations
from tests.registering import SURVEY, Registrations, codes, row_of
from workflows import NotYourStep, Registering, Role, State, StepNotOpen, StepRefused

CELL, OTHER, FOREIGN = "HU-A-01", "HU-A-02", "HU-B-01"


def test_the_settled_list_makes_the_dossiers_of_the_confirmed_and_keeps_why_others_are_set_aside(season):
    model = Registrations(season)
    model.register(CELL)
    model.register(OTHER)

    numbers = model.settle(CELL, set_aside={OTHER: "Mới thành lập, để năm sau."})

    assert numbers == (1, 1)
    assert season.state(CELL) is State.draft
    assert (row_of(season, OTHER).state, row_of(season, OTHER).reason) == (
        Registering.set_aside,
        "Mới thành lập, để năm sau.",
    )
    with season.reading() as session:
        assert session.scalar(select(func.count()).select_from(Dossier)) == 1


def test_what_was_set_aside_may_still_be_confirmed(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(set_aside={CELL: "Chờ làm rõ."})

    model.settle(CELL)

    assert (row_of(season, CELL).state, row_of(season, CELL).reason) == (Registering.confirmed, "")
    assert season.state(CELL) is State.draft


def test_a_cell_that_did_not_register_is_never_on_the_list(season):
    model = Registrations(season)

    with pytest.raises(StepNotOpen) as refusal:
        model.settle(CELL)

    assert codes(refusal) == ["registration_state"]


def test_a_late_list_is_settled_with_a_reason_that_is_kept(season):
    model = Registrations(season)
    model.register(CELL)

    with pytest.raises(Refused) as refusal:
        model.settle(CELL, late=" ")
    model.settle(CELL, late="Đại hội chi bộ lùi sang tháng 4.")

    assert codes(refusal) == ["list_late"]
    assert row_of(season, CELL).late_reason == "Đại hội chi bộ lùi sang tháng 4."


def test_a_list_within_its_time_asks_for_no_reason(season):
    model = Registrations(season, confirm_by="12-31")
    now = clock.now()
    with season.writing() as session:
        season._campaign(session).year = now.year
    model.register(CELL)

    model.settle(CELL, late="")

    assert row_of(season, CELL).late_reason == ""


def test_setting_aside_needs_a_reason_for_each_cell(season):
    model = Registrations(season)
    model.register(CELL)

    with pytest.raises(Refused) as refusal:
        model.settle(set_aside={CELL: " "})

    assert codes(refusal) == ["set_aside_reason"]


def test_one_stale_row_leaves_the_whole_list_as_it_was(season):
    model = Registrations(season)
    model.register(CELL)
    model.register(OTHER)

    with pytest.raises(NotNow) as refusal:
        model.settle(CELL, OTHER, seen={model.find(OTHER): 1})

    assert codes(refusal) == ["registration_stale"]
    assert row_of(season, CELL).state is Registering.registered


def test_a_surveyed_model_confirms_only_cells_that_met_every_criterion(season):
    model = Registrations(season, selection=Selection.surveyed, survey=SURVEY)
    model.register(CELL)
    with pytest.raises(Refused) as unlooked:
        model.settle(CELL)
    model.survey(CELL, duties=False)
    with pytest.raises(Refused) as unmet:
        model.settle(CELL)

    model.survey(CELL, duties=True)
    model.settle(CELL)

    assert codes(unlooked) == codes(unmet) == ["survey_unmet"]
    assert row_of(season, CELL).state is Registering.confirmed


def test_where_cells_are_not_surveyed_there_is_nothing_to_survey(season):
    model = Registrations(season)
    model.register(CELL)

    with pytest.raises(NotNow) as refusal:
        model.survey(CELL, duties=True)

    assert codes(refusal) == ["survey_unneeded"]


def test_the_check_at_half_year_is_of_confirmed_cells(season):
    model = Registrations(season)
    model.register(CELL)
    with pytest.raises(StepNotOpen):
        model.check(CELL)
    model.settle(CELL)

    model.check(CELL)

    found = row_of(season, CELL)
    assert (found.checked_on, found.check_words) == (
        date(2022, 6, 30),
        "Đã lắp 20/36 bóng.",
    )


def test_who_registered_for_the_cell_does_not_settle_the_list(season):
    model = Registrations(season)
    both = season.secretary(CELL)
    season.make_account(both, Role.commune_reviewer, "HU-A")
    model.register(CELL, login=both)

    with pytest.raises(StepRefused) as refusal:
        model.settle(CELL, login=both)

    assert codes(refusal) == ["own_unit"]


def test_only_the_secretary_registers_and_only_the_commune_settles(season):
    model = Registrations(season)

    with pytest.raises(NotYourStep):
        model.register(CELL, login=season.who(Role.cell_committee, CELL))
    model.register(CELL)
    with pytest.raises(NotYourStep):
        model.settle(CELL, login=season.secretary(CELL))


def test_the_appraisal_team_has_no_part_in_the_list(season):
    Registrations(season)

    with pytest.raises(Forbidden), season.acting(season.who(Role.appraiser, "HU")) as (session, account):
        registrations.list_registrations(session, season._campaign(session), account, season.now)
