"""The committee surveys, confirms, sets aside and checks the cells on its list; confirmed cells get dossiers."""

from datetime import date

import pytest
from sqlalchemy import func, select

from grading import clock
from grading.models import Dossier, Period
from grading.rules.programmes.parts.registration import Selection
from grading.services.ground import periods
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.services.registrations import registrations
from tests.registering import SURVEY, Registrations, codes, row_of
from workflows import NotYourStep, Registering, Role, State, StepNotOpen, StepRefused

CELL, OTHER, FOREIGN = "HU-A-01", "HU-A-02", "HU-B-01"


def test_settling_the_list_creates_dossiers_of_confirmed_cells_and_keeps_reasons_for_the_others(season):
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


def test_a_cell_that_was_set_aside_may_still_be_confirmed(season):
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


def test_a_late_list_needs_a_reason_and_keeps_the_reason(season):
    model = Registrations(season)
    model.register(CELL)

    with pytest.raises(Refused) as refusal:
        model.settle(CELL, late=" ")
    model.settle(CELL, late="Đại hội chi bộ lùi sang tháng 4.")

    assert codes(refusal) == ["list_late"]
    assert row_of(season, CELL).late_reason == "Đại hội chi bộ lùi sang tháng 4."


def test_a_list_that_is_settled_in_time_needs_no_reason(season):
    model = Registrations(season, confirm_by="12-31")
    now = clock.now()
    with season.writing() as session:
        season._campaign(session).period = periods.keep(session, now.year)
    model.register(CELL)

    model.settle(CELL, late="")

    with season.writing() as session:
        season._campaign(session).period = session.get_one(Period, 2022)  # as its opening was sealed
    assert row_of(season, CELL).late_reason == ""


def test_setting_aside_needs_a_reason_for_each_cell(season):
    model = Registrations(season)
    model.register(CELL)

    with pytest.raises(Refused) as refusal:
        model.settle(set_aside={CELL: " "})

    assert codes(refusal) == ["set_aside_reason"]


def test_one_stale_row_leaves_the_whole_list_unchanged(season):
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
    with pytest.raises(Refused) as not_surveyed:
        model.settle(CELL)
    model.survey(CELL, duties=False)
    with pytest.raises(Refused) as unmet:
        model.settle(CELL)

    model.survey(CELL, duties=True)
    model.settle(CELL)

    assert codes(not_surveyed) == codes(unmet) == ["survey_unmet"]
    assert row_of(season, CELL).state is Registering.confirmed


def test_a_survey_is_refused_if_the_programme_surveys_no_cells(season):
    model = Registrations(season)
    model.register(CELL)

    with pytest.raises(NotNow) as refusal:
        model.survey(CELL, duties=True)

    assert codes(refusal) == ["survey_unneeded"]


def test_only_confirmed_cells_are_checked_at_half_year(season):
    model = Registrations(season)
    model.register(CELL)
    with pytest.raises(StepNotOpen):
        model.check(CELL)
    model.settle(CELL)

    model.check(CELL)

    registration = row_of(season, CELL)
    assert (registration.checked_on, registration.check_words) == (date(2022, 6, 30), "Đã lắp 20/36 bóng.")


def test_a_person_who_registered_for_the_cell_does_not_settle_the_list(season):
    model = Registrations(season)
    secretary_and_reviewer = season.secretary(CELL)
    season.make_account(secretary_and_reviewer, Role.commune_reviewer, "HU-A")
    model.register(CELL, login=secretary_and_reviewer)

    with pytest.raises(StepRefused) as refusal:
        model.settle(CELL, login=secretary_and_reviewer)

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

    with pytest.raises(Forbidden), season.acting(season.who(Role.appraiser, "HU")) as (session, actor):
        registrations.list_registrations(session, actor, season._campaign(session))
