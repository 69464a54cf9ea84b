"""Where a commune has decided the level of a cell, and its dossier lies with the district's team."""

from dataclasses import replace

import pytest

from tests.season import Season
from workflows import State

BEST = "HU-A-01"


@pytest.fixture
def decided(season: Season) -> Season:
    """The commune has rated one cell EXCELLENT, for the fifth year, and handed its dossier to the district's team."""
    shipped = season.programme
    season.programme = lambda name: replace(shipped(name), quotas=())
    for year in range(2018, 2022):
        season.rate(BEST, "EXCELLENT", year)
    season.open()
    season.bring(BEST, State.appraisal, "EXCELLENT")
    return season
