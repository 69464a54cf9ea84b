"""Two people who import or publish at the same moment get different numbers, or one of them is told to look again."""

from functools import partial

import pytest
from sqlalchemy import select

from grading.actors import command
from grading.models import ProgrammeVersion, VersionState
from grading.services.ground.errors import NotNow
from grading.services.programmes import importing, planning, publishing
from tests import issuing
from tests.integration.decisions.test_deciding_at_once import together
from tests.issuing import CHANGED, ISSUED, PAPER

pytestmark = pytest.mark.both_databases


def test_two_imports_of_one_key_at_once_leave_one_draft_and_a_stale_preview(season):
    def take_in(text, session, meet):
        sent, actor = issuing.files({"mau": text}), command(season.now)
        digest = planning.plan(session, actor, sent).digest
        meet()
        plan = planning.plan(session, actor, sent)
        importing.import_files(session, actor, plan, digest, PAPER)

    failures = together(season, partial(take_in, ISSUED), partial(take_in, CHANGED))

    with season.reading() as session:
        names = session.scalars(select(ProgrammeVersion.number).order_by(ProgrammeVersion.number)).all()
    # SQLite lets the second one in only after the first, so that it sees version 1 and makes version 2.
    assert (names, [type(failure) for failure in failures]) in (([1], [NotNow]), ([1, 2], []))


def test_a_draft_that_two_people_publish_at_once_is_published_by_one_of_them(season):
    version_id = issuing.draft(season)
    logins = [issuing.administrator(season, login) for login in ("second.admin", "third.admin")]

    def publish(login, session, meet):
        version, actor = session.get_one(ProgrammeVersion, version_id), season.actor(session, login)
        meet()
        publishing.publish(session, actor, version, PAPER)

    failures = together(season, *(partial(publish, login) for login in logins))

    assert [type(failure) for failure in failures] == [NotNow]
    with season.reading() as session:
        version = session.get_one(ProgrammeVersion, version_id)
        assert (version.state, version.approved_by.login in logins) == (VersionState.published, True)
