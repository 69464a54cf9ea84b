"""Two people decide at the same moment, each in a transaction and thread of their own, on both databases."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.db import transaction
from grading.models import Commendation, Decision, DecisionState, Dossier, Result
from grading.services.decisions import finding, issuing, voting
from grading.services.dossiers import dossiers
from grading.services.ground.errors import NotNow
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    PRINTING,
    issue_as,
    numbering,
    secretary_of,
    voted,
    wait_at_the_commune,
)
from workflows import State

pytestmark = pytest.mark.both_databases


def together(season, *works: Callable[[Session, Callable[[], None]], None]) -> list[Exception]:
    """Runs the works at the same moment, each in a transaction and thread of its own. Returns the errors they raise.

    `meet` waits until every work has read the rows it starts from. It gives up after one second, because not every
    database lets two of them in at once."""
    start, all_read, failures = Barrier(len(works)), Barrier(len(works)), []

    def meet() -> None:
        with suppress(BrokenBarrierError):  # SQLite lets one writer in at a time
            all_read.wait(timeout=1)

    def run(work: Callable[[Session, Callable[[], None]], None]) -> None:
        start.wait(timeout=20)
        try:
            with Session(season.engine) as session, transaction(session):
                work(session, meet)
        except Exception as failure:
            failures.append(failure)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return failures


def test_when_two_people_issue_at_once_one_succeeds_and_the_other_learns_that_it_is_issued(season):
    decision_id, login = voted(season, *CELLS[:3]), secretary_of(season)

    def issue(number: str):
        def work(session: Session, meet: Callable[[], None]) -> None:
            actor = season.actor(session, login)
            decision = finding.get_decision(session, actor, decision_id)
            meet()
            issuing.issue(session, actor, decision, numbering(number=number), PRINTING)

        return work

    failures = together(season, issue("05-QĐ/ĐU"), issue("06-QĐ/ĐU"))

    assert [type(failure) for failure in failures] == [NotNow]
    assert [reason.code for reason in failures[0].reasons] == ["decision_issued"]
    with season.reading() as session:
        assert len(session.scalars(select(Result)).all()) == 3


def test_a_vote_that_two_people_record_at_once_is_recorded_once(season):
    season.open()
    wait_at_the_commune(season, *CELLS[:2])
    decision_id, login = season.vote_on(COMMUNE), secretary_of(season)
    with season.acting(login) as (session, actor):
        decision = finding.get_decision(session, actor, decision_id)
        voting.reopen_vote(session, actor, decision)

    def vote(session: Session, meet: Callable[[], None]) -> None:
        actor = season.actor(session, login)
        decision = finding.get_decision(session, actor, decision_id)
        meet()
        voting.record_vote(session, actor, decision)

    failures = together(season, vote, vote)

    assert [reason.code for failure in failures for reason in failure.reasons] == ["decision_voted"]


def test_a_dossier_is_either_sent_back_or_decided_but_never_both(season):
    decision_id = voted(season)
    dossier_id, login, reviewer = season.dossier_id(CELLS[0]), secretary_of(season), season.reviewer(CELLS[0])
    criterion = season.programme("demo-giong-rieng-r2019").criteria[0].key

    def issue(session: Session, meet: Callable[[], None]) -> None:
        actor = season.actor(session, login)
        decision = finding.get_decision(session, actor, decision_id)
        meet()
        issuing.issue(session, actor, decision, numbering(), PRINTING)

    def send_back(session: Session, meet: Callable[[], None]) -> None:
        actor = season.actor(session, reviewer)
        dossier = dossiers.get_dossier(session, actor, dossier_id)
        meet()
        dossiers.take_step(session, actor, dossier, "send_back", note="Bổ sung.", criteria=[criterion])

    failures = together(season, issue, send_back)

    with season.reading() as session:
        decided = session.get_one(Decision, decision_id).state is DecisionState.issued
        returned = session.get_one(Dossier, dossier_id).state is State.draft
    assert (decided, returned) in {(True, False), (False, True)}
    assert len(failures) == 1


def test_two_campaigns_of_one_authority_number_their_papers_without_gap_or_duplicate(season):
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    decision_ids = []
    for campaign, year, cell in (("first", 2021, CELLS[0]), ("second", 2022, CELLS[1])):
        season.open(campaign, year=year)
        season.bring(cell, State.certification, "EXCELLENT")
        decision_ids.append(season.vote_on(DISTRICT, awards={cell: "Y"}))

    def issue(decision_id: int, number: str):
        def work(session: Session, meet: Callable[[], None]) -> None:
            meet()
            issue_as(season, session, decision_id, number, unit=DISTRICT)

        return work

    failures = together(season, issue(decision_ids[0], "05-QĐ/HU"), issue(decision_ids[1], "06-QĐ/HU"))

    assert failures == []
    with season.reading() as session:
        assert sorted(session.scalars(select(Commendation.register_no))) == [1, 2]
