"""The pages of programmes: import with a preview, publication by a second person, withdrawal, and who reads what."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from grading.models import ProgrammeVersion
from tests import issuing
from tests.conventions.markup import faults
from tests.integration.pages import hidden_fields, text_of
from tests.issuing import CHANGED, ISSUED, KEY
from workflows import Role

PAPER = {"paper_number": "12-HD/HU", "paper_date": "10/01/2022", "issuer": "Ban Thường vụ Huyện ủy Mẫu"}


@pytest.fixture
def admin(season):
    return season.client(issuing.administrator(season, "first.admin"))


@pytest.fixture
def second(season):
    return season.client(issuing.administrator(season, "second.admin"))


def upload(**texts):
    return {"files": [(BytesIO(text.encode()), f"{name}.yaml") for name, text in texts.items()]}


def stored(season):
    with season.reading() as session:
        return session.scalar(select(func.count()).select_from(ProgrammeVersion))


def sound(answer, status=200):
    assert (answer.status_code, faults(answer.text, "vi")) == (status, [])
    return text_of(answer.text)


def test_files_are_previewed_row_by_row_and_exactly_these_are_imported(season, admin):
    preview = admin.post("/programmes/preview", data=upload(huyen=ISSUED, chung=CHANGED.replace(KEY, "huyen-khac")))
    assert stored(season) == 0

    answer = admin.post("/programmes", data=hidden_fields(preview.text) | PAPER)

    text = sound(preview)
    assert f"huyen.yaml Mới {KEY}@1" in text
    assert "chung.yaml Mới huyen-khac@1" in text
    assert (answer.status_code, stored(season)) == (303, 2)
    with season.reading() as session:
        first = session.scalars(select(ProgrammeVersion).where(ProgrammeVersion.key == KEY)).one()
        assert (first.text, first.author.login, first.paper_number) == (ISSUED, "first.admin", "12-HD/HU")


def test_lines_that_end_as_on_another_system_come_through_unchanged(season, admin):
    preview = admin.post("/programmes/preview", data=upload(huyen=ISSUED.replace("\n", "\r\n")))

    admin.post("/programmes", data=hidden_fields(preview.text) | PAPER)

    with season.reading() as session:
        assert session.scalars(select(ProgrammeVersion.text)).one() == ISSUED.replace("\n", "\r\n")


def test_a_mistake_is_shown_with_its_place_and_nothing_can_be_confirmed(season, admin):
    preview = admin.post("/programmes/preview", data=upload(huyen=ISSUED.replace("years: [2021", "years: [x")))

    text = sound(preview)
    assert "Chưa nhập được" in text
    assert "huyen.yaml, dòng " in text
    assert hidden_fields(preview.text) == {}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Chưa chọn tệp nào."),
        ({"a": "x" * 200_000, "b": "x" * 200_000}, "Tổng dung lượng các tệp vượt quá 300 KB."),
    ],
)
def test_what_cannot_be_previewed_is_refused_with_a_sentence(admin, sent, said):
    assert said in sound(admin.post("/programmes/preview", data=upload(**sent)), 422)


def test_a_content_that_is_not_what_was_previewed_is_shown_again_and_not_imported(season, admin):
    carried = hidden_fields(admin.post("/programmes/preview", data=upload(huyen=ISSUED)).text)
    other = hidden_fields(admin.post("/programmes/preview", data=upload(huyen=CHANGED)).text)

    answer = admin.post("/programmes", data=carried | {"content-0": other["content-0"]} | PAPER)

    assert "đã thay đổi sau khi xem trước" in sound(answer, 422)
    assert stored(season) == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [({"paper_date": ""}, "Số và ngày của văn bản phải đi cùng nhau."), ({"paper_date": "hôm qua"}, "Ngày chưa đúng.")],
)
def test_a_paper_that_is_not_whole_is_asked_for_again(season, admin, given, said):
    preview = admin.post("/programmes/preview", data=upload(huyen=ISSUED))

    answer = admin.post("/programmes", data=hidden_fields(preview.text) | PAPER | given)

    assert said in sound(answer, 422)
    assert stored(season) == 0


def test_fields_that_no_preview_made_are_refused(season, admin):
    for sent in ({}, {"name-0": "a.yaml", "content-0": "không phải", "digest": "x"}):
        assert admin.post("/programmes", data=sent).status_code == 409
    assert stored(season) == 0


def test_the_page_of_a_draft_shows_what_it_says_and_only_a_second_person_publishes(season, admin, second):
    version_id = issuing.draft(season, by="first.admin")
    page = f"/programmes/{version_id}"

    own = sound(admin.get(page))
    refused = admin.post(f"{page}/publish")
    done = second.post(f"{page}/publish")

    assert "do chính đồng chí soạn" in own
    assert "Những điểm giả định" in own
    assert "Không nguồn nào nêu số minh chứng" in own
    assert "Loại: xếp loại chất lượng; năm 2021 - 2022" in own
    assert (refused.status_code, done.status_code) == (422, 303)
    text = sound(second.get(page))
    assert "Đã công bố" in text
    assert "second.admin" in text
    assert "số 12-HD/HU, ngày 10/01/2022" in text


def test_a_draft_without_paper_asks_for_it_when_it_is_published(season, second):
    version_id = issuing.draft(season, paper=issuing.IssuingPaper())
    page = f"/programmes/{version_id}/publish"

    assert "Chưa ghi số và ngày của văn bản ban hành." in sound(second.post(page), 422)
    assert "Ngày chưa đúng." in sound(second.post(page, data=PAPER | {"paper_date": "32/1/2022"}), 422)
    assert second.post(page, data=PAPER).status_code == 303


def test_the_difference_to_the_version_before_is_shown_line_by_line(season, admin):
    issuing.draft(season)
    version_id = issuing.draft(season, CHANGED)

    text = sound(admin.get(f"/programmes/{version_id}"))

    assert "bỏ: - years: [2021, 2022]" in text
    assert "thêm: + years: [2022, 2022]" in text


def test_a_withdrawal_needs_a_reason_and_is_in_the_record(season, admin):
    page = f"/programmes/{issuing.published(season)}"

    assert "Chưa ghi lý do thu hồi." in sound(admin.post(f"{page}/withdraw"), 422)
    assert admin.post(f"{page}/withdraw", data={"reason": "Có văn bản thay thế."}).status_code == 303

    assert "Có văn bản thay thế." in sound(admin.get(page))
    record = sound(admin.get("/record"))
    assert f"Thu hồi bộ tiêu chí {KEY}@1" in record
    assert f"Công bố bộ tiêu chí số 12-HD/HU {KEY}@1" in record
    assert f"Nhập dự thảo bộ tiêu chí {KEY}@1" in record


def test_the_list_is_filtered_by_words_and_state(season, admin):
    issuing.published(season)
    issuing.draft(season, CHANGED.replace(KEY, "huyen-khac"))

    everything, drafts = sound(admin.get("/programmes")), sound(admin.get("/programmes?state=draft"))
    found, nothing = sound(admin.get("/programmes?q=12-hd/hu&state=published")), sound(admin.get("/programmes?q=zz"))

    assert "2 phiên bản." in everything
    assert "r2025" in everything
    assert ("huyen-khac@1" in drafts, f"{KEY}@1" in drafts) == (True, False)
    assert ("huyen-khac@1" in found, f"{KEY}@1" in found) == (False, True)
    assert "Không có phiên bản nào." in nothing


@pytest.mark.parametrize(
    ("role", "unit", "reads"),
    [(Role.inspector, "HU", True), (Role.authority_secretary, "HU-A", True), (Role.cell_secretary, "HU-A-01", False)],
)
def test_inspectors_and_deciding_bodies_read_what_is_published_and_no_draft(season, role, unit, reads):
    published, draft = issuing.published(season), issuing.draft(season, CHANGED)
    client = season.client(season.who(role, unit))

    listed, shown = client.get("/programmes"), client.get(f"/programmes/{published}")
    assert (listed.status_code, shown.status_code) == ((200, 200) if reads else (403, 404))
    assert (f"{KEY}@1" in listed.text, f"{KEY}@1" in shown.text) == (reads, reads)
    assert f"{KEY}@2" not in listed.text
    assert client.get(f"/programmes/{draft}").status_code == client.get(f"/programmes/{draft}/file").status_code == 404


def test_the_file_is_sent_as_it_was_imported(season, admin):
    answer = admin.get(f"/programmes/{issuing.draft(season)}/file")

    assert answer.data == ISSUED.encode()
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{KEY}-1.yaml"')


def test_the_page_of_a_campaign_names_its_version_and_paper(season, admin):
    version_id = issuing.published(season)
    with season.reading() as session:
        programme = session.get_one(ProgrammeVersion, version_id).programme
    season._open("mau", programme, programme_version_id=version_id)

    page = admin.get("/campaigns/1")
    seen_by_a_cell = sound(season.client(season.secretary("HU-A-01")).get("/campaigns/1"))

    assert f'href="/programmes/{version_id}"' in page.text
    assert "phiên bản 1, theo văn bản số 12-HD/HU, ngày 10/01/2022" in sound(page)
    assert "phiên bản 1, theo văn bản số 12-HD/HU, ngày 10/01/2022" in seen_by_a_cell


def test_versions_that_differ_in_thousands_of_lines_are_offered_for_download(season, admin):
    for word in ("cũ", "mới"):
        version_id = issuing.draft(season, ISSUED + "".join(f"# {word} {number}\n" for number in range(3_000)))

    answer = admin.get(f"/programmes/{version_id}")

    assert "Hai phiên bản khác nhau ở quá nhiều dòng" in sound(answer)
    assert f'href="/programmes/{version_id - 1}/file"' in answer.text
    assert answer.text.count("# mới") == 2_000 - len(ISSUED.splitlines())
    assert "# cũ" not in answer.text
