"""A sample of the changes behind the services that the checks find; tests/soak changes every column once."""

import pytest
from sqlalchemy import delete, select

from grading.actors import command
from grading.models import Decision, Done, Dossier, Event, EventWords, OlderSeal, RecordEnd
from grading.services.invariants import checks
from grading.services.record.recording import record
from grading.services.record.sealing import seals_of_decisions
from tests.changed_rows import ADDED, DELETED, Change, is_found
from tests.commended import commend
from tests.season import Season

FOUND = [
    Change("score", "words"), Change("score", DELETED), Change("assessment", "outcome"), Change("ballot", "votes"),
    Change("evidence", "name"), Change("evidence", "removed_at"), Change("figure", "value"),
    Change("decision", "present"), Change("decision", "signer_name"), Change("decision_item", "in_favour"),
    Change("decision_item", ADDED), Change("commendation", "code"), Change("commendation", "demo"),
    Change("campaign", "programme_json"), Change("dossier", "review_unit_id"),
]  # fmt: skip
UNBOUND = Change("score", "saved_at")
"""One that nothing binds."""


@pytest.fixture
def commended(app) -> Season:
    season = Season(app)
    season.settle_units()
    commend(season)
    return season


def test_changes_of_what_ended_are_found_and_one_that_nothing_binds_is_not(commended):
    missed = [str(change) for change in (*FOUND, UNBOUND) if not is_found(commended.engine, change)]

    assert missed == [str(UNBOUND)]


def test_a_decision_whose_lines_and_results_are_deleted_together_is_found(commended):
    statements = "DELETE FROM result_in_force; DELETE FROM result; DELETE FROM decision_item"
    with commended.reading() as session:
        for statement in statements.split("; "):
            session.connection().exec_driver_sql(statement)

        found = {name for name, faults in checks.run(session).items() if faults}

    assert {"issued_decisions_are_as_sealed", "ended_dossiers_stand_in_a_decision"} <= found


@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_decision_of_an_older_version_is_held_to_its_seal_if_it_had_one(commended, is_sealed):
    with commended.reading() as session:
        decision = session.scalars(select(Decision).order_by(Decision.id)).first()
        seal = seals_of_decisions(session, [decision.id])[decision.id] if is_sealed else ""
        session.add(OlderSeal(subject_kind="decision", subject_id=decision.id, seal=seal))
        session.flush()
        session.execute(delete(EventWords))
        for table in (RecordEnd, Event):
            session.execute(delete(table).where(table.subject_kind == "decision", table.subject_id == decision.id))

        before = checks.run(session)["issued_decisions_are_as_sealed"]
        session.connection().exec_driver_sql("UPDATE decision_item SET in_favour = in_favour - 1")
        after = checks.run(session)["issued_decisions_are_as_sealed"]

    found = [each.params["decision"] for each in after]
    assert before == []
    assert (decision.id in found) is is_sealed


def test_lines_that_were_cut_off_stay_missed_after_the_next_act(commended):
    cut = "DELETE FROM event WHERE subject_kind = 'dossier' AND number > 3"
    with commended.writing() as session:
        for statement in ("DELETE FROM event_words", cut):
            session.connection().exec_driver_sql(statement)
        dossier = session.get_one(Dossier, commended.dossier_id("HU-A-01"))
        record(session, command(commended.now), Done.paper_received, dossier)

        found = checks.run(session)["records_end_with_their_last_line"]

    assert ("dossier", dossier.id) in [each.params["subject"] for each in found]


def test_a_seal_that_cannot_be_read_is_one_fault_and_the_other_checks_go_on(commended):
    with commended.reading() as session:
        session.connection().exec_driver_sql("UPDATE event SET seal = 'x'")
        session.connection().exec_driver_sql("UPDATE score SET words = 'x'")

        found = checks.run(session)

    assert found["what_was_handed_on_is_still_there"]
    assert found["issued_decisions_are_as_sealed"]
