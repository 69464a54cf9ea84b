"""Brings one excellent cell before the district that gives awards, under rules of awards that a test can change."""

from dataclasses import replace
from datetime import date

from grading.rules.levels import Grade
from grading.services.decisions import drafting, issuing, voting
from tests.integration.decisions.meetings import (
    CELLS,
    COMMUNE,
    DISTRICT,
    PRINTING,
    at_the_table,
    numbering,
    open_meeting,
)
from workflows import State


def shipped_with(season, award="F", **changed):
    """Returns the demo programme with these values in one of its awards; the season opens campaigns with it."""
    programme = season.programme("demo-giong-rieng-r2019")
    awards = tuple(replace(rule, **changed) if rule.key == award else rule for rule in programme.awards)
    changed_programme = replace(programme, years=(2019, 2022), awards=awards)
    season.programme = lambda _name: changed_programme
    return changed_programme


def excellent_at_the_district(season, **opening):
    """Opens the district's meeting over one cell that its commune rated EXCELLENT. Returns what open_meeting does."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    season.open(**opening)
    cell = CELLS[0]
    season.submit(cell, "EXCELLENT", Grade.excellent)
    season.review(cell)
    season.decide(COMMUNE, {cell: "EXCELLENT"}, number="01-QĐ/ĐU")
    season.hand_on(cell, State.certification)
    assert season.state(cell) is State.certification
    return open_meeting(season, DISTRICT)


def tick(season, ground="Y", reason=""):
    with at_the_table(season, DISTRICT) as (session, actor, decision):
        choice = drafting.AwardChoice(
            ground=ground, in_favour=9, issuer_reason=reason, unproposed_reason="Hội nghị thống nhất."
        )
        meeting = drafting.Meeting(held_on=date(2022, 12, 20), members=9, present=9)
        minutes = drafting.Minutes(meeting=meeting, awards={season.dossier_id(CELLS[0]): choice})
        drafting.save(session, actor, decision, minutes, version=decision.version)


def vote_and_issue(season, issued_on=date(2022, 12, 26)):
    """Records the vote on the open decision of the district and issues it. Returns the id of the decision."""
    with at_the_table(season, DISTRICT) as (session, actor, decision):
        voting.record_vote(session, actor, decision)
        issuing.issue(session, actor, decision, numbering(issued_on=issued_on), PRINTING)
        return decision.id
