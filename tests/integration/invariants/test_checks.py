"""Every fault that is planted behind the services is reported by its own check and by no other check."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from grading.models import Decider, StoredFile
from grading.rules.frozen.derivation import DERIVATION
from grading.rules.frozen.dossier import DOSSIER as FROZEN_DOSSIER
from grading.rules.frozen.facts import FACTS
from grading.rules.frozen.programme import PROGRAMME
from grading.rules.levels import Level
from grading.services.invariants import batches, checks
from tests.commended import CELL, commend
from tests.integration.invariants import test_programme_checks
from tests.integration.invariants.marks import TO_COME, marked, unknown
from tests.integration.invariants.planted import PLANTED
from tests.season import Season
from workflows import Finding, State

pytestmark = pytest.mark.both_databases


@pytest.fixture
def played(app) -> Season:
    """A season without the last check of the `season` fixture, which fails when an invariant is broken."""
    season = Season(app)
    season.settle_units()
    return season


def broken(session: Session, season: Season) -> dict[str, list[Finding]]:
    """Returns what each check finds, by the check; a check that finds nothing is left out."""
    session.expire_all()
    found = marked(session, checks.run(session, season.store))
    return {name: findings for name, findings in found.items() if findings}


def broken_by(season: Season, statements: str) -> dict[str, list[Finding]]:
    """Returns what the checks find while the statements hold; the statements are rolled back afterwards."""
    with Session(season.engine) as session:
        for statement in statements.split("; "):
            assert session.execute(text(statement)).rowcount > 0, f"this changed nothing: {statement}"
        found = broken(session, season)
        session.rollback()
    return found


def test_no_check_reports_a_fault_in_a_sound_database(played):
    commend(played)

    with played.reading() as session:
        faults_by_check = checks.run(session, played.store)

    assert not any(faults_by_check.values())
    assert set(faults_by_check) == {check.__name__ for check in checks.CHECKS} | {"stored_bytes_match_their_hash"}


def test_each_fault_is_reported_by_its_own_check_and_by_no_other(played):
    commend(played)

    found_by_fault = {statements: broken_by(played, statements) for _, statements, _ in PLANTED}

    assert {statements: set(found) for statements, found in found_by_fault.items()} == {
        statements: set(names.split()) for names, statements, _ in PLANTED
    }
    missed = [
        (statements, finding, found_by_fault[statements][names.split()[0]])
        for names, statements, finding in PLANTED
        if finding not in found_by_fault[statements][names.split()[0]]
    ]
    assert missed == []


def test_each_stored_text_of_a_format_to_come_is_named_with_its_number_and_the_other_checks_go_on(played):
    commend(played)
    to_come = {"to_come": TO_COME}

    with Session(played.engine) as session:
        for column in ("campaign SET programme_json", "revision SET content", "commendation SET facts"):
            session.execute(text(f"UPDATE {column} = :to_come"), to_come)
        session.execute(text("UPDATE decision_item SET derivation = :to_come WHERE derivation IS NOT NULL"), to_come)
        session.execute(text("UPDATE register_counter SET last = 2"))
        session.expire_all()
        found = checks.run(session, played.store)
        session.rollback()

    named = found["stored_formats_can_be_read"]
    assert {(each.code, *(each.params[name] for name in ("stored", "format", "known"))) for each in named} == {
        ("stored_format", "campaign_programme", *unknown(PROGRAMME).values()),
        ("stored_format", "revision", *unknown(FROZEN_DOSSIER).values()),
        ("stored_format", "derivation", *unknown(DERIVATION).values()),
        ("stored_format", "facts", *unknown(FACTS).values()),
    }
    assert found["register_runs_without_gap"]
    assert not any(each.code == "row_unreadable" for findings in found.values() for each in findings)


def test_a_level_beyond_the_quota_is_reported(played):
    played.open()
    played.bring(CELL, State.appraisal)

    found = broken_by(played, "UPDATE decision_item SET outcome = 'EXCELLENT'; UPDATE result SET outcome = 'EXCELLENT'")

    assert set(found) == {"quota_holds", "departures_from_the_rules_say_why", "issued_decisions_are_as_sealed"}
    (over,) = found["quota_holds"]
    numbers = {"used": 1, "max": 0, "over": 1}
    group = "Đảng bộ xã Mẫu A"
    assert over == Finding.of("quota_over", campaign="rating", group=group, level=Level.EXCELLENT, **numbers)


def test_a_person_who_scored_for_the_team_and_recorded_the_decision_is_reported(played):
    played.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    played.bring(CELL, State.certified)

    found = broken_by(
        played, "UPDATE decision SET voted_by_id = (SELECT id FROM account WHERE login = 'appraisal-lead.hu')"
    )

    assert set(found) == {"nobody_assesses_and_decides", "issued_decisions_are_as_sealed"}


@pytest.mark.parametrize(
    ("fault", "code"), [("missing", "file_missing"), ("changed", "file_damaged"), ("shorter", "file_damaged")]
)
def test_a_stored_file_that_is_missing_or_changed_is_reported(played, fault, code):
    commend(played)
    with played.reading() as session:
        sha256 = session.scalars(select(StoredFile.sha256)).one()
    path = next(path for path in (played.app.extensions["settings"].data / "files").rglob("*") if sha256 in path.name)
    path.chmod(0o600)

    if fault == "missing":
        path.unlink()
    else:
        content = path.read_bytes()
        path.write_bytes(content[:-1] + b"x" if fault == "changed" else content[:-1])

    with played.reading() as session:
        assert broken(session, played) == {"stored_bytes_match_their_hash": [Finding.of(code, file="so-lieu.pdf")]}


def test_a_row_that_cannot_be_read_is_reported_and_the_other_checks_go_on(played):
    commend(played)
    with played.writing() as session:
        session.execute(text("UPDATE dossier SET state = 'limbo' WHERE state = 'draft'"))
        session.execute(text("UPDATE register_counter SET last = 2"))

    with played.reading() as session:
        found = checks.run(session)

    (unread,) = found["dossiers_stand_in_a_state_of_their_process"]
    assert unread.code == "row_unreadable"
    assert "limbo" in str(unread.params["error"])
    assert found["register_runs_without_gap"]
    with played.writing() as session:
        session.execute(text("UPDATE dossier SET state = 'draft' WHERE state = 'limbo'"))
        session.execute(text("UPDATE register_counter SET last = 1"))


def test_dossiers_are_read_in_parts_and_every_part_is_looked_at(played, monkeypatch):
    commend(played)
    monkeypatch.setattr(batches, "SIZE", 1)

    assert set(broken_by(played, "UPDATE move SET note = 'Lời khác' WHERE number = 2")) == {"moves_follow_each_other"}
    with played.reading() as session:
        parts = [[dossier.id for dossier in part.dossiers] for part in batches.dossiers(session)]
    assert all(len(part) == 1 for part in parts)
    assert len(parts) > 1


def test_every_check_has_a_planted_fault():
    elsewhere = {
        "quota_holds",
        "two_people_publish",
        *(name for codes, _ in test_programme_checks.PLANTED for name in codes),
    }
    planted_checks = {name for names, _, _ in PLANTED for name in names.split()} | elsewhere

    assert planted_checks == {check.__name__ for check in checks.CHECKS}, "plant a fault for the new check in PLANTED"
