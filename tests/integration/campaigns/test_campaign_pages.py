"""A campaign's own pages: counts for everybody with a part in it, no scores, and what its rules rest on."""

from datetime import timedelta

from grading import clock
from grading.rules.programmes.saying.places import assumptions
from grading.text import dotted
from tests.integration.pages import links_of, text_of
from tests.season import DISTRICT
from workflows import Role, State


def test_the_list_holds_the_campaigns_that_the_viewer_has_a_part_in(season):
    season.open()
    season.make_unit("HU-C", "committee_grassroots", "Đảng bộ xã Mẫu C", parent=DISTRICT, committee="Đảng ủy xã Mẫu C")

    mine = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns").get_data(as_text=True)
    stranger = season.client(season.who(Role.commune_reviewer, "HU-C")).get("/campaigns").get_data(as_text=True)

    assert ">0/8</td>" in mine
    assert "Chưa có đợt đánh giá nào." in stranger


def test_a_campaign_without_a_part_in_it_does_not_exist(season):
    season.open()
    season.make_unit("HU-C", "committee_grassroots", "Đảng bộ xã Mẫu C", parent=DISTRICT, committee="Đảng ủy xã Mẫu C")
    client = season.client(season.who(Role.commune_reviewer, "HU-C"))

    replies = [client.get(f"/campaigns/1{page}") for page in ("", "/review", "/figures", "/appraisal")]

    assert [reply.status_code for reply in replies] == [404, 404, 404, 404]
    assert not any("năm 2022" in reply.text or "xã Mẫu A" in reply.text for reply in replies)


def test_progress_counts_dossiers_by_commune_and_state(season):
    season.open()
    season.submit("HU-A-01")
    season.bring("HU-B-01", State.appraisal)

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    row = page[page.index("Đảng bộ xã Mẫu A</th>") :].partition("</tr>")[0]
    assert [cell.partition("<")[0] for cell in row.split('">')[1:]] == ["5", "4", "1", "–", "–", "–"]


def test_an_administrator_sees_counts_and_no_way_to_a_dossier(season):
    season.open()
    season.bring("HU-A-01", State.certified)
    client = season.client(season.make_account("boss", Role.admin))

    page = client.get("/campaigns/1").get_data(as_text=True)

    assert "Đã kết thúc 1/8 hồ sơ" in page
    assert "/dossiers/" not in page
    assert "Chi bộ 01 xã Mẫu A" not in page
    assert client.get("/campaigns/1/review").status_code == 403


def test_who_decides_stands_with_the_reason_where_it_departs_from_the_usual(season):
    season.open()

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    assert "Đảng ủy cơ sở quyết định" in page
    assert "Khác với quy định chung; căn cứ: thử nghiệm" in page


def test_what_is_assumed_stands_with_its_value_and_why(season):
    season.open()

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    assumed = assumptions(season.programme("demo-giong-rieng-r2019"))
    assert len(assumed) > 5
    assert all(each.why in page and dotted(each.shown.vi) in page for each in assumed)


def test_a_unit_that_is_not_rated_stands_with_its_reason(season):
    season.open(not_rated={"HU-A-05": "Thành lập chưa đủ 6 tháng"})

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    assert "Chi bộ 05 xã Mẫu A" in page
    assert "Thành lập chưa đủ 6 tháng" in page


def test_each_role_finds_the_pages_where_its_work_is(season):
    season.open()

    def links(role: Role, unit: str) -> str:
        return season.client(season.who(role, unit)).get("/campaigns/1").get_data(as_text=True)

    assert "/campaigns/1/review?unit=" in links(Role.commune_reviewer, "HU-A")
    assert "/campaigns/1/appraisal" in links(Role.appraiser, DISTRICT)
    assert "/campaigns/1/appraisal" not in links(Role.commune_reviewer, "HU-A")
    assert f"/dossiers/{season.dossier_id('HU-A-02')}" in links(Role.cell_secretary, "HU-A-02")


def test_late_dossiers_are_counted(season):
    today = clock.day(season.now)
    season.open(opens_on=today - timedelta(days=9), submit_by=today - timedelta(days=1))

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns").get_data(as_text=True)

    assert '<td role="cell" class="n" data-label="Quá hạn">8</td>' in page


def test_everything_asks_for_a_sign_in(season):
    season.open()
    client = season.app.test_client()

    places = [
        client.get(f"/campaigns{page}").location for page in ("", "/1", "/1/review", "/1/figures", "/1/appraisal")
    ]

    assert all(place.startswith("/sign-in") for place in places)


def test_a_pattern_among_the_assumptions_shows_dots_where_a_number_will_stand(season):
    season.open()

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    assert "Số vào sổ: …" in page
    assert "{register_no}" not in page


def test_an_inspector_goes_from_home_to_what_was_decided(season):
    season.open()
    ended = season.bring("HU-A-01", State.certified)
    client = season.client(season.who(Role.inspector, DISTRICT))

    home, page = client.get("/").text, client.get("/campaigns/1").text

    assert 'href="/campaigns/1"' in home
    links = [url for url in links_of(page) if url.startswith(("/decisions/", "/dossiers/"))]
    assert f"/dossiers/{ended}" in links
    decisions = [url for url in links if url.startswith("/decisions/")]
    assert decisions
    assert {client.get(url).status_code for url in links} == {200}


def test_a_reviewer_finds_no_decision_of_another_body(season):
    season.open()
    season.bring("HU-A-01", State.certified)

    page = season.client(season.who(Role.commune_reviewer, "HU-B")).get("/campaigns/1").text

    assert "/decisions/" not in page
    assert "Hồ sơ đã kết thúc" not in page


def test_a_campaign_for_a_title_is_nowhere_called_a_rating(season):
    season.open("four", programme="demo-four-good")
    client = season.client(season.secretary("HU-A-01"))
    reviewer = season.client(season.who(Role.commune_reviewer, "HU-A"))

    pages = [client.get(f"/dossiers/{season.dossier_id('HU-A-01')}").text,
             *(reviewer.get(f"/campaigns{page}").text for page in ("", "/1", "/1/review"))]  # fmt: skip

    mains = [text_of(page.partition("<main")[2].partition("</main>")[0]) for page in pages]
    assert all("Đợt công nhận “Chi bộ 4 tốt” năm 2022" in words for words in mains)
    assert not [words for words in mains if "đánh giá, xếp loại" in words.lower()]
