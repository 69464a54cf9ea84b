"""Faults planted in versions of programmes, and in campaigns opened on them, are reported by their own check."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from grading.services.invariants import checks
from grading.services.programmes import lookup
from tests import issuing
from tests.issuing import KEY
from tests.season import Season

PLANTED = [
    ({"versions_keep_their_text": "version_changed"}, "UPDATE programme_version SET text = text || ' '"),
    (
        {"versions_keep_their_text": "version_changed"},
        "UPDATE programme_version SET programme_json = programme_json || ' '",
    ),
    (
        {
            "campaigns_go_by_their_version": "campaign_off_version",
            "campaigns_keep_their_programme": "campaign_programme_changed",
        },
        "UPDATE campaign SET programme_json = replace(programme_json, 'Giồng Riềng', 'Khác')",
    ),
]
"""The code that each check finds, and the statement that plants the fault."""


@pytest.fixture
def played(app) -> Season:
    """A campaign that was opened on a version with an author and an approver."""
    season = Season(app)
    season.settle_units()
    issuing.publish(season, issuing.draft(season, by=issuing.administrator(season, "first.admin")))
    with season.reading() as session:
        found = lookup.named(session, KEY)
    season._open("mau", found.programme, programme_version_id=found.version_id, as_of=date(2022, 12, 31))
    return season


def broken_by(season: Season, *statements: str) -> dict[str, str]:
    """Returns the code of the one finding of each check that finds something."""
    with Session(season.engine) as session:
        for statement in statements:
            session.execute(text(statement))
        codes = {name: [each.code for each in found] for name, found in checks.run(session).items() if found}
        session.rollback()
    assert all(len(each) == 1 for each in codes.values())
    return {name: code for name, (code,) in codes.items()}


def test_no_check_reports_a_sound_version(played):
    assert broken_by(played) == {}


@pytest.mark.parametrize(("codes", "statement"), PLANTED)
def test_a_fault_in_a_version_is_reported_by_its_own_check(played, codes, statement):
    assert broken_by(played, statement) == codes


@pytest.mark.parametrize(
    ("constraint", "alone", "code"),
    [
        ("two_people", "author_id = approved_by_id", "version_of_one_hand"),
        ("somebody", "author_id = NULL, approved_by_id = NULL", "version_of_commands"),
        ("paper", "paper_number = NULL", "version_without_paper"),
    ],
)
def test_a_version_that_one_hand_published_is_reported_although_the_database_refuses_it(
    played, constraint, alone, code
):
    is_sqlite = played.engine.dialect.name == "sqlite"
    lift = f"ALTER TABLE programme_version DROP CONSTRAINT ck_programme_version_{constraint}"

    codes = broken_by(
        played,
        "PRAGMA ignore_check_constraints = ON" if is_sqlite else lift,
        f"UPDATE programme_version SET {alone}",  # noqa: S608  (names of this file)
    )

    assert codes == {"two_people_publish": code}
