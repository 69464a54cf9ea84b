"""The page of a meeting asks the database the same number of questions whatever the number of dossiers."""

from sqlalchemy import event

from grading.services.campaigns import campaigns
from grading.services.decisions import drafting
from tests.seats import get
from workflows import Role


def brought_up_to_date(season, unit):
    with season.acting(season.who(Role.authority_secretary, unit)) as (session, account):
        campaign = campaigns.find_campaign(session, season.campaign)
        drafting.draft(session, campaign, get(session, unit), by=account, now=season.now)
        return f"/campaigns/{campaign.id}/decision"


def number_of_queries(season, client, url):
    asked = []

    def note(*query):
        asked.append(query[2])

    event.listen(season.engine, "before_cursor_execute", note)
    shown = client.get(url)
    event.remove(season.engine, "before_cursor_execute", note)
    assert shown.status_code == 200
    return len(asked)


def test_more_dossiers_on_the_table_ask_no_more_queries(season):
    season.open()
    client = season.client(season.who(Role.authority_secretary, "HU-A"))
    season.submit("HU-A-01")
    one = number_of_queries(season, client, brought_up_to_date(season, "HU-A"))

    for cell in ("HU-A-02", "HU-A-03"):
        season.submit(cell)
    three = number_of_queries(season, client, brought_up_to_date(season, "HU-A"))

    assert three == one
