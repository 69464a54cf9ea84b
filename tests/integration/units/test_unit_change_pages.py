"""An administrator changes units on the pages: first the preview, then the change."""

import re

import pytest
from sqlalchemy import select

from grading.models import Campaign, Unit, UnitChange
from grading.services.campaigns import unit_tasks
from tests.reorganising import CELL, JUNE, OTHER, tasks
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
    assert "rating" in page
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
    assert "rating: danh sách đã chốt giữ nguyên" in page
    assert f'value="{OTHER}" checked' in page
    assert re.search(r"hiện nay (\d+), sau thay đổi (\d+)", page).groups() == ("5", "4")


def test_units_below_the_same_parent_are_ticked_to_merge(opened):
    typed = {"way": "merge", "beside": [OTHER], "day": "01/6/2022", "reason": JUNE.reason, "do": "make"}

    opened.client(opened.who(Role.admin)).post(change_page(opened, CELL), data=typed)

    assert (OTHER, UnitChange.merged) in tasks(opened)
