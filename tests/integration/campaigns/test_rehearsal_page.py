"""The page of a rehearsal: for administrators, of what is over; nothing that is sent to it is kept."""

from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from grading.models import Campaign, StoredFile
from grading.services.campaigns import campaigns, closing
from tests.commended import CELL, commend
from tests.conventions.markup import faults
from tests.integration.pages import text_of
from workflows import Role

PAGE = "/campaigns/1/rehearsal"
STRICTER = """\
extends: demo-giong-rieng-r2019
key: stricter
title: {vi: Bộ tiêu chí dự thảo, en: A draft}
quota:
  pct: {value: 5, source: Dự thảo}
"""


@pytest.fixture
def closed(season):
    """One cell of eight is rated excellent; the campaign is closed."""
    commend(season)
    with season.writing() as session:
        closing.close(session, campaigns.by_code(session, "rating"), now=season.now)
    return season


@pytest.fixture
def admin(closed):
    return closed.client(closed.make_account("boss", Role.admin))


def upload(text: str | bytes, name: str = "du-thao.yaml") -> dict[str, object]:
    return {"file": (BytesIO(text if isinstance(text, bytes) else text.encode()), name)}


def test_a_shipped_programme_is_tried_and_every_unit_shown_with_its_levels(admin):
    answer = admin.post(PAGE, data={"programme": "demo-giong-rieng-r2019"})

    text = text_of(answer.text)
    assert answer.status_code == 200
    assert faults(answer.text, "vi") == []
    assert "Chi bộ 01 xã Mẫu A" in text
    assert "7 đơn vị chưa có quyết định xếp loại" in text
    assert "Thẩm định" not in text


def test_only_programmes_that_rate_can_be_chosen(admin):
    page = admin.get(PAGE).text

    assert faults(page, "vi") == []
    assert 'value="r2023"' in page
    assert 'value="four-good"' not in page


def test_a_file_is_tried_with_what_it_extends_and_groups_over_its_quota_are_named(admin):
    answer = admin.post(PAGE, data=upload(STRICTER) | {"changes_only": "1"})

    text = text_of(answer.text)
    assert answer.status_code == 200
    assert "Bộ tiêu chí dự thảo" in text
    assert "được xếp tối đa 0 “Hoàn thành xuất sắc nhiệm vụ”" in text
    assert "Không đơn vị nào thay đổi mức." in text


def test_a_rehearsal_keeps_nothing(closed, admin):
    def counts():
        with closed.reading() as session:
            campaign = session.scalars(select(Campaign)).one()
            return session.scalar(select(func.count()).select_from(StoredFile)), campaign.version

    files = sorted(Path(closed.app.extensions["settings"].data).rglob("*.yaml"))
    before = counts()

    admin.post(PAGE, data=upload(STRICTER))

    assert counts() == before
    assert sorted(Path(closed.app.extensions["settings"].data).rglob("*.yaml")) == files == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (STRICTER.replace("value: 5", "value: năm"), "du-thao.yaml, dòng 5, cột 16, mục /quota/pct: "),
        (STRICTER.replace("demo-giong-rieng-r2019", "khong-co"), "du-thao.yaml, dòng 1, cột 10, mục /extends: "),
        (STRICTER.replace("demo-giong-rieng-r2019", "../../etc/x"), "du-thao.yaml, dòng 1, cột 10, mục /extends: "),
        (b"\x89PNG\r\n\x1a\n", "du-thao.yaml, dòng 1, cột 1, mục /: "),
        (b"", "du-thao.yaml, dòng 1, cột 1, mục /: "),
        (b"key: " + b"x" * 300_000, "Tệp lớn hơn 256 KB."),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_its_place_and_no_folder_of_the_server(admin, content, said):
    answer = admin.post(PAGE, data=upload(content, "../../tmp/du-thao.yaml"))

    assert answer.status_code == 422
    assert faults(answer.text, "vi") == []
    assert said in text_of(answer.text)
    assert "config/programmes" not in answer.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Chưa có bộ tiêu chí để diễn tập."),
        ({"programme": "four-good"}, "Chưa có bộ tiêu chí để diễn tập."),
        ({"programme": "../r2019"}, "Chưa có bộ tiêu chí để diễn tập."),
        ({"programme": "r2023", "text": STRICTER}, "Vừa chọn trong danh sách vừa gửi tệp."),
        ({"text": "extends: demo-four-good\nkey: t\n"}, "không dùng để xếp loại"),
    ],
)
def test_what_is_not_chosen_or_not_fit_is_told_on_the_page(admin, sent, said):
    answer = admin.post(PAGE, data=sent | (upload(sent["text"]) if "text" in sent else {}))

    assert answer.status_code == 422
    assert said in text_of(answer.text)


def test_the_way_there_is_open_once_the_campaign_is_over_and_says_why_before(season):
    season.open()
    admin = season.client(season.make_account("boss", Role.admin))

    before, refused = admin.get("/campaigns/1").text, admin.get(PAGE)
    with season.writing() as session:
        closing.close(session, campaigns.by_code(session, "rating"), now=season.now)
    after = admin.get("/campaigns/1").text

    assert f'href="{PAGE}"' not in before
    assert "Chưa diễn tập được: đợt rating còn 8 hồ sơ chưa kết thúc." in text_of(before)
    assert refused.status_code == 409
    assert f'href="{PAGE}"' in after


def test_nobody_but_administrators_rehearses(closed):
    reviewer, secretary = (closed.client(login) for login in (closed.reviewer(CELL), closed.secretary(CELL)))

    assert [client.get(PAGE).status_code for client in (reviewer, secretary)] == [403, 403]
    assert [client.post(PAGE).status_code for client in (reviewer, secretary)] == [403, 403]
    assert "rehearsal" not in reviewer.get("/campaigns/1").text
