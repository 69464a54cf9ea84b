"""The page of a rehearsal: only for administrators and finished campaigns; the page stores nothing it receives."""

from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from grading.actors import command
from grading.models import Campaign, StoredFile
from grading.services.campaigns import campaigns, closing
from tests import issuing
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
    """A closed campaign in which one cell of eight is rated EXCELLENT, and its programme as a version."""
    commend(season)
    issuing.published(season, issuing.EXAMPLE)
    with season.writing() as session:
        closing.close(session, command(season.now), campaigns.by_code(session, "rating"))
    return season


@pytest.fixture
def admin(closed):
    return closed.client(closed.make_account("boss", Role.admin))


def upload(text: str | bytes, name: str = "du-thao.yaml") -> dict[str, object]:
    return {"file": (BytesIO(text if isinstance(text, bytes) else text.encode()), name)}


def test_a_version_of_the_installation_is_rehearsed_and_every_unit_is_shown(admin):
    answer = admin.post(PAGE, data={"programme": "demo-giong-rieng-r2019@1"})

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


def test_an_uploaded_file_is_rehearsed_with_what_it_extends_and_groups_over_its_quota_are_named(admin):
    answer = admin.post(PAGE, data=upload(STRICTER) | {"changes_only": "1"})

    text = text_of(answer.text)
    assert answer.status_code == 200
    assert "Bộ tiêu chí dự thảo" in text
    assert "được xếp tối đa 0 “Hoàn thành xuất sắc nhiệm vụ”" in text
    assert "Không đơn vị nào thay đổi mức." in text


def test_a_rehearsal_stores_nothing(closed, admin):
    def counts():
        with closed.reading() as session:
            campaign = session.scalars(select(Campaign)).one()
            return session.scalar(select(func.count()).select_from(StoredFile)), campaign.version

    files = sorted(Path(closed.app.extensions["settings"].data).rglob("*.yaml"))
    counts_before = counts()

    admin.post(PAGE, data=upload(STRICTER))

    assert counts() == counts_before
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
def test_a_file_with_a_mistake_is_refused_and_the_answer_names_no_folder_of_the_server(admin, content, said):
    answer = admin.post(PAGE, data=upload(content, "../../tmp/du-thao.yaml"))

    assert answer.status_code == 422
    assert faults(answer.text, "vi") == []
    assert said in text_of(answer.text)
    assert "config/programmes" not in answer.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Chưa có bộ tiêu chí để chạy thử."),
        ({"programme": "four-good"}, "Chưa có bộ tiêu chí để chạy thử."),
        ({"programme": "../r2019"}, "Chưa có bộ tiêu chí để chạy thử."),
        ({"programme": "r2023", "text": STRICTER}, "Vừa chọn trong danh sách vừa gửi tệp."),
        ({"text": "extends: four-good\nkey: t\n"}, "không cùng loại với đợt đánh giá"),
    ],
)
def test_a_missing_double_or_unsuitable_choice_is_refused_on_the_page(admin, sent, said):
    answer = admin.post(PAGE, data=sent | (upload(sent["text"]) if "text" in sent else {}))

    assert answer.status_code == 422
    assert said in text_of(answer.text)


def test_a_campaign_links_to_its_rehearsal_once_it_is_closed_and_says_why_not_before(season):
    season.open()
    admin = season.client(season.make_account("boss", Role.admin))

    page_before, refused = admin.get("/campaigns/1").text, admin.get(PAGE)
    with season.writing() as session:
        closing.close(session, command(season.now), campaigns.by_code(session, "rating"))
    page_after = admin.get("/campaigns/1").text

    assert f'href="{PAGE}"' not in page_before
    assert "Chưa chạy thử được: đợt rating còn 8 hồ sơ chưa kết thúc." in text_of(page_before)
    assert refused.status_code == 409
    assert f'href="{PAGE}"' in page_after


def test_only_administrators_rehearse(closed):
    reviewer, secretary = (closed.client(login) for login in (closed.reviewer(CELL), closed.secretary(CELL)))

    assert [client.get(PAGE).status_code for client in (reviewer, secretary)] == [403, 403]
    assert [client.post(PAGE).status_code for client in (reviewer, secretary)] == [403, 403]
    assert "rehearsal" not in reviewer.get("/campaigns/1").text
