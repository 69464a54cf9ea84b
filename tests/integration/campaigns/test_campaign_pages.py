"""The pages of a campaign: counts but no scores for those who take part, and the assumptions behind its rules."""

import re
from datetime import timedelta

from grading import clock
from grading.actors import command
from grading.rules.programmes.saying.places import assumptions
from grading.services.campaigns import campaigns, closing
from grading.text import dotted
from tests.integration.pages import links_of, text_of
from tests.season import DISTRICT
from workflows import Role, State, on_the_way


def test_the_list_shows_only_the_campaigns_that_the_viewer_takes_part_in(season):
    season.open()
    season.make_unit("HU-C", "committee_grassroots", "Đảng bộ xã Mẫu C", parent=DISTRICT, committee="Đảng ủy xã Mẫu C")

    participant_page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns").get_data(as_text=True)
    stranger_page = season.client(season.who(Role.commune_reviewer, "HU-C")).get("/campaigns").get_data(as_text=True)

    assert ">0/8</td>" in participant_page
    assert "Chưa có đợt đánh giá nào." in stranger_page


def test_a_campaign_is_not_found_by_those_who_take_no_part_in_it(season):
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
    draft, review, *others = on_the_way(season.process())
    numbers = {draft: "4", review: "1"} | dict.fromkeys(others, "–")
    assert [cell.partition("<")[0] for cell in row.split('">')[1:]] == ["5", *numbers.values()]


def test_an_administrator_sees_counts_but_no_link_to_a_dossier(season):
    season.open()
    season.bring("HU-A-01", State.certified)
    client = season.client(season.make_account("boss", Role.admin))

    page = client.get("/campaigns/1").get_data(as_text=True)

    assert "Đã kết thúc 1/8 hồ sơ" in page
    assert "/dossiers/" not in page
    assert "Chi bộ 01 xã Mẫu A" not in page
    assert client.get("/campaigns/1/review").status_code == 403


def test_the_page_names_who_decides_and_the_reason_for_differing_from_the_general_rule(season):
    season.open()

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    assert "Đảng ủy xã quyết định" in page
    assert "Khác với quy định chung; căn cứ: thử nghiệm" in page


def test_every_assumption_is_shown_with_its_value_and_its_reason(season):
    season.open()

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    programme_assumptions = assumptions(season.programme("demo-giong-rieng-r2019"))
    assert len(programme_assumptions) > 5
    assert all(assumption.why in page and dotted(assumption.shown.vi) in page for assumption in programme_assumptions)


def test_a_unit_that_is_not_rated_is_shown_with_its_reason(season):
    season.open(not_rated={"HU-A-05": "Thành lập chưa đủ 6 tháng"})

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    assert "Chi bộ 05 xã Mẫu A" in page
    assert "Thành lập chưa đủ 6 tháng" in page


def test_each_role_finds_links_to_the_pages_of_its_work(season):
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


def test_what_was_not_sent_when_the_campaign_was_closed_is_late_on_no_page(season):
    today = clock.day(season.now)
    season.open(opens_on=today - timedelta(days=9), submit_by=today - timedelta(days=1))
    client = season.client(season.who(Role.commune_reviewer, "HU-A"))
    pages = ("/campaigns", "/campaigns/1/review", "/")
    before = [lateness_on(client, page) for page in pages]

    with season.writing() as session:
        closing.close(session, command(season.now), campaigns.by_code(session, season.campaign))

    assert all(before)
    assert [lateness_on(client, page) for page in pages] == [[], [], []]


def lateness_on(client, page):
    """Returns what a page says of late dossiers: in columns, tags and lines."""
    return re.findall(r'data-label="Quá hạn">[0-9]+|[Qq]uá hạn [0-9]+ ngày|Quá hạn chưa gửi', client.get(page).text)


def test_every_page_of_a_campaign_asks_a_visitor_to_sign_in(season):
    season.open()
    client = season.app.test_client()

    locations = [
        client.get(f"/campaigns{page}").location for page in ("", "/1", "/1/review", "/1/figures", "/1/appraisal")
    ]

    assert all(location.startswith("/sign-in") for location in locations)


def test_a_pattern_among_the_assumptions_shows_dots_in_place_of_a_number(season):
    season.open()

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1").get_data(as_text=True)

    assert "Số vào sổ: …" in page
    assert "{register_no}" not in page


def test_an_inspector_reaches_decisions_and_ended_dossiers_from_the_home_page(season):
    season.open()
    ended_dossier_id = season.bring("HU-A-01", State.certified)
    client = season.client(season.who(Role.inspector, DISTRICT))

    home, page = client.get("/").text, client.get("/campaigns/1").text

    assert 'href="/campaigns/1"' in home
    links = [url for url in links_of(page) if url.startswith(("/decisions/", "/dossiers/"))]
    assert f"/dossiers/{ended_dossier_id}" in links
    decisions = [url for url in links if url.startswith("/decisions/")]
    assert decisions
    assert {client.get(url).status_code for url in links} == {200}


def test_a_reviewer_finds_no_decision_of_another_body(season):
    season.open()
    season.bring("HU-A-01", State.certified)

    page = season.client(season.who(Role.commune_reviewer, "HU-B")).get("/campaigns/1").text

    assert "/decisions/" not in page
    assert "Hồ sơ đã kết thúc" not in page


def test_no_page_calls_a_campaign_for_a_title_a_rating(season):
    season.open("four", programme="demo-four-good")
    client = season.client(season.secretary("HU-A-01"))
    reviewer = season.client(season.who(Role.commune_reviewer, "HU-A"))

    pages = [client.get(f"/dossiers/{season.dossier_id('HU-A-01')}").text,
             *(reviewer.get(f"/campaigns{page}").text for page in ("", "/1", "/1/review"))]  # fmt: skip

    main_texts = [text_of(page.partition("<main")[2].partition("</main>")[0]) for page in pages]
    assert all("Đợt công nhận “Chi bộ 4 tốt” năm 2022" in main_text for main_text in main_texts)
    assert not [main_text for main_text in main_texts if "đánh giá, xếp loại" in main_text.lower()]
