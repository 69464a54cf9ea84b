"""A province rates the committees of its communes: each is a dossier of its own, above the cells that it counts."""

import pytest
from sqlalchemy import select

from grading.models import Dossier, Result, UnitKind
from tests.committees import BOARD, TOWN, opened, settle_town, through, waiting_names
from workflows import State

PROVINCE, OTHER = "TINH", "XB"


@pytest.fixture
def province(season):
    season.make_unit(PROVINCE, UnitKind.committee_province, "Đảng bộ tỉnh Thử", committee="Tỉnh ủy Thử",
                     issuer="Ban Thường vụ Tỉnh ủy Thử")  # fmt: skip
    settle_town(season, parent=PROVINCE)
    season.make_unit(OTHER, UnitKind.committee_upper, "Đảng bộ xã Khác", parent=PROVINCE, committee="Đảng ủy xã Khác",
                     issuer="Ban Thường vụ Đảng ủy xã Khác")  # fmt: skip
    return season


def test_the_committees_of_the_communes_stand_on_the_roster_of_the_province(province):
    opened(province, PROVINCE, "tinh-2025")

    with province.reading() as session:
        codes = {dossier.unit.code for dossier in session.scalars(select(Dossier))}

    assert codes == {TOWN, OTHER}


def test_a_commune_waits_for_the_organisations_below_it(province):
    opened(province, PROVINCE, "tinh-2025")
    province.rate("XA-01", year=2025)

    assert waiting_names(province, TOWN) == ("Đảng bộ Trường Thử",)


def test_a_province_rates_the_committee_of_a_commune(province):
    for below in (BOARD, "XA-01"):
        province.rate(below, year=2025)
    opened(province, PROVINCE, "tinh-2025")

    through(province, PROVINCE, TOWN)
    province.decide(PROVINCE, levels={TOWN: "GOOD"})

    assert province.state(TOWN) is State.certified
    with province.reading() as session:
        result = session.scalars(select(Result).where(Result.unit.has(code=TOWN))).one()
    assert result.outcome == "GOOD"
