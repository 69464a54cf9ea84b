"""Decides on members' levels as a test needs it, through the services, and reads what was decided."""

from grading.services.accounts import accounts
from grading.services.campaigns import campaigns
from grading.services.members import members_decided
from grading.services.members.members_decided import Entered
from tests.seats import get
from workflows import Role

KEYS = ("members_excellent", "members_good", "members_completed", "members_not_completed")
PROPOSED = (2, 8, 1, 0)
"""What every cell of the season counts."""
FEWER = (1, 7, 3, 0)
"""8 of 11 at good or better: under the 80 % that the highest level asks for."""


def two_sent(season):
    """Two cells of a commune that wait for its review."""
    season.open("rating")
    for cell in ("HU-A-01", "HU-A-02"):
        season.submit(cell)
    return season


def counts(numbers):
    return dict(zip(KEYS, (number * 100 for number in numbers), strict=True))


def rows(season, commune="HU-A"):
    login = season.who(Role.commune_reviewer, commune)
    with season.reading() as session:
        account, campaign = accounts.find_account(session, login), campaigns.find_campaign(session, season.campaign)
        found = members_decided.of_commune(session, campaign, get(session, commune).id, account, season.now)
        return {row.dossier.unit.code: row for row in found}


def decide(season, numbers, *, login=None, seen=None):
    """Counts by cell, as typed over the newest ones."""
    found = rows(season)
    entered = {
        season.dossier_id(cell): Entered(values=counts(told), seen=seen or found[cell].seen)
        for cell, told in numbers.items()
    }
    with season.acting(login or season.who(Role.commune_reviewer, "HU-A")) as (session, account):
        campaign = campaigns.find_campaign(session, season.campaign)
        return len(members_decided.decide(session, campaign, entered, by=account, now=season.now))


def campaign_id(season):
    with season.reading() as session:
        return campaigns.find_campaign(session, season.campaign).id
