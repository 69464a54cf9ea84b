"""An administrator changes units on the pages: first the preview, then the change."""

import pytest
from sqlalchemy import select

from grading.models import Campaign, Unit, UnitChange
from grading.services.campaigns import unit_tasks
from tests.reading import words_of
from tests.reorganising import CELL, JUNE, NEIGHBOUR, OTHER, changed, merged, tasks
from tests.season import Season
from tests.seats import get
from workflows import Role


@pytest.fixture
def opened(season: Season) -> Season:
    season.open()
    return season


def change_page(season: Season, code: str) -> str:
    with season.reading() as session:
        return f"/units/{get(session, code).id}/change"


def test_the_preview_says_what_a_merger_touches_and_changes_nothing(opened):
    typed = {"way": "merge", "others": OTHER.lower(), "day": "01/6/2022", "reason": JUNE.reason}

    page = opened.client(opened.who(Role.admin)).post(change_page(opened, CELL), data=typed).text

    assert "Xem trước: chưa có gì thay đổi" in page
    assert "Chi bộ 02 xã Mẫu A: Hồ sơ đánh giá, xếp loại năm 2022" in page
    assert tasks(opened) == []
    with opened.reading() as session:
        assert get(session, OTHER).latest.valid_to is None


def test_an_administrator_merges_two_cells_on_the_page(opened):
    typed = {"way": "merge", "others": OTHER, "day": "01/6/2022", "reason": JUNE.reason, "do": "make"}

    page = opened.client(opened.who(Role.admin)).post(change_page(opened, CELL), data=typed, follow_redirects=True).text

    assert "Đã ghi thay đổi. Số hồ sơ cần xử lý: 1." in page
    assert "Sáp nhập" in page
    assert (OTHER, UnitChange.merged) in tasks(opened)


def test_a_mistake_keeps_what_was_typed_and_names_its_box(opened):
    typed = {"way": "edit", "org_name": "Chi bộ ấp Mới", "kind": "cell_subordinate", "parent": "HU-A", "day": "mai",
             "reason": "Theo nghị quyết."}  # fmt: skip

    answer = opened.client(opened.who(Role.admin)).post(change_page(opened, CELL), data=typed)

    assert answer.status_code == 422
    assert "Ngày chưa đúng." in answer.text
    assert "Chi bộ ấp Mới" in answer.text
    assert "Theo nghị quyết." in answer.text


def test_an_administrator_opens_a_new_cell_on_the_page(season):
    typed = {"code": "hu-a-77", "org_name": "Chi bộ ấp Bảy", "kind": "cell_subordinate", "cell_type": "",
             "parent": "HU-A", "day": "01/6/2022", "reason": "Thành lập mới."}  # fmt: skip
    client = season.client(season.who(Role.admin))

    refused = client.post("/units", data=typed | {"org_name": ""})
    page = client.post("/units", data=typed, follow_redirects=True).text

    assert "Chưa ghi tên tổ chức." in refused.text
    assert "Chi bộ ấp Bảy" in page
    assert "Thành lập mới." in page
    with season.reading() as session:
        assert [unit.code for unit in session.scalars(select(Unit).where(Unit.code == "HU-A-77"))] == ["HU-A-77"]


def test_nobody_but_an_administrator_changes_a_unit(opened):
    answer = opened.client(opened.reviewer(CELL)).post(change_page(opened, CELL), data={"way": "close", "do": "make"})

    assert answer.status_code == 403
    with opened.reading() as session:
        assert get(session, CELL).latest.valid_to is None
        assert session.scalars(select(Campaign)).one().closed_at is None
        assert unit_tasks.touched(session, [get(session, CELL).id], JUNE.day)


def test_the_preview_says_what_becomes_of_rosters_counts_and_years_running(opened):
    for year in (2020, 2021):
        opened.rate(CELL, year=year, level="EXCELLENT")
    typed = {"way": "merge", "beside": [OTHER], "others": "", "day": "01/6/2022", "reason": JUNE.reason}

    page = opened.client(opened.who(Role.admin)).post(change_page(opened, CELL), data=typed).text

    assert "Các năm liền “Hoàn thành xuất sắc nhiệm vụ”" in page
    assert "2020 - 2021" in page
    assert "Đợt đánh giá, xếp loại năm 2022: danh sách đã chốt giữ nguyên" in page
    assert f'value="{OTHER}" checked' in page
    assert "Số tổ chức trực thuộc Đảng bộ xã Mẫu A</dt><dd>5 → 4</dd>" in page


