"""What a page reads of scores and evidence without their rows: the same as the rows say, also after a change."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import actor_of
from grading.models import Dossier
from grading.rules.levels import Grade
from grading.services.accounts import accounts
from grading.services.dossiers import dossiers
from tests.season import Season

pytestmark = pytest.mark.both_databases

CELL = "HU-A-01"


@pytest.fixture
def sent(season: Season) -> Season:
    season.open()
    season.submit(CELL)
    return season


def shown(season: Season, session: Session) -> Dossier:
    """Returns the dossier as the queue of its commune reads it."""
    account = accounts.find_account(session, season.reviewer(CELL))
    assert account is not None
    stored = session.scalars(select(Dossier).where(Dossier.id == season.dossier_id(CELL))).one()
    campaign, unit_id, now = stored.campaign, stored.review_unit_id, stored.touched_at
    session.expunge(stored)
    actor = actor_of(session, account, now)
    return next(each for each in dossiers.show_dossiers(session, actor, campaign, unit_id) if each.id == stored.id)


def test_a_page_reads_of_the_scores_what_their_rows_hold(sent):
    with sent.reading() as session:
        own = shown(sent, session).assessments[0]
        read = own.by_criterion

        rows = {score.criterion: score for score in own.scores}

        def said(scores):
            return [(key, each.value, each.words, each.saved_at) for key, each in scores.items()]

        assert read
        assert read is not own.by_criterion
        assert said(read) == said(rows)


def test_a_page_reads_of_the_evidence_what_its_rows_hold(sent):
    with sent.reading() as session:
        dossier = shown(sent, session)
        read = dossier.filed

        rows = dossier.evidence

        assert read
        assert read is not dossier.filed
        assert [(each.criterion, each.at, each.removed_at) for each in read] == [
            (each.criterion, each.at, each.removed_at) for each in rows
        ]


def test_a_score_that_was_changed_since_is_read_from_its_row(sent):
    with sent.reading() as session:
        own = shown(sent, session).assessments[0]
        key = next(iter(own.grades))

        next(score for score in own.scores if score.criterion == key).grade = Grade.poor

        assert own.grades[key] is Grade.poor
        session.rollback()
