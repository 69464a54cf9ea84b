"""The team's list opens with the dossiers that wait for its reader, and counts them as the home page does."""

import pytest

from grading.models import Decider
from tests.integration.layers.test_appraisal import CELL, assess
from tests.season import DISTRICT, Season
from workflows import Role, State


@pytest.fixture
def appraised(season: Season) -> Season:
    """The district decides the level here, so its team scores before it."""
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring(CELL, State.appraisal)
    season.make_account("one", Role.appraiser, DISTRICT)
    return season


def test_the_list_opens_with_the_dossiers_that_still_wait_for_the_reader(appraised):
    appraised.bring("HU-B-01", State.appraisal)
    assess(appraised, "one", "Lời một.", finish=True)

    page = appraised.client("one").get("/campaigns/1/appraisal").get_data(as_text=True)
    everything = appraised.client("one").get("/campaigns/1/appraisal?place=all").get_data(as_text=True)

    assert "Chi bộ 01 xã Mẫu B</a>" in page
    assert "Chi bộ 01 xã Mẫu A</a>" not in page
    assert "Chi bộ 01 xã Mẫu A</a>" in everything


def test_the_home_page_shows_the_same_count_as_the_list(appraised):
    assess(appraised, "one", "Lời một.", finish=True)
    client = appraised.client("one")

    pages = [client.get(address).get_data(as_text=True) for address in ("/", "/campaigns/1/appraisal")]

    assert all("Đã hoàn thành phần của mình: 1/1 hồ sơ" in page for page in pages)
