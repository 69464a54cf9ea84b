"""Whoever ever acted for a cell stays on its side: registering again and roles that ended wipe nothing."""

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
    """The secretary, who acted for the cell, becomes reviewer of the commune; another one follows in the cell."""
    login = season.secretary(CELL)
    season.end_roles(login, Role.cell_secretary)
    season.make_account(login, Role.commune_reviewer, "HU-A")
    return login


def test_registering_again_by_another_does_not_let_the_first_settle_the_list(season):
    model = Registrations(season)
    model.register(CELL)
    moved = move_to_the_commune(season)
    model.register(CELL, login=season.make_account("td-04", Role.cell_secretary, CELL))

    with pytest.raises(StepRefused) as refusal:
        model.settle(CELL, login=moved)

    assert codes(refusal) == ["other_side"]


def test_whoever_withdrew_does_not_settle_the_list(season):
    model = Registrations(season)
    other = season.make_account("td-04", Role.cell_secretary, CELL)
    model.register(CELL, login=other)
    model.withdraw(CELL)
    moved = move_to_the_commune(season)
    model.register(CELL, login=other)

    with pytest.raises(StepRefused) as refusal:
        model.settle(CELL, login=moved)

    assert codes(refusal) == ["other_side"]


def test_whoever_surveyed_does_not_register_though_another_surveyed_since(season):
    model = Registrations(season, selection=Selection.surveyed, survey=SURVEY)
    model.register(CELL)
    model.survey(CELL, duties=False)
    first, second = season.reviewer(CELL), season.make_account("rv-02", Role.commune_reviewer, "HU-A")
    with model.acting(second, CELL) as (session, account, row):
        registration_list.survey(session, row, {"duties": True}, by=account, now=season.now)
    season.end_roles(first, Role.commune_reviewer)
    season.make_account(first, Role.cell_secretary, CELL)

    with pytest.raises(StepRefused) as refusal:
        model.register(CELL, login=first)

    assert codes(refusal) == ["other_side"]


def test_whoever_recorded_the_works_does_not_check_them(season):
    model = Registrations(season)
    other = season.make_account("td-04", Role.cell_secretary, CELL)
    model.register(CELL, login=other)
    model.settle(CELL)
    model.progress(CELL, 100)
    moved = move_to_the_commune(season)

    with pytest.raises(StepRefused) as refusal, model.acting(moved, CELL) as (session, account, row):
        registration_list.check(session, row, clock.day(season.now), "Đã lắp.", by=account, now=season.now)

    assert codes(refusal) == ["other_side"]


def test_what_was_done_to_a_registration_is_never_rewritten(season):
    model = Registrations(season)
    model.register(CELL)

    with pytest.raises(FrozenRow), model.acting(season.secretary(CELL), CELL) as (_, _account, row):
        row.lines[0].at = season.now - timedelta(days=1)


def test_registering_again_asks_for_a_new_survey(season):
    model = Registrations(season, selection=Selection.surveyed, survey=SURVEY)
    model.register(CELL)
    model.survey(CELL, duties=True)
    model.register(CELL)

    with pytest.raises(Refused) as refusal:
        model.settle(CELL)

    assert codes(refusal) == ["survey_unmet"]
