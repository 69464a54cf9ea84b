"""A cell registers for a title with the vote counts of its resolution and the works that it undertakes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from grading import clock
from grading.models import Dossier, Registration, Result
from grading.rules.programmes.parts.registration import WorksRule
from grading.services.ground.errors import NotNow, Refused
from grading.services.registrations import registrations
from tests.registering import LAMPS, RESOLVED, Registrations, codes, row_of
from workflows import Kind, Registering, State

CELL, OTHER, FOREIGN = "HU-A-01", "HU-A-02", "HU-B-01"


def test_opening_a_campaign_invites_every_cell_and_creates_no_dossier(season):
    Registrations(season)

    with season.reading() as session:
        assert session.scalar(select(func.count()).select_from(Registration)) == 8
        assert session.scalar(select(func.count()).select_from(Dossier)) == 0
        assert set(session.scalars(select(Registration.state))) == {Registering.invited}


def test_a_registration_keeps_the_resolution_as_counts_and_the_works(season):
    model = Registrations(season)

    model.register(CELL)

    with season.reading() as session:
        registration = session.get_one(Registration, model.find(CELL))
        assert (registration.state, registration.registered_on) == (Registering.registered, date(2022, 1, 20))
        assert (registration.in_favour, registration.eligible) == (9, 10)
        assert [(work.number, work.title, work.target, work.done) for work in registration.works] == [
            (1, "Lắp bóng đèn chiếu sáng đường ấp", 3600, 0)
        ]


def test_registering_again_corrects_what_was_registered(season):
    model = Registrations(season)
    model.register(CELL, works=[LAMPS, LAMPS])

    model.register(CELL, works=[replace(LAMPS, target=4000)], resolution=replace(RESOLVED, in_favour=10))

    with season.reading() as session:
        registration = session.get_one(Registration, model.find(CELL))
        assert registration.in_favour == 10
        assert [work.target for work in registration.works] == [4000]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"in_favour": 5}, "registration_no_majority"),
        ({"in_favour": 11}, "registration_votes"),
        ({"held_on": clock.day(clock.now()) + timedelta(days=2)}, "date_future"),
    ],
)
def test_an_invalid_resolution_is_refused_with_its_reason(season, changed, code):
    model = Registrations(season)

    with pytest.raises(Refused) as refusal:
        model.register(CELL, resolution=replace(RESOLVED, **changed))

    assert codes(refusal) == [code]
    assert row_of(season, CELL).state is Registering.invited


@pytest.mark.parametrize(
    ("works", "code"),
    [
        ([], "works_number"),
        ([LAMPS] * 4, "works_number"),
        ([replace(LAMPS, title=" ")], "work_incomplete"),
        ([replace(LAMPS, measure="")], "work_incomplete"),
        ([replace(LAMPS, target=0)], "work_incomplete"),
    ],
)
def test_works_that_are_too_few_too_many_or_incomplete_are_refused(season, works, code):
    model = Registrations(season, works=WorksRule(min=1, max=3, total="works_total", done="works_done"))

    with pytest.raises(Refused) as refusal:
        model.register(CELL, works=works)

    assert codes(refusal) == [code]


def test_the_database_refuses_a_registration_without_a_majority_too(season):
    model = Registrations(season)

    with season.reading() as session:
        row = session.get_one(Registration, model.find(CELL))
        row.state, row.registered_on, row.eligible, row.in_favour = Registering.registered, date.today(), 10, 5
        with pytest.raises(IntegrityError):
            session.flush()


def test_a_cell_may_withdraw_and_register_again_before_the_list_is_settled(season):
    model = Registrations(season)
    model.register(CELL)

    model.withdraw(CELL)
    state_after_withdrawal = row_of(season, CELL).state
    model.register(CELL)

    assert (state_after_withdrawal, row_of(season, CELL).state) == (Registering.withdrawn, Registering.registered)


def test_a_registration_does_not_exist_for_another_cell_or_another_commune(season):
    model = Registrations(season)

    with pytest.raises(NoResultFound), model.acting(season.secretary(OTHER), CELL):
        pass
    with pytest.raises(NoResultFound), model.acting(season.reviewer(FOREIGN), CELL):
        pass


def test_a_campaign_without_registration_says_that_it_needs_none(season):
    season.open("four", programme="demo-four-good")

    with pytest.raises(NotNow) as refusal, season.acting(season.secretary(CELL)) as (session, actor):
        registrations.list_registrations(session, actor, season._campaign(session))

    assert codes(refusal) == ["registration_unneeded"]


def test_a_confirmed_cell_goes_on_to_its_title(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)

    season.bring(CELL, State.certified)

    with season.reading() as session:
        title = session.scalars(select(Result).where(Result.kind == Kind.recognition)).one()
        assert (title.model, title.outcome) == ("four_good", "recognised")


def test_a_registration_never_delays_the_rating(season):
    model = Registrations(season)
    model.register(CELL)
    season.open()

    season.bring(CELL, State.certified)

    assert season.state(CELL) is State.certified
    assert row_of(season, CELL).state is Registering.registered
