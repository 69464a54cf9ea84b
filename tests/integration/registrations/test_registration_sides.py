"""A person who once acted for a cell stays on its side, after a new registration and after the end of a role."""

from datetime import timedelta

import pytest

from grading import clock
from grading.models import FrozenRow
from grading.rules.programmes.parts.registration import Selection
from grading.services.ground.errors import Refused
from grading.services.registrations import registration_list
from tests.registering import SURVEY, Registrations, codes
from workflows import Role, StepRefused

CELL = "HU-A-01"


def move_to_the_commune(season) -> str:
    """Makes the secretary, who acted for the cell, a reviewer of the commune instead. Returns the login."""
    login = season.secretary(CELL)
    season.end_roles(login, Role.cell_secretary)
    season.make_account(login, Role.commune_reviewer, "HU-A")
    return login


def test_a_secretary_who_registered_does_not_settle_the_list_though_another_registers_again(season):
    model = Registrations(season)
    model.register(CELL)
    former_secretary = move_to_the_commune(season)
    model.register(CELL, login=season.make_account("td-04", Role.cell_secretary, CELL))

    with pytest.raises(StepRefused) as refusal:
        model.settle(CELL, login=former_secretary)

    assert codes(refusal) == ["other_side"]


def test_a_secretary_who_withdrew_does_not_settle_the_list(season):
    model = Registrations(season)
    second_secretary = season.make_account("td-04", Role.cell_secretary, CELL)
    model.register(CELL, login=second_secretary)
    model.withdraw(CELL)
    former_secretary = move_to_the_commune(season)
    model.register(CELL, login=second_secretary)

    with pytest.raises(StepRefused) as refusal:
        model.settle(CELL, login=former_secretary)

    assert codes(refusal) == ["other_side"]


def test_a_reviewer_who_surveyed_does_not_register_though_another_surveyed_later(season):
    model = Registrations(season, selection=Selection.surveyed, survey=SURVEY)
    model.register(CELL)
    model.survey(CELL, duties=False)
    first, second = season.reviewer(CELL), season.make_account("rv-02", Role.commune_reviewer, "HU-A")
    with model.acting(second, CELL) as (session, actor, row):
        registration_list.survey(session, actor, row, {"duties": True})
    season.end_roles(first, Role.commune_reviewer)
    season.make_account(first, Role.cell_secretary, CELL)

    with pytest.raises(StepRefused) as refusal:
        model.register(CELL, login=first)

    assert codes(refusal) == ["other_side"]


def test_a_secretary_who_recorded_the_works_does_not_check_them(season):
    model = Registrations(season)
    second_secretary = season.make_account("td-04", Role.cell_secretary, CELL)
    model.register(CELL, login=second_secretary)
    model.settle(CELL)
    model.progress(CELL, 100)
    former_secretary = move_to_the_commune(season)

    with pytest.raises(StepRefused) as refusal, model.acting(former_secretary, CELL) as (session, actor, row):
        registration_list.check(session, actor, row, clock.day(season.now), "Đã lắp.")

    assert codes(refusal) == ["other_side"]


def test_the_history_of_a_registration_is_never_changed(season):
    model = Registrations(season)
    model.register(CELL)

    with pytest.raises(FrozenRow), model.acting(season.secretary(CELL), CELL) as (_, _account, row):
        row.lines[0].at = season.now - timedelta(days=1)


def test_registering_again_needs_a_new_survey(season):
    model = Registrations(season, selection=Selection.surveyed, survey=SURVEY)
    model.register(CELL)
    model.survey(CELL, duties=True)
    model.register(CELL)

    with pytest.raises(Refused) as refusal:
        model.settle(CELL)

    assert codes(refusal) == ["survey_unmet"]
