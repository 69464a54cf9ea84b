"""The page of a person's work: each role sees the tasks that wait for it and the pages where it does them."""

import re
from datetime import timedelta

import pytest

from grading import clock
from grading.actors import command
from grading.models import Decider
from grading.services.campaigns import campaigns, closing
from tests.commended import commend
from tests.reading import links_of, questions_of, words_of
from workflows import Layer, Role, State

CELL = "HU-A-01"


@pytest.fixture
def home(season):
    """Returns a function that opens the first page for the account with a login."""
    return lambda login: season.client(login).get("/")


def test_a_secretary_begins_the_dossier_and_sees_the_days_left(season, home):
    season.open()

    page = home(season.secretary(CELL))

    assert "Đã xong 0/6 mục" in words_of(page)
    assert "Còn 20 ngày" in words_of(page)
    assert links_of(page)["Bắt đầu hồ sơ"] == f"/dossiers/{season.dossier_id(CELL)}"


def test_a_complete_dossier_leads_to_the_check(season, home):
    season.open()
    season.answer(CELL)
    season.count_members(CELL)
    season.vote(CELL)
    season.attach(CELL)

    page = home(season.secretary(CELL))

    assert "Đã xong 6/6 mục" in words_of(page)
    assert links_of(page)["Xem lại trước khi gửi"] == f"/dossiers/{season.dossier_id(CELL)}/check"


def test_a_submitted_dossier_asks_the_secretary_for_nothing(season, home):
    season.open()
    season.submit(CELL)

    page = home(season.secretary(CELL))

    assert "Đã gửi; Đảng ủy xã đang xem xét" in words_of(page)
    assert "Đã gửi hồ sơ, năm 2022 Chi bộ 01 xã Mẫu A" in words_of(page)
    assert "Xem hồ sơ" in links_of(page)
    assert "Tiếp tục hồ sơ" not in links_of(page)


def test_a_returned_dossier_says_what_is_asked_and_by_whom(season, home):
    season.open()
    season.submit(CELL)
    key = season.programme("demo-giong-rieng-r2019").criteria[0].key
    season.step(CELL, "send_back", season.reviewer(CELL), note="Đối chiếu lại.", criteria=(key,))

    page = home(season.secretary(CELL))

    assert "Cần bổ sung, hạn đến hết ngày" in words_of(page)
    assert "Đảng ủy xã Mẫu A đề nghị bổ sung 1 tiêu chí" in words_of(page)
    assert "/groups/" in links_of(page)["Xem nội dung cần bổ sung"]


def test_a_dossier_past_its_deadline_says_how_late_it_is(season, home):
    season.open(submit_by=clock.day(clock.now()) - timedelta(days=2))

    page = home(season.secretary(CELL))

    assert "Quá hạn 2 ngày" in words_of(page)


def test_a_cell_sees_its_result_its_commendation_and_its_earlier_years(season, home):
    season.rate(CELL, "COMPLETED", 2021)
    commendation_id = commend(season)

    page = home(season.secretary(CELL))

    assert "Đã xếp loại: “Hoàn thành xuất sắc nhiệm vụ”" in words_of(page)
    assert "“Hoàn thành xuất sắc nhiệm vụ” Năm 2022, Quyết định số" in words_of(page)
    assert "“Hoàn thành nhiệm vụ” Năm 2021, thử nghiệm" in words_of(page)
    assert links_of(page)["Xem Giấy khen"] == f"/commendations/{commendation_id}"


def test_a_reviewer_sees_how_many_dossiers_wait_and_how_many_cells_have_not_submitted(season, home):
    season.open()
    season.submit(CELL)

    page = home(season.reviewer(CELL))

    assert "Đã trình 0/5 hồ sơ" in words_of(page)
    assert "Hồ sơ chờ Đảng ủy xã Mẫu A xem xét 1 hồ sơ" in words_of(page)
    assert "Chưa gửi hồ sơ 4 tổ chức đảng" in words_of(page)
    assert "/review?unit=" in links_of(page)["Hồ sơ chờ Đảng ủy xã Mẫu A xem xét"]


def test_a_reviewer_sees_how_many_cells_are_late(season, home):
    season.open(submit_by=clock.day(clock.now()) - timedelta(days=1))

    assert "Quá hạn chưa gửi hồ sơ 5 tổ chức đảng" in words_of(home(season.reviewer(CELL)))


def test_what_was_sent_stays_on_the_desks_after_the_campaign_is_closed(season, home):
    season.open()
    season.submit(CELL)
    with season.writing() as session:
        closing.close(session, command(season.now), campaigns.by_code(session, season.campaign))

    cell, office, unsent = (words_of(home(login)) for login in
                            (season.secretary(CELL), season.reviewer(CELL), season.secretary("HU-A-02")))  # fmt: skip

    assert "Đảng ủy xã đang xem xét" in cell
    assert ("Hồ sơ chờ Đảng ủy xã Mẫu A xem xét 1 hồ sơ" in office, "Chưa gửi hồ sơ" in office) == (True, False)
    assert "Chưa gửi khi đợt khóa" in unsent
    assert "không sửa và không gửi được nữa" in unsent
    assert "Kết quả các năm Chưa có kết quả nào được ghi nhận." in unsent


