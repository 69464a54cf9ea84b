"""The page of a meeting runs the same number of queries whatever the number of dossiers."""

from sqlalchemy import event

from grading.services.campaigns import campaigns
from grading.services.decisions import drafting
from tests.seats import get
from workflows import Role


def brought_up_to_date(season, unit):
    with season.acting(season.who(Role.authority_secretary, unit)) as (session, actor):
        campaign = campaigns.find_campaign(session, season.campaign)
        drafting.draft(session, actor, campaign, get(session, unit))
        return f"/campaigns/{campaign.id}/decision"


def number_of_queries(season, client, url):
    statements = []

    def note(*query):
        statements.append(query[2])

    event.listen(season.engine, "before_cursor_execute", note)
    answer = client.get(url)
    event.remove(season.engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    return len(statements)


def test_more_dossiers_at_a_meeting_need_no_more_queries(season):
    season.open()
    client = season.client(season.who(Role.authority_secretary, "HU-A"))
    season.submit("HU-A-01")
    queries_for_one = number_of_queries(season, client, brought_up_to_date(season, "HU-A"))

    for cell in ("HU-A-02", "HU-A-03"):
        season.submit(cell)
    queries_for_three = number_of_queries(season, client, brought_up_to_date(season, "HU-A"))

    assert queries_for_three == queries_for_one
