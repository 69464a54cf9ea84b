"""Decides on members' levels for tests, through the services, and reads the decided counts."""

from grading.services.campaigns import campaigns
from grading.services.members import members_decided
from grading.services.members.members_decided import Entered
from tests.seats import get
from workflows import Role

KEYS = ("members_excellent", "members_good", "members_completed", "members_not_completed")
PROPOSED = (2, 8, 1, 0)
"""The members at each level that every cell of the season proposes."""
FEWER = (1, 7, 3, 0)
"""Counts with 8 of 11 members at good or better, which is under the 80 % that the highest level requires."""


def two_sent(season):
    """Sends the dossiers of two cells, which then wait for their commune's review. Returns the season."""
    season.open("rating")
    for cell in ("HU-A-01", "HU-A-02"):
        season.submit(cell)
    return season


def counts(numbers):
    return dict(zip(KEYS, (number * 100 for number in numbers), strict=True))


def rows(season, commune="HU-A"):
    login = season.who(Role.commune_reviewer, commune)
    with season.reading() as session:
        actor, campaign = season.actor(session, login), campaigns.find_campaign(session, season.campaign)
        cells = members_decided.of_commune(session, actor, campaign, get(session, commune).id)
        return {row.dossier.unit.code: row for row in cells}


def decide(season, numbers, *, login=None, seen=None):
    """Decides the counts of each cell, typed over the newest counts. Returns the number of cells with new counts."""
    newest_rows = rows(season)
    entered = {
        season.dossier_id(cell): Entered(values=counts(cell_numbers), seen=seen or newest_rows[cell].seen)
        for cell, cell_numbers in numbers.items()
    }
    with season.acting(login or season.who(Role.commune_reviewer, "HU-A")) as (session, actor):
        campaign = campaigns.find_campaign(session, season.campaign)
        return len(members_decided.decide(session, actor, campaign, entered))


def campaign_id(season):
    with season.reading() as session:
        return campaigns.find_campaign(session, season.campaign).id
