"""Everybody who is signed in finds units in the directory; only some people see results and figures."""

from datetime import date

import pytest

from grading.actors import command
from grading.models import UnitKind, UnitPeriod
from grading.services.dossiers import returns
from grading.services.figures import figures
from grading.services.results import unit_record
from grading.services.units import directory
from tests.reading import links_of, questions_of, words_of
from tests.reorganising import CELL, JUNE, OTHER, merged
from tests.season import get
from workflows import Role, State


@pytest.fixture
def page(season):
    """Returns a function that opens a page of the directory as the account with this login."""
    return lambda address, login=None: season.client(login or season.make_account("anybody.here")).get(address)


@pytest.fixture
def unit_page(season, page):
    def show(code, login=None):
        with season.reading() as session:
            unit_id = get(session, code).id
        return page(f"/units/{unit_id}", login)

    return show


def test_the_tree_leads_from_the_district_to_the_cells(page):
    reply = page("/units")

    assert "Đảng bộ huyện Mẫu (2 tổ chức trực thuộc đang hoạt động)" in words_of(reply)
    assert "Đảng bộ xã Mẫu A (5 tổ chức trực thuộc đang hoạt động)" in words_of(reply)
    assert links_of(reply)["Chi bộ 05 xã Mẫu A"].startswith("/units/")


def test_a_tree_too_long_for_a_page_stops_above_the_cells(season, page, monkeypatch):
    monkeypatch.setattr(directory, "TREE_LIMIT", 5)

    reply = page("/units")

    assert "Đảng bộ xã Mẫu A (5 tổ chức trực thuộc đang hoạt động)" in words_of(reply)
    assert "Chi bộ 05 xã Mẫu A" not in words_of(reply)


def test_units_of_one_kind_are_listed_page_by_page(page, monkeypatch):
    monkeypatch.setattr(directory, "PAGE", 3)

    first = page("/units?kind=cell_subordinate")
    last = page("/units?kind=cell_subordinate&page=3")

    assert "Tìm thấy 8 tổ chức đảng." in words_of(first)
    assert [words for words in links_of(first) if words.startswith("Chi bộ")] == [
        "Chi bộ 01 xã Mẫu A", "Chi bộ 01 xã Mẫu B", "Chi bộ 02 xã Mẫu A",
    ]  # fmt: skip
    assert [words for words in links_of(last) if words.startswith("Chi bộ")] == [
        "Chi bộ 04 xã Mẫu A", "Chi bộ 05 xã Mẫu A",
    ]  # fmt: skip


def test_a_unit_that_was_renamed_is_found_by_its_old_name_and_shows_both(season, page, unit_page):
    with season.writing() as session:
        unit, parent = get(session, "HU-A-01"), get(session, "HU-A")
        unit.periods[0].valid_to = date(2023, 12, 31)
        renamed = UnitPeriod(kind=UnitKind.cell_subordinate, org_name="Chi bộ ấp Mới", parent=parent,
                             valid_from=date(2024, 1, 1))  # fmt: skip
        unit.periods.append(renamed)

    search, words = page("/units?q=chi+bo+01+xa+mau+a"), words_of(unit_page("HU-A-01"))

    assert "Chi bộ ấp Mới" in links_of(search)
    assert "Chi bộ ấp Mới từ 01/01/2024" in words
    assert "Chi bộ 01 xã Mẫu A đến 31/12/2023" in words


def test_everybody_who_is_signed_in_sees_names_and_parent_and_units_below(unit_page):
    reply = unit_page("HU-A")

    assert "Cấp ủy Đảng ủy xã Mẫu A" in words_of(reply)
    assert "Thuộc Đảng bộ huyện Mẫu" in words_of(reply)
    assert "Chi bộ 05 xã Mẫu A" in links_of(reply)


def test_many_units_below_are_listed_page_by_page_and_found_by_their_names(unit_page, page, monkeypatch):
    monkeypatch.setattr(directory, "PAGE", 2)

    first = unit_page("HU-A")
    last = page(links_of(first)["3"])
    found = page(f"{first.request.path}?q=chi+bo+04")

    assert [words for words in links_of(first) if words.startswith("Chi bộ")] == [
        "Chi bộ 01 xã Mẫu A", "Chi bộ 02 xã Mẫu A",
    ]  # fmt: skip
    assert [words for words in links_of(last) if words.startswith("Chi bộ")] == ["Chi bộ 05 xã Mẫu A"]
    assert [words for words in links_of(found) if words.startswith("Chi bộ")] == ["Chi bộ 04 xã Mẫu A"]
    assert "Tìm thấy 1 tổ chức đảng." in words_of(found)


def test_a_few_units_below_stand_on_the_page_without_a_search(unit_page):
    reply = unit_page("HU-A")

    assert "Chi bộ 05 xã Mẫu A" in links_of(reply)
    assert "Tìm theo tên hoặc mã" not in words_of(reply)


