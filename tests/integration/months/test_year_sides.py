"""A person who recorded a cell's year produced its dossier, and neither reviews nor appraises that dossier."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grading.models import Account, MeetingSheet
from grading.services.dossiers.facts import one_facts
from grading.services.invariants import checks
from grading.services.months import months
from grading.services.months.entries import CountsEntry, MeetingEntry, ReviewEntry
from workflows import Role, Side, State

CELL = "HU-A-01"


def test_a_person_who_recorded_a_month_is_on_the_side_of_the_cell(season):
    season.open("four", programme="demo-four-good")
    meeting = MeetingEntry(held_on=date(2022, 2, 3), due=20, present=18)
    with season.with_dossier(season.who(Role.cell_committee, CELL), CELL) as (session, actor, dossier):
        months.save_month(session, actor, dossier, 2, meeting, counts=CountsEntry(deeds=5))

    season.end_roles(season.who(Role.cell_committee, CELL), Role.cell_committee)
    season.make_account(season.who(Role.cell_committee, CELL), Role.commune_reviewer, "HU-A")

    recorder, reviewer = season.who(Role.cell_committee, CELL), season.reviewer(CELL)
    with season.with_dossier(recorder, CELL) as (session, actor, dossier):
        sides_of_recorder = one_facts(session, actor, dossier).sides
    with season.with_dossier(reviewer, CELL) as (session, actor, dossier):
        sides_of_reviewer = one_facts(session, actor, dossier).sides

    assert (sides_of_recorder, sides_of_reviewer) == ({Side.produce}, frozenset())


def test_the_side_of_a_person_who_wrote_the_review_stays_when_somebody_else_writes_it_again(season):
    season.open("four", programme="demo-four-good")
    first = season.who(Role.cell_committee, CELL)
    for login, present in ((first, 17), (season.secretary(CELL), 18)):
        review = ReviewEntry(
            held_on=date(2022, 6, 30), due=20, present=present, on_track=1, behind=0, words="Đúng hạn."
        )
        with season.with_dossier(login, CELL) as (session, actor, dossier):
            months.save_review(session, actor, dossier, review)

    with season.with_dossier(first, CELL) as (session, actor, dossier):
        sides = one_facts(session, actor, dossier).sides

    assert sides == {Side.produce}


def test_the_check_reports_a_month_that_the_reviewer_recorded(season):
    season.open("four", programme="demo-four-good")
    meeting = MeetingEntry(held_on=date(2022, 2, 3), due=20, present=18)
    with season.with_dossier(season.secretary(CELL), CELL) as (session, actor, dossier):
        months.save_month(session, actor, dossier, 2, meeting, counts=CountsEntry(deeds=5))
    season.bring(CELL, State.appraisal)

    with Session(season.engine) as session:
        reviewer = select(Account.id).where(Account.login == season.reviewer(CELL)).scalar_subquery()
        before = checks.run(session)["nobody_stands_on_two_sides"]
        session.execute(update(MeetingSheet).values(saved_by_id=reviewer))
        after = checks.run(session)["nobody_stands_on_two_sides"]

    assert (before, len(after)) == ([], 1)
