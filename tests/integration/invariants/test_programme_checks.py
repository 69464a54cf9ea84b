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
    ("versions_keep_their_text", "UPDATE programme_version SET text = text || ' '"),
    ("versions_keep_their_text", "UPDATE programme_version SET programme_json = programme_json || ' '"),
    (
        "campaigns_go_by_their_version campaigns_keep_their_programme",
        "UPDATE campaign SET programme_json = replace(programme_json, 'Giồng Riềng', 'Khác')",
    ),
]


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


def broken_by(season: Season, *statements: str) -> set[str]:
    with Session(season.engine) as session:
        for statement in statements:
            session.execute(text(statement))
        names = {name for name, faults in checks.run(session).items() if faults}
        session.rollback()
    return names


def test_no_check_reports_a_sound_version(played):
    assert broken_by(played) == set()


@pytest.mark.parametrize(("name", "statement"), PLANTED)
def test_a_fault_in_a_version_is_reported_by_its_own_check(played, name, statement):
    assert broken_by(played, statement) == set(name.split())


@pytest.mark.parametrize(
    ("constraint", "alone"),
    [("two_people", "author_id = approved_by_id"), ("somebody", "author_id = NULL, approved_by_id = NULL")],
)
def test_a_version_that_one_hand_published_is_reported_although_the_database_refuses_it(played, constraint, alone):
    is_sqlite = played.engine.dialect.name == "sqlite"
    lift = f"ALTER TABLE programme_version DROP CONSTRAINT ck_programme_version_{constraint}"

    names = broken_by(
        played,
        "PRAGMA ignore_check_constraints = ON" if is_sqlite else lift,
        f"UPDATE programme_version SET {alone}",  # noqa: S608  (names of this file)
    )

    assert names == {"two_people_publish"}
