"""Findings name their rows as people know them, as far as the rows are there and can be read."""

import pytest
from sqlalchemy import select, text

from grading.models import Commendation, Evidence
from grading.services.invariants import naming
from grading.services.invariants.naming import Place
from tests.commended import CELL, commend
from tests.draining import Small, drainer
from workflows import Finding

pytestmark = pytest.mark.both_databases
GONE = 4_000_000


def known(season, **params) -> dict[str, object]:
    """Returns what is known of the row that one finding points to."""
    with season.reading() as session:
        ((finding,),) = naming.named(session, {"check": [Finding.of("any", **params)]}).values()
    (place,) = finding.params.values()
    assert isinstance(place, Place)
    return dict(place.known)


def test_a_dossier_is_known_by_its_unit_and_its_campaign(season):
    commend(season)

    dossier = known(season, dossier=season.dossier_id(CELL))

    assert (dossier["org"], dossier["campaign"]) == ("Chi bộ 01 xã Mẫu A", "rating")


def test_a_line_of_the_record_is_known_by_what_it_is_about(season):
    season.open()

    subject = known(season, subject=("dossier", season.dossier_id(CELL)))

    assert subject["org"] == "Chi bộ 01 xã Mẫu A"


def test_a_stored_file_is_known_by_the_dossier_or_the_commendation_that_it_belongs_to(season):
    commend(season)
    drainer(season, Small()).drain()
    with season.reading() as session:
        evidence = session.scalars(select(Evidence.sha256)).one()
        printed = session.scalars(select(Commendation.pdf_sha256)).one()

    attached, paper = known(season, file=evidence), known(season, file=printed)

    assert (attached["name"], attached["dossier"]) == ("so-lieu.pdf", season.dossier_id(CELL))
    assert (paper["register_no"], paper["org"]) == (1, "Chi bộ 01 xã Mẫu A")


@pytest.mark.parametrize("name", ["dossier", "campaign", "decision", "unit", "account", "paper", "version", "job"])
def test_of_a_row_that_is_gone_nothing_but_its_key_is_known(season, name):
    assert known(season, **{name: GONE}) == {}


def test_many_rows_are_read_in_parts_and_every_one_is_known(season, monkeypatch):
    season.open()
    monkeypatch.setattr(naming, "SIZE", 1)
    with season.reading() as session:
        ids = session.execute(text("SELECT id FROM dossier")).scalars().all()

        found = naming.named(session, {"check": [Finding.of("any", dossier=dossier_id) for dossier_id in ids]})

    assert len(ids) > 1
    assert all(finding.params["dossier"].known for finding in found["check"])


def test_a_row_that_cannot_be_read_is_left_with_its_key_and_the_others_are_known(season):
    if season.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps no day that is none")
    commend(season)
    with season.reading() as session:
        session.execute(text("UPDATE decision SET issued_on = 'hôm qua'"))

        found = naming.named(session, {"check": [Finding.of("any", decision=1, dossier=season.dossier_id(CELL))]})
        session.rollback()

    (finding,) = found["check"]
    assert finding.params["decision"].known == {}
    assert finding.params["dossier"].known


def test_other_parameters_stay_as_they_are(season):
    finding = Finding.of("move_gap", number=3, level="GOOD")

    with season.reading() as session:
        assert naming.named(session, {"check": [finding]}) == {"check": [finding]}
