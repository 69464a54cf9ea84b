"""Units are found by what people type: with and without marks, by code, by committee, by the beginnings of words."""

from datetime import date

import pytest

from grading.models import UnitKind
from grading.services.units import directory
from tests.reading import links_of, words_of
from tests.season import get


@pytest.fixture
def page(season):
    """Returns a function that opens a page of the directory."""
    return lambda address: season.client(season.make_account("anybody.here")).get(address)


@pytest.mark.parametrize("words", ["chi bo 03 xa mau a", "Chi bộ 03 xã Mẫu A", "hu-a-03"])
def test_a_unit_is_found_with_and_without_marks_and_by_its_code(page, words):
    reply = page(f"/units?q={words}")

    assert "Tìm thấy 1 tổ chức đảng." in words_of(reply)
    assert "Chi bộ 03 xã Mẫu A" in links_of(reply)


def test_a_search_ignores_the_marks_on_letters(season, page):
    season.make_unit("HU-A-99", UnitKind.cell_subordinate, "Chi bộ ấp Đông Hoà", parent="HU-A")

    assert "Chi bộ ấp Đông Hoà" in links_of(page("/units?q=dong+hoa"))
    assert "Chi bộ ấp Đông Hoà" in links_of(page("/units?q=đông+hòa"))


@pytest.mark.parametrize(
    ("words", "unit"),
    [("Đảng ủy xã Mẫu A", "Đảng bộ xã Mẫu A"), ("dang uy xa mau a", "Đảng bộ xã Mẫu A"),
     ("Huyện ủy Mẫu", "Đảng bộ huyện Mẫu"), ("huyen uy mau", "Đảng bộ huyện Mẫu")],
)  # fmt: skip
def test_a_unit_is_found_by_the_name_of_its_committee(season, page, words, unit):
    with season.reading() as session:
        meant = directory.units_called(session, words, season.now.date())

    assert unit in links_of(page(f"/units?q={words}"))
    assert [period.org_name for period in meant] == [unit]


@pytest.mark.parametrize("query", ["q=khong-co-dau", "q=%25", "q=_"])
def test_a_search_that_finds_nothing_says_so(page, query):
    assert "Không tìm thấy tổ chức đảng nào." in words_of(page(f"/units?{query}"))


def test_a_unit_is_found_by_the_beginnings_of_its_words_in_any_order_and_by_what_it_was_called(season):
    with season.writing() as session:
        get(session, "HU-A-01").latest.org_name = "Chi bộ Hòa Thuận"

    with season.reading() as session:
        found = {
            typed: [period.unit.code for period in directory.search_units(session, typed, date(2022, 12, 1))]
            for typed in ("thuận hoà", "thu ho", "hu-a-01", "01 mẫu a", "uan", "mau b 03", "huyện ủy mẫu")
        }

    assert found == {
        "thuận hoà": ["HU-A-01"], "thu ho": ["HU-A-01"], "hu-a-01": ["HU-A-01"], "01 mẫu a": ["HU-A-01"],
        "uan": [], "mau b 03": ["HU-B-03"], "huyện ủy mẫu": ["HU"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("xã Mẫu A, huyện Mẫu", ["Đảng bộ xã Mẫu A"]),
        ("chi bộ 03, xã mẫu b, huyện mẫu", ["Chi bộ 03 xã Mẫu B"]),
        ("chi bo 03 - xa mau a - huyen mau", ["Chi bộ 03 xã Mẫu A"]),
        ("xã Mẫu A, huyện Khác", []),
    ],
)
def test_a_place_is_found_by_its_name_and_the_place_above_it(season, words, units):
    with season.reading() as session:
        found = directory.search_units(session, words, season.now.date())

    assert [period.org_name for period in found] == units


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Chi bộ Ủy ban nhân dân", "CB UBND"), ("Chi bộ UBND", "ủy ban nhân dân"), ("Chi bộ Cựu chiến binh", "cb ccb"),
        ("Chi bộ Mặt trận Tổ quốc", "CB MTTQ, xã Mẫu A"), ("Chi bộ Hội Liên hiệp Phụ nữ", "HPN xã mẫu"),
    ],
)  # fmt: skip
def test_a_unit_is_found_by_the_abbreviation_of_its_office_and_the_other_way_round(season, name, typed):
    season.make_unit("HU-A-99", UnitKind.cell_subordinate, f"{name} xã Mẫu A", parent="HU-A")

    with season.reading() as session:
        found = directory.search_units(session, typed, season.now.date())

    assert [period.unit.code for period in found] == ["HU-A-99"]


@pytest.mark.parametrize(("words", "code"), [("ĐU xã Mẫu A", "HU-A"), ("đu xa mau a", "HU-A")])
def test_a_committee_is_found_by_its_abbreviation(season, words, code):
    with season.reading() as session:
        meant = directory.units_called(session, words, season.now.date())

    assert [period.unit.code for period in meant] == [code]