@pytest.mark.parametrize(
    ("role", "unit", "sees", "reads"),
    [
        (Role.cell_secretary, "HU-A-01", True, True),
        (Role.commune_reviewer, "HU-A", True, True),
        (Role.appraiser, "HU", True, False),  # the dossier is not there yet
        (Role.admin, None, True, False),
        (Role.cell_secretary, "HU-A-02", False, False),
        (Role.commune_reviewer, "HU-B", False, False),
        (None, None, False, False),
    ],
)
def test_results_are_shown_to_those_above_and_figures_to_readers_of_the_dossier(
    season, unit_page, role, unit, sees, reads
):
    season.open()
    season.rate("HU-A-01", "GOOD", 2021)
    season.bring("HU-A-01", State.commune_review)
    login = season.who(role, unit) if role else season.make_account("anybody.here")

    words = words_of(unit_page("HU-A-01", login))

    assert ("“Hoàn thành tốt nhiệm vụ”" in words) is sees
    assert ("Số liệu năm 2022" in words) is reads


@pytest.mark.parametrize(
    ("role", "unit", "sees"),
    [
        (Role.cell_secretary, "HU-A-01", True),
        (Role.cell_committee, "HU-A-01", True),
        (Role.commune_reviewer, "HU-A", False),
        (Role.appraiser, "HU", False),
        (Role.authority_secretary, "HU", False),
        (Role.inspector, "HU", False),
        (Role.admin, None, False),
    ],
)
def test_the_figures_of_a_draft_are_shown_to_the_unit_alone(season, unit_page, role, unit, sees):
    season.open()
    season.count_members("HU-A-01")

    words = words_of(unit_page("HU-A-01", season.who(role, unit)))

    assert ("Số liệu năm 2022" in words) is sees


def test_a_dossier_sent_back_shows_the_figures_it_was_sent_with_to_those_who_had_it(season, unit_page):
    season.open()
    season.bring("HU-A-01", State.commune_review)
    season.step("HU-A-01", "send_back", season.reviewer("HU-A-01"), note="Xem lại.", criteria=(returns.MEMBERS,))
    season.count_members("HU-A-01", members_official=57, members_rated=58, members_good=55)

    logins = (season.secretary("HU-A-01"), season.reviewer("HU-A-01"), season.who(Role.admin))
    own, given, other = (words_of(unit_page("HU-A-01", login)) for login in logins)

    assert ["57" in words for words in (own, given, other)] == [True, False, False]
    assert ["Số liệu năm 2022" in words for words in (own, given, other)] == [True, True, False]


def test_figures_are_shown_with_their_names_and_sources(season, unit_page):
    season.open()
    season.bring("HU-A-01", State.commune_review)
    with season.writing() as session:
        unit_id = get(session, "HU-A-01").id
        figures.report(session, command(season.now), unit_id, 2021, {"members_official": 900}, source="báo cáo")

    words = words_of(unit_page("HU-A-01", season.reviewer("HU-A-01")))

    assert "Nhập khi tự đánh giá" in words
    assert "members_official" not in words
    assert "báo cáo" not in words  # The report gives a figure of an earlier year.


def test_a_result_that_was_superseded_is_not_shown(season):
    season.rate("HU-A-01", "EXCELLENT", 2021)
    season.rate("HU-A-01", "GOOD", 2021)

    with season.reading() as session:
        unit_id = get(session, "HU-A-01").id
        assert [year.result.outcome for year in unit_record.years_of(session, [unit_id])[unit_id]] == ["GOOD"]


def test_a_unit_that_does_not_exist_is_not_found(page):
    reply = page("/units/4711")

    assert reply.status_code == 404
    assert "Không tìm thấy trang này" in words_of(reply)


def test_the_directory_runs_the_same_number_of_queries_for_more_units(season):
    client = season.client(season.make_account("anybody.here"))
    with questions_of(season.engine) as queries_for_few:
        client.get("/units?q=chi+bo"), client.get("/units")
    for number in range(20, 40):
        season.make_unit(f"HU-A-{number}", UnitKind.cell_subordinate, f"Chi bộ {number} xã Mẫu A", parent="HU-A")
    with questions_of(season.engine) as queries_for_many:
        client.get("/units?q=chi+bo"), client.get("/units")

    assert len(queries_for_many) == len(queries_for_few)


def test_a_unit_that_ended_is_marked_in_the_tree_and_in_a_search_and_not_counted(season):
    merged(season, CELL, OTHER, into=CELL)
    client = season.client(season.make_account("nobody.here"))

    tree, found = words_of(client.get("/units")), words_of(client.get("/units?q=Chi bộ 02 xã Mẫu A"))

    assert "Đảng bộ xã Mẫu A (4 tổ chức trực thuộc đang hoạt động)" in tree
    assert "Chi bộ 05 xã Mẫu A Chi bộ 02 xã Mẫu A Đã kết thúc hoạt động" in tree
    assert "Chi bộ 02 xã Mẫu A Đã kết thúc hoạt động" in found


def test_the_page_of_a_unit_that_ended_says_so_with_day_reason_and_successor(season):
    merged(season, CELL, OTHER, into=CELL)
    with season.reading() as session:
        place = f"/units/{get(session, OTHER).id}"
    client = season.client(season.who(Role.admin))

    answer = client.get(place)

    page = words_of(answer)
    assert f"Đã kết thúc hoạt động từ ngày 01/06/2022 Căn cứ, lý do: {JUNE.reason}" in page
    assert "Tổ chức tiếp nhận: Chi bộ 01 xã Mẫu A" in page
    assert f'href="{place}/change?way=correct"' in answer.text
    assert f'href="{place}/change"' not in answer.text
