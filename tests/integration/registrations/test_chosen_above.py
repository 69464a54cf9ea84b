"""Where the programme says so, the deciding committee surveys cells and settles the list; the commune guides them."""

import pytest

from grading.rules.programmes.parts.registration import Chooser, Selection
from grading.services.registrations import registration_list
from tests.registering import SURVEY, Registrations, codes, row_of
from workflows import NotYourStep, Registering, Role, State

CELL, OTHER = "HU-A-01", "HU-B-01"


@pytest.fixture
def model(season):
    model = Registrations(season, selection=Selection.surveyed, survey=SURVEY, chosen_by=Chooser.authority_unit)
    for cell in (CELL, OTHER):
        model.register(cell)
    return model


def test_the_districts_officer_surveys_and_chooses_cells_of_all_communes_and_the_commune_checks_them(model, season):
    for cell in (CELL, OTHER):
        model.survey(cell, duties=True)

    model.settle(CELL, OTHER)
    model.check(CELL)
    season.submit(CELL)

    assert {model.chooser(CELL), model.chooser(OTHER)} == {season.who(Role.commune_reviewer, "HU")}
    assert [row_of(season, cell).state for cell in (CELL, OTHER)] == [Registering.confirmed] * 2
    assert (bool(row_of(season, CELL).check_words), season.state(CELL)) == (True, State.commune_review)


def test_the_commune_neither_surveys_nor_chooses_what_the_district_does(model, season):
    reviewer = season.reviewer(CELL)

    with pytest.raises(NotYourStep) as surveying, model.acting(reviewer, CELL) as (session, actor, row):
        registration_list.survey(session, actor, row, {"duties": True})
    with pytest.raises(NotYourStep) as choosing:
        model.settle(CELL, login=reviewer)

    assert (codes(surveying), codes(choosing)) == (["not_your_role"], ["not_your_role"])
    assert row_of(season, CELL).state is Registering.registered


def test_the_list_waits_on_the_desk_of_the_district_and_the_commune_reads_whose_it_is(model, season):
    district, commune = season.client(model.chooser(CELL)), season.client(season.reviewer(CELL))
    listed = "/campaigns/1/registration"

    homes = [f'href="{listed}"' in client.get("/").text for client in (district, commune)]
    pages = [client.get(listed).text for client in (district, commune)]

    assert homes == [True, False]
    assert ["Đảng bộ xã Mẫu B" in page for page in pages] == [True, False]
    assert ['name="confirmed"' in page for page in pages] == [True, False]
    assert all("Huyện ủy Mẫu khảo sát, chốt danh sách" in page for page in pages)
