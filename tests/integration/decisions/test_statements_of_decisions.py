"""A decision on many dossiers sends no more statements than a decision on one: all others wait until it is written."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from grading.services.decisions import finding, voting
from tests.integration.decisions.meetings import CELLS, COMMUNE, DISTRICT, issue_as, secretary_of, wait_at_the_commune
from tests.reading import questions_of
from tests.season import Season
from workflows import State

MOST_OF_A_VOTE, MOST_OF_AN_ISSUE = 30, 54
"""The scores are asked for by themselves: joined to the assessments, those of 300 dossiers cost half as much again."""
"""The budgets. They are what a decision costs now; it may cost less, never more. PostgreSQL asks for locks besides."""


def wait_at_the_district(season: Season, *cells: str) -> None:
    for cell in cells:
        season.bring(cell, State.certification, "EXCELLENT")


def reopened(season: Season, unit: str, decision_id: int) -> None:
    with season.acting(secretary_of(season, unit)) as (session, actor):
        voting.reopen_vote(session, actor, finding.get_decision(session, actor, decision_id))


def kinds_of(sent: list[str]) -> Counter[str]:
    """Returns how often each statement was sent, whatever the number of its rows and parameters."""
    without_rows = (re.sub(r"^(INSERT INTO \w+).*", r"\1", each, flags=re.DOTALL) for each in sent)
    return Counter(re.sub(r"(\((%\(\w+\)s(::\w+)?|\?|, )+\)(, )?)+", "(…)", each) for each in without_rows)


def statements_of_the_vote(season: Season, unit: str, decision_id: int) -> Counter[str]:
    reopened(season, unit, decision_id)
    with season.acting(secretary_of(season, unit)) as (session, actor), questions_of(season.engine) as sent:
        voting.record_vote(session, actor, finding.get_decision(session, actor, decision_id))
    return kinds_of(sent)


def statements_of_the_issue(season: Season, unit: str, decision_id: int) -> Counter[str]:
    with season.writing() as session, questions_of(season.engine) as sent:
        number = f"{decision_id:02d}-QĐ/ĐU"
        issue_as(season, session, decision_id, unit=unit, number=number)
    return kinds_of(sent)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("unit", "wait"), [(COMMUNE, wait_at_the_commune), (DISTRICT, wait_at_the_district)], ids=["commune", "district"]
)
def test_three_dossiers_with_awards_ask_as_little_as_two(season, unit, wait: Callable[..., None]):
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open()
    votes, issues = [], []

    for cells in (CELLS[:2], CELLS[2:]):
        wait(season, *cells)
        awards = dict.fromkeys(cells, "Y") if unit == DISTRICT else None
        decision_id = season.vote_on(unit, awards=awards)
        votes.append(statements_of_the_vote(season, unit, decision_id))
        issues.append(statements_of_the_issue(season, unit, decision_id))

    assert votes[1] - votes[0] == Counter()
    assert issues[1] - issues[0] == Counter()
    assert votes[1].total() <= MOST_OF_A_VOTE
    assert issues[1].total() <= MOST_OF_AN_ISSUE
