"""An exemplary cell under an issuer's file is surveyed, chosen, assessed by its type, and recognised."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select, update

from grading.models import Dossier, Result, Unit, UnitPeriod
from grading.rules.programmes.reading.loading import load
from grading.services.ground.errors import Refused
from tests.registering import Registrations, codes
from workflows import Kind, State

SCHOOL, HAMLET = "HU-A-01", "HU-A-02"


@pytest.fixture
def rules(tmp_path):
    shutil.copy(Path("config/programmes/exemplary-cell.yaml"), tmp_path)
    return load(Path(shutil.copy(Path("tests/programmes/own-exemplary.yaml"), tmp_path)))


@pytest.fixture
def typed(season):
    """The season in which every cell belongs to a hamlet, except one that belongs to a school."""
    with season.writing() as session:
        session.execute(update(UnitPeriod).where(UnitPeriod.parent_id.is_not(None)).values(cell_type="hamlet"))
        school = select(Unit.id).where(Unit.code == SCHOOL).scalar_subquery()
        session.execute(update(UnitPeriod).where(UnitPeriod.unit_id == school).values(cell_type="school"))
    return season


def on_the_list(season, rules, *cells):
    model = Registrations.under(season, rules)
    for cell in cells:
        model.register(cell)
        model.survey(cell, charter_duties=True, type_requirements=True, own_content=True)
    model.settle(*cells)
    return model


def test_each_cell_has_the_criteria_of_its_own_type(typed, rules):
    on_the_list(typed, rules, SCHOOL, HAMLET)

    with typed.reading() as session:
        criteria_by_cell = {
            dossier.unit.code: [criterion.number for criterion in dossier.programme.criteria]
            for dossier in session.scalars(select(Dossier))
        }
    assert criteria_by_cell == {SCHOOL: ["I", "II.3", "III"], HAMLET: ["I", "II.1", "III"]}


def test_the_pages_of_a_school_show_no_requirement_of_a_hamlet(typed, rules):
    on_the_list(typed, rules, SCHOOL)
    client = typed.client(typed.secretary(SCHOOL))

    page = client.get(f"/dossiers/{typed.dossier_id(SCHOOL)}/groups/type_requirements").text

    assert "chi bộ trường học" in page
    assert "chi bộ ấp" not in page


def test_a_school_is_recognised_without_answers_to_the_criteria_of_hamlets(typed, rules):
    model = on_the_list(typed, rules, SCHOOL)
    model.progress(SCHOOL, 3600)

    typed.bring(SCHOOL, State.certified)

    with typed.reading() as session:
        title = session.scalars(select(Result).where(Result.kind == Kind.recognition)).one()
        assert (title.model, title.outcome) == ("exemplary_cell", "recognised")


def test_a_campaign_with_criteria_by_type_does_not_open_while_the_type_of_a_cell_is_unknown(season, rules):
    with pytest.raises(Refused) as refusal:
        Registrations.under(season, rules)

    assert codes(refusal) == ["cell_type_missing"]
