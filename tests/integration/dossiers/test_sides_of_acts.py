"""Every act in the record leaves its author on a side of the dossier, in the step and in the check."""

import pytest

from grading.actors import command
from grading.models import Decider, Decision, Done, Dossier, Unit
from grading.services.decisions import drafting
from grading.services.dossiers.facts import one_facts
from grading.services.figures import clashes, figures
from grading.services.figures.figures import UnitYear
from grading.services.record.recorded_sides import SIDED
from grading.services.record.recording import record
from grading.services.record.sides import Sides
from tests.seats import DISTRICT, get
from workflows import Layer, Role, Side, State, StepRefused

CELL, COMMUNE = "HU-A-01", "HU-A"
OF_A_DECISION = {
    Done.decision_drafted, Done.decision_saved, Done.vote_recorded, Done.vote_reopened, Done.decision_issued,
}  # fmt: skip
OF_FIGURES = {Done.figures_reported, Done.figure_corrected, Done.contradiction_explained}


def test_the_author_of_every_sided_act_stands_on_a_side_in_the_step_and_in_the_check(season):
    season.open()
    season.bring(CELL, State.commune_review)
    season.review(CELL)
    decision_id = season.vote_on(COMMUNE)
    unseen = []
    for done in sorted(SIDED):
        login = season.make_account(f"author-{done.replace('_', '-')}")
        with season.acting(login) as (session, actor):
            dossier = session.get_one(Dossier, season.dossier_id(CELL))
            record(session, actor, done, _subject(session, done, dossier, decision_id), layer=Layer.commune)
            session.flush()
            in_step, in_check = Sides(session, [dossier], actor=actor), Sides(session, [dossier])

            found = {sides.with_decisions(dossier, actor.person.id) for sides in (in_step, in_check)}

            unseen += [done] if found != {_side(done)} else []
            session.rollback()
    assert unseen == []


def _subject(session, done, dossier, decision_id):
    if done in OF_A_DECISION:
        return session.get_one(Decision, decision_id)
    return session.get_one(Unit, dossier.review_unit_id) if done in OF_FIGURES else dossier


def _side(done):
    if done in OF_A_DECISION | {Done.level_chosen, Done.voted_on}:
        return frozenset({Side.decide})
    if done in OF_FIGURES | {Done.layer_saved, Done.members_decided, Done.unit_task_answered} or "paper" in done:
        return frozenset({Side.review})
    return frozenset({Side.appraise if done.startswith("award_") else Side.produce})


def sides_of(season, login):
    with season.with_dossier(login, CELL) as (session, actor, dossier):
        return one_facts(session, actor, dossier).sides


def correct(season, login):
    with season.acting(login) as (session, actor):
        unit = get(session, COMMUNE)
        figures.report(session, command(season.now), unit.id, 2022, {"members_rated": 40000}, source="thử nghiệm")
        correction = clashes.Correction(metric="members_rated", value=40100, reason="Cộng sót một đồng chí.")
        clashes.correct(session, actor, season._campaign(session), UnitYear(unit.id, 2022), correction)


def test_whoever_corrects_a_figure_of_the_commune_reviews_each_of_its_dossiers(season):
    season.open()
    officer = season.make_account("officer-two", Role.commune_reviewer, COMMUNE)

    correct(season, officer)

    assert sides_of(season, officer) == {Side.review}


def test_whoever_worked_for_a_cell_does_not_correct_the_figures_of_its_commune(season):
    season.open()
    season.answer(CELL)
    writer = season.secretary(CELL)
    season.end_roles(writer, Role.cell_secretary)
    season.make_account(writer, Role.commune_reviewer, COMMUNE)

    with pytest.raises(StepRefused) as refusal:
        correct(season, writer)

    assert [reason.code for reason in refusal.value.reasons] == ["other_side"]


def test_whoever_chose_levels_in_a_draft_does_not_appraise_the_dossier_though_somebody_else_recorded_the_vote(season):
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELL, State.certification)
    first = season.make_account("secretary-two", Role.authority_secretary, DISTRICT)
    with season.acting(first) as (session, actor):
        decision = drafting.draft(session, actor, season._campaign(session), get(session, DISTRICT))
        season._choose(session, actor, decision, {}, {})
    season.step(CELL, "send_back", season.who(Role.authority_secretary, DISTRICT), note="Xem lại.")
    season.make_account(first, Role.appraiser, DISTRICT)

    assert sides_of(season, first) == {Side.decide}


def chosen_by(season, login):
    """Drafts the commune's decision as this account and saves a level for the cell. Returns the id of the draft."""
    with season.acting(login) as (session, actor):
        decision = drafting.draft(session, actor, season._campaign(session), get(session, COMMUNE))
        season._choose(session, actor, decision, {CELL: "COMPLETED"}, {})
        return decision.id


def test_whoever_chose_a_level_stays_on_the_deciding_side_though_the_draft_is_discarded(season):
    season.open()
    season.bring(CELL, State.commune_review)
    season.review(CELL)
    first = season.make_account("secretary-two", Role.authority_secretary, COMMUNE)
    decision_id = chosen_by(season, first)

    with season.acting(first) as (session, actor):
        drafting.discard(session, actor, session.get_one(Decision, decision_id))

    assert sides_of(season, first) == {Side.decide}


def test_whoever_only_opened_a_draft_and_discarded_it_stands_on_no_side(season):
    season.open()
    season.bring(CELL, State.commune_review)
    season.review(CELL)
    first = season.make_account("secretary-two", Role.authority_secretary, COMMUNE)

    with season.acting(first) as (session, actor):
        decision = drafting.draft(session, actor, season._campaign(session), get(session, COMMUNE))
        drafting.discard(session, actor, decision)

    assert sides_of(season, first) == frozenset()


def test_whoever_chose_a_level_stays_on_the_deciding_side_though_the_dossier_leaves_the_table(season):
    season.open()
    for cell in (CELL, "HU-A-02"):
        season.bring(cell, State.commune_review)
        season.review(cell)
    first = season.make_account("secretary-two", Role.authority_secretary, COMMUNE)
    chosen_by(season, first)
    season.step(CELL, "send_back", season.reviewer(CELL), note="Xem lại.", criteria=("ideology",))

    with season.acting(season.who(Role.authority_secretary, COMMUNE)) as (session, actor):
        drafting.draft(session, actor, season._campaign(session), get(session, COMMUNE))

    with season.acting(first) as (session, actor):
        dossier = session.get_one(Dossier, season.dossier_id(CELL))
        assert Sides(session, [dossier]).with_decisions(dossier, actor.person.id) == {Side.decide}
