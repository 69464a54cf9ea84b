"""A cell registers for a title by resolution; the committee's list makes the dossiers; works are counted all year."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from grading import clock
from grading.models import Dossier, Registration, Result, Revision
from grading.rules.programmes.registration import Selection, WorksRule
from grading.services import registrations
from grading.services.errors import Forbidden, NotNow, Refused
from grading.services.figures import latest
from tests.registering import LAMPS, RESOLVED, SURVEY, Registrations
from workflows import Kind, NotYourStep, Registering, Role, State, StepNotOpen, StepRefused

CELL, OTHER, FOREIGN = "HU-A-01", "HU-A-02", "HU-B-01"


def row(season, cell=CELL):
    with season.reading() as session:
        query = select(Registration).where(Registration.unit.has(code=cell))
        return session.scalars(query).one()


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_opening_invites_every_cell_and_makes_no_dossier(season):
    Registrations(season)

    with season.reading() as session:
        assert session.scalar(select(func.count()).select_from(Registration)) == 8
        assert session.scalar(select(func.count()).select_from(Dossier)) == 0
        assert set(session.scalars(select(Registration.state))) == {Registering.invited}


def test_a_registration_keeps_the_resolution_as_counts_and_the_works(season):
    model = Registrations(season)

    model.register(CELL)

    with season.reading() as session:
        found = session.get_one(Registration, model.find(CELL))
        assert (found.state, found.registered_on) == (Registering.registered, date(2022, 1, 20))
        assert (found.in_favour, found.eligible) == (9, 10)
        assert [(work.number, work.title, work.target, work.done) for work in found.works] == [
            (1, "Lắp bóng đèn chiếu sáng đường ấp", 3600, 0)
        ]


def test_registering_again_corrects_what_was_registered(season):
    model = Registrations(season)
    model.register(CELL, works=[LAMPS, LAMPS])

    model.register(CELL, works=[replace(LAMPS, target=4000)], resolution=replace(RESOLVED, in_favour=10))

    with season.reading() as session:
        found = session.get_one(Registration, model.find(CELL))
        assert found.in_favour == 10
        assert [work.target for work in found.works] == [4000]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"in_favour": 5}, "registration_no_majority"),
        ({"in_favour": 11}, "registration_votes"),
        ({"held_on": clock.day(clock.now()) + timedelta(days=2)}, "date_future"),
    ],
)
def test_a_resolution_that_cannot_be_is_refused_with_its_reason(season, changed, code):
    model = Registrations(season)

    with pytest.raises(Refused) as refusal:
        model.register(CELL, resolution=replace(RESOLVED, **changed))

    assert codes(refusal) == [code]
    assert row(season).state is Registering.invited


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
def test_works_that_are_too_few_too_many_or_not_whole_are_refused(season, works, code):
    model = Registrations(season, works=WorksRule(min=1, max=3, total="works_total", done="works_done"))

    with pytest.raises(Refused) as refusal:
        model.register(CELL, works=works)

    assert codes(refusal) == [code]


def test_the_database_holds_the_majority_too(season):
    model = Registrations(season)

    with pytest.raises(IntegrityError), season.writing() as session:
        found = session.get_one(Registration, model.find(CELL))
        found.state, found.registered_on, found.eligible, found.in_favour = Registering.registered, date.today(), 10, 5


def test_a_cell_may_withdraw_and_register_again_before_the_list_is_settled(season):
    model = Registrations(season)
    model.register(CELL)

    model.withdraw(CELL)
    withdrawn = row(season).state
    model.register(CELL)

    assert (withdrawn, row(season).state) == (Registering.withdrawn, Registering.registered)


def test_the_settled_list_makes_the_dossiers_of_the_confirmed_and_keeps_why_others_are_set_aside(season):
    model = Registrations(season)
    model.register(CELL)
    model.register(OTHER)

    numbers = model.settle(CELL, set_aside={OTHER: "Mới thành lập, để năm sau."})

    assert numbers == (1, 1)
    assert season.state(CELL) is State.draft
    assert (row(season, OTHER).state, row(season, OTHER).reason) == (
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

    assert (row(season).state, row(season).reason) == (Registering.confirmed, "")
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
    assert row(season).late_reason == "Đại hội chi bộ lùi sang tháng 4."


def test_a_list_within_its_time_asks_for_no_reason(season):
    model = Registrations(season, confirm_by="12-31")
    now = clock.now()
    with season.writing() as session:
        season._campaign(session).year = now.year
    model.register(CELL)

    model.settle(CELL, late="")

    assert row(season).late_reason == ""


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
    assert row(season).state is Registering.registered


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
    assert row(season).state is Registering.confirmed


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

    assert (row(season).checked_on, row(season).check_words) == (date(2022, 6, 30), "Đã lắp 20/36 bóng.")


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


def test_a_registration_of_another_cell_is_not_there(season):
    model = Registrations(season)

    with pytest.raises(NoResultFound), model.acting(season.secretary(OTHER), CELL):
        pass
    with pytest.raises(NoResultFound), model.acting(season.reviewer(FOREIGN), CELL):
        pass


def test_a_campaign_without_registration_says_so(season):
    season.open("four", programme="demo-four-good")

    with pytest.raises(NotNow) as refusal, season.acting(season.secretary(CELL)) as (session, account):
        registrations.list_registrations(session, season._campaign(session), account, season.now)

    assert codes(refusal) == ["registration_unneeded"]


def test_the_appraisal_team_has_no_part_in_the_list(season):
    Registrations(season)

    with pytest.raises(Forbidden), season.acting(season.who(Role.appraiser, "HU")) as (session, account):
        registrations.list_registrations(session, season._campaign(session), account, season.now)


def test_works_become_figures_when_the_list_is_settled_and_as_they_are_done(season):
    model = Registrations(season)
    model.register(CELL, works=[LAMPS, replace(LAMPS, title="Trồng hoa")])

    model.settle(CELL)
    before = figures_of(season)
    model.progress(CELL, 3600)

    assert before == {"works_total": (200, "registered_works"), "works_done": (0, "registered_works")}
    assert figures_of(season)["works_done"] == (100, "registered_works")


def figures_of(season):
    with season.reading() as session:
        unit_id = row(season).unit_id
        found = latest(session, [unit_id], [2022])
        return {metric: (figure.value, figure.source) for (_u, _y, metric), figure in found.items()
                if metric.startswith("works")}  # fmt: skip


def test_progress_is_the_cells_own_while_its_dossier_is_with_it(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    season.submit(CELL)

    with pytest.raises(StepNotOpen):
        model.progress(CELL, 1000)


def test_progress_over_a_dossier_that_changed_is_refused(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    model.progress(CELL, 1000, seen=1)

    with pytest.raises(NotNow):
        model.progress(CELL, 2000, seen=1)


@pytest.mark.parametrize(("returned", "is_open"), [("I", True), ("II", False)])
def test_after_a_return_the_works_are_open_where_it_names_the_criterion_that_looks_at_them(season, returned, is_open):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    season.submit(CELL)
    key = {"I": "political_tasks", "II": "meeting_quality"}[returned]
    season.step(CELL, "send_back", season.reviewer(CELL), note="Mời bổ sung.", criteria=(key,))

    if is_open:
        model.progress(CELL, 1000)
    else:
        with pytest.raises(Refused) as refusal:
            model.progress(CELL, 1000)
        assert codes(refusal) == ["works_locked"]


def test_the_works_are_frozen_with_the_dossier(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)
    model.progress(CELL, 2000)

    season.submit(CELL)

    with season.reading() as session:
        assert (
            '"works":[["Lắp bóng đèn chiếu sáng đường ấp",3600,"bóng",2000,""]]'
            in session.scalars(select(Revision.content)).one()
        )


def test_a_confirmed_cell_goes_on_to_its_title(season):
    model = Registrations(season)
    model.register(CELL)
    model.settle(CELL)

    season.bring(CELL, State.certified)

    with season.reading() as session:
        title = session.scalars(select(Result).where(Result.kind == Kind.recognition)).one()
        assert (title.model, title.outcome) == ("four_good", "recognised")


def test_registrations_never_hold_up_the_rating(season):
    model = Registrations(season)
    model.register(CELL)
    season.open()

    season.bring(CELL, State.certified)

    assert season.state(CELL) is State.certified
    assert row(season).state is Registering.registered
