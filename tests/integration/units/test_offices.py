"""An office gives its telephone number on the page of its committee, and cells see it where they look for help."""

import pytest

from tests.reading import links_of, words_of
from tests.season import get
from workflows import Role

CELL, COMMUNE = "HU-A-01", "HU-A"


def post_phone(season, login, unit, phone):
    with season.reading() as session:
        unit_id = get(session, unit).id
    return season.client(login).post(f"/units/{unit_id}/phone", data={"phone": phone})


def test_the_number_that_an_office_gives_is_shown_where_its_cells_look_for_help(season):
    season.open()
    cell = season.client(season.secretary(CELL))
    before = words_of(cell.get("/"))

    answer = post_phone(season, season.reviewer(CELL), COMMUNE, "0297.3821.234")

    assert "Cần hỗ trợ? Văn phòng Đảng ủy xã Mẫu A." in before
    home = cell.get("/")
    assert "Cần hỗ trợ? Văn phòng Đảng ủy xã Mẫu A, điện thoại 0297 3821234 ." in words_of(home)
    assert links_of(home)["0297 3821234"] == "tel:02973821234"
    assert "Ghi số điện thoại của văn phòng" in words_of(season.client(season.who(Role.admin)).get(answer.location))


def test_a_mobile_number_is_refused_in_its_box(season):
    answer = post_phone(season, season.reviewer(CELL), COMMUNE, "0912345678")

    assert answer.status_code == 422
    assert "là số di động của cá nhân" in words_of(answer)
    assert 'value="0912345678"' in answer.text


@pytest.mark.parametrize(("login", "unit"), [("reviewer", "HU-B"), ("reviewer", CELL), ("cell", COMMUNE)])
def test_nobody_else_gives_the_number_of_an_office(season, login, unit):
    who = season.reviewer(CELL) if login == "reviewer" else season.secretary(CELL)

    answer = post_phone(season, who, unit, "0297 3821234")

    assert answer.status_code == 403
    with season.reading() as session:
        assert get(session, unit).phone == ""
