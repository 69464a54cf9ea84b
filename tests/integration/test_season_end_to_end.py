"""A dossier goes from draft to commendation, through the services, on both databases."""

import pytest
from sqlalchemy import select

from grading.models import Commendation, Result
from grading.rules.levels import Grade
from workflows import State

pytestmark = pytest.mark.both_databases


def test_a_dossier_goes_from_draft_to_its_result(season):
    season.open()

    season.bring("HU-A-01", State.certified)

    assert season.state("HU-A-01") is State.certified
    with season.reading() as session:
        assert [result.outcome for result in session.scalars(select(Result))] == ["GOOD"]


def test_a_commune_rates_within_its_quota_and_the_district_commends(season):
    season.open()
    cells = [f"HU-A-{number:02d}" for number in range(1, 6)]
    for cell in cells:
        season.submit(cell, *(("EXCELLENT", Grade.excellent) if cell == "HU-A-01" else ()))
        season.review(cell)
    season.decide("HU-A")
    for cell in cells:
        season.hand_on(cell, State.certification, award="Y" if cell == "HU-A-01" else None)

    season.decide("HU", awards={"HU-A-01": "Y"})

    with season.reading() as session:
        commendation = session.scalars(select(Commendation)).one()
        assert (commendation.register_no, commendation.register_year) == (1, 2022)
        assert commendation.facts["recipient"] == "Chi bộ 01 xã Mẫu A"