def test_a_desk_on_which_nothing_waits_stands_behind_those_with_work(season, home):
    season.open("older")
    season.submit(CELL)
    season.open("newer", programme="demo-four-good")
    with season.writing() as session:
        closing.cancel(session, command(season.now), campaigns.by_code(session, "newer"), "Mở nhầm năm.")

    words = words_of(home(season.reviewer(CELL)))

    assert words.index("Hồ sơ chờ Đảng ủy xã Mẫu A xem xét 1 hồ sơ") < words.index("Mở nhầm năm.")


def test_an_appraiser_no_longer_sees_a_dossier_that_is_scored(season, home):
    season.open(decided_by=Decider.authority_unit, decided_by_reason="thử nghiệm")
    season.bring("HU-A-01", State.appraisal)
    season.bring("HU-B-01", State.appraisal)
    appraiser = season.who(Role.appraiser, "HU")
    words_before = words_of(home(appraiser))

    season.score("HU-B-01", Layer.appraiser, appraiser)

    assert "Hồ sơ chờ thẩm định 2 hồ sơ" in words_before
    assert "Hồ sơ chờ thẩm định 1 hồ sơ" in words_of(home(appraiser))


def test_an_appraiser_is_not_offered_the_dossier_of_their_own_cell(season, home):
    season.open()
    season.bring("HU-A-01", State.appraisal)
    login = season.make_account("appraiser.of.a", Role.appraiser, "HU", home="HU-A-01")

    assert "chờ thẩm định" not in words_of(home(login))


def test_the_appraisal_lead_sees_how_many_dossiers_wait_to_be_settled(season, home):
    season.open()
    season.bring(CELL, State.appraisal)

    assert "chờ Tổ thẩm định thống nhất 1 hồ sơ" in words_of(home(season.who(Role.appraisal_lead, "HU")))


def test_the_secretary_of_a_commune_sees_what_to_decide_then_what_to_issue_then_nothing(season, home):
    season.open()
    season.submit(CELL)
    season.review(CELL)
    secretary = season.who(Role.authority_secretary, "HU-A")

    page_to_decide = home(secretary)
    decision_id = season.vote_on("HU-A")
    page_to_issue = home(secretary)
    season.issue("HU-A", decision_id, "01-QĐ")
    page_when_done = home(secretary)

    assert "chờ Đảng ủy quyết định 1 hồ sơ" in words_of(page_to_decide)
    assert "/decision?unit=" in links_of(page_to_decide)["Hồ sơ chờ Đảng ủy quyết định"]
    assert "chờ số và ngày ban hành 1 quyết định" in words_of(page_to_issue)
    assert "Đã quyết định 1/5 hồ sơ" in words_of(page_when_done)
    assert "Không có việc nào đang chờ." in words_of(page_when_done)


def test_the_secretary_of_the_district_sees_how_many_dossiers_wait_for_a_decision(season, home):
    season.open()
    season.bring(CELL, State.certification)

    page = home(season.who(Role.authority_secretary, "HU"))

    assert "Hồ sơ chờ Ban Thường vụ quyết định 1 hồ sơ" in words_of(page)


def test_the_award_clerk_sees_papers_to_print_and_the_inspector_sees_issued_decisions(season, home):
    commend(season)

    assert "Giấy khen chưa có tệp để in 1 Giấy khen" in words_of(home(season.who(Role.award_clerk, "HU")))
    assert "Quyết định đã ban hành 1 quyết định" in words_of(home(season.who(Role.inspector, "HU")))


def test_an_administrator_sees_the_progress_but_no_level(season, home):
    commend(season)

    page = words_of(home(season.who(Role.admin)))

    assert "Đã có kết quả 1/8 hồ sơ" in page
    assert "Hoàn thành" not in page


def test_an_account_with_several_roles_has_one_page(season, home):
    season.open()
    login = season.make_account("many.roles", Role.cell_secretary, "HU-A-01")
    season.make_account(login, Role.commune_reviewer, "HU-B")

    page = words_of(home(login))

    assert "Bắt đầu hồ sơ" in page
    assert "Cán bộ Văn phòng Đảng ủy · Đảng ủy xã Mẫu B" in page


def test_an_account_without_work_reads_that_nothing_waits(season, home):
    assert "Không có việc nào đang chờ." in words_of(home(season.make_account("nobody.here")))


def test_the_number_of_queries_does_not_grow_with_the_number_of_dossiers(season, home):
    season.open()
    people = [season.client(season.reviewer(CELL)), season.client(season.who(Role.appraisal_lead, "HU"))]
    season.submit("HU-A-01")
    with questions_of(season.engine) as queries_for_one:
        pages = [client.get("/").status_code for client in people]
    for cell in ("HU-A-02", "HU-A-03", "HU-A-04", "HU-B-01", "HU-B-02"):
        season.submit(cell)
    with questions_of(season.engine) as queries_for_six:
        pages += [client.get("/").status_code for client in people]

    assert pages == [200] * 4
    assert len(queries_for_six) == len(queries_for_one)


def test_the_page_of_samples_shows_every_listed_part_once(season):
    page = season.client(season.make_account("nobody.here")).get("/samples")

    listed_anchors = re.findall(
        r'<li><a href="#([\w-]+)">', page.text.partition('<ul class="toc">')[2].partition("</ul>")[0]
    )
    assert len(listed_anchors) > 10
    assert {anchor: page.text.count(f'id="{anchor}"') for anchor in listed_anchors} == dict.fromkeys(listed_anchors, 1)