def test_units_below_the_same_parent_are_ticked_to_merge(opened):
    typed = {"way": "merge", "beside": [OTHER], "day": "01/6/2022", "reason": JUNE.reason, "do": "make"}

    opened.client(opened.who(Role.admin)).post(change_page(opened, CELL), data=typed)

    assert (OTHER, UnitChange.merged) in tasks(opened)


def preview_of(season: Season, code: str, **typed: str) -> str:
    answer = season.client(season.who(Role.admin)).post(
        change_page(season, code), data={"day": "01/6/2022", "reason": JUNE.reason} | typed
    )
    return words_of(answer)


def test_the_preview_of_a_move_counts_below_the_old_and_the_new_superior_apart(opened):
    page = preview_of(opened, CELL, way="edit", org_name="Chi bộ ấp Một", kind="cell_subordinate", parent=NEIGHBOUR)

    assert "Tên tổ chức Chi bộ 01 xã Mẫu A → Chi bộ ấp Một" in page
    assert "Cấp ủy cấp trên Đảng ủy xã Mẫu A → Đảng ủy xã Mẫu B" in page
    assert "Số tổ chức trực thuộc Đảng bộ xã Mẫu A 5 → 4" in page
    assert "Số tổ chức trực thuộc Đảng bộ xã Mẫu B 3 → 4" in page


def test_the_preview_of_a_merger_names_what_ends_what_it_becomes_and_the_roles_held_there(opened):
    opened.secretary(OTHER)

    page = preview_of(opened, CELL, way="merge", others=OTHER)

    assert "Kết thúc hoạt động Chi bộ 02 xã Mẫu A, ngày cuối cùng 31/05/2022" in page
    assert "Tổ chức tiếp nhận Chi bộ 01 xã Mẫu A" in page
    assert "Bí thư chi bộ: 1 Nhiệm vụ không tự kết thúc" in page


def test_the_preview_of_a_division_names_the_new_units(opened):
    page = preview_of(opened, OTHER, way="divide", successors="HU-A-21; Chi bộ ấp Hai Mốt\nHU-A-22; Chi bộ ấp Hai Hai")

    assert "Tổ chức tiếp nhận Chi bộ ấp Hai Mốt; Chi bộ ấp Hai Hai" in page


def test_the_button_that_makes_the_change_stands_right_below_the_preview(opened):
    page = (
        opened.client(opened.who(Role.admin))
        .post(change_page(opened, CELL), data={"way": "close", "day": "01/6/2022", "reason": JUNE.reason})
        .text
    )

    assert page.index('value="make" form="thay-doi"') < page.index('id="thay-doi"')


def unit_page(season: Season, code: str, login: str) -> str:
    return words_of(season.client(login).get(change_page(season, code).removesuffix("/change")))


def test_the_record_of_a_unit_says_who_changed_it_why_from_which_day_and_from_what_to_what(opened):
    changed(opened, CELL, org_name="Chi bộ ấp Một", cell_type="school")
    admin = opened.who(Role.admin)

    record = unit_page(opened, CELL, admin).partition("Nhật ký của tổ chức")[2]

    assert "từ ngày 01/06/2022, Tên tổ chức: Chi bộ 01 xã Mẫu A → Chi bộ ấp Một" in record
    assert "→ Trường học" in record
    assert f"{admin}; {JUNE.reason}" in record


def test_the_record_of_a_unit_names_no_account_to_a_reader_who_has_no_part_in_it(opened):
    changed(opened, CELL, org_name="Chi bộ ấp Một")

    record = unit_page(opened, CELL, opened.secretary(CELL)).partition("Nhật ký của tổ chức")[2]

    assert JUNE.reason in record
    assert opened.who(Role.admin) not in record


def test_the_record_of_a_unit_that_ended_gives_the_day_and_who_received_it(opened):
    merged(opened, CELL, OTHER, into=CELL)

    record = unit_page(opened, OTHER, opened.who(Role.inspector, "HU")).partition("Nhật ký của tổ chức")[2]

    assert f"Sáp nhập từ ngày 01/06/2022, tổ chức tiếp nhận {CELL}" in record
