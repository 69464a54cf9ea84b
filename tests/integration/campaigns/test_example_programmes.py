"""The programmes of the demonstration open campaigns of a demonstration, and no others."""

import pytest

from tests import issuing
from tests.integration.campaigns.test_opening_page import looked, opened
from workflows import Role


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_programme_of_the_demonstration_opens_a_marked_campaign_there_and_none_elsewhere(season, is_demo):
    issuing.published(season, issuing.EXAMPLE)
    settings = season.app.extensions["settings"]
    season.app.extensions["settings"] = settings.model_copy(update={"demo": is_demo})
    client = season.client(season.who(Role.admin))
    page, fields = looked(client, programme="demo-giong-rieng-r2019@1")

    client.post("/campaigns/new", data=fields | {"do": "open"})

    campaign = opened(season)
    assert (campaign.demo if campaign else None) is (True if is_demo else None)
    above_the_roster = page.partition("Danh sách tổ chức đảng (")[0]
    assert ("là của bản trình diễn" in above_the_roster) is not is_demo
