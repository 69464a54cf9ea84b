"""A commune's figure compared with last year's: the page shows both, and an explanation lasts while both stay."""

from dataclasses import replace

import pytest

from grading.actors import command
from grading.services.figures import figures
from tests.integration.figures.test_figures import REVIEWER, commune_id, compared, correcting, explaining, report
from tests.integration.pages import text_of
from tests.season import Season, get
from workflows import Role


@pytest.fixture
def grown(season: Season) -> Season:
    """Commune A reports 130 members for 2022 and 100 for 2021; the programme allows a change of a fifth."""
    shipped, year_on_year = season.programme, season.programme("demo-r2025").consistency[-1]
    season.programme = lambda name: replace(shipped(name), consistency=(*shipped(name).consistency, year_on_year))
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    with season.writing() as session:
        for year, value in ((2021, 100), (2022, 130)):
            figures.report(
                session, command(season.now), get(session, "HU-A").id, year, {"members": value * 100}, source="Báo cáo"
            )
    return season


def test_a_figure_far_from_last_years_is_a_contradiction_of_this_year_only(grown):
    (clash,) = [pair for pair in compared(grown) if pair.spans_years]

    assert (clash.finding.year, clash.finding.reported, clash.finding.computed) == (2022, 13000, 10000)
    assert clash.is_open
    assert [(own.year, own.figure.value) for own in clash.own] == [(2022, 13000), (2021, 10000)]


def test_the_page_shows_both_years_with_their_values(grown):
    page = text_of(grown.client(REVIEWER).get("/campaigns/1/figures").get_data(as_text=True))

    assert "Đảng bộ xã Mẫu A báo cáo 130 đảng viên năm 2022, năm 2021 là 100: chênh 30." in page
    assert "Số đảng viên (so với năm trước)" in page
    assert "Năm 2022 130 Năm 2021 100" in page


@pytest.mark.parametrize(("year", "value"), [(2022, "135"), (2021, "99")])
def test_an_explanation_lapses_when_the_value_of_either_year_changes(grown, year, value):
    client = grown.client(REVIEWER)
    explanation = {"rule": "members_year_on_year", "reported": 13000, "computed": 10000}
    client.post("/campaigns/1/figures/explanations", data=explaining(grown, **explanation))
    open_after_explanation = [pair.is_open for pair in compared(grown) if pair.spans_years]

    reported = 13000 if year == 2022 else 10000
    fields = {"rule": "members_year_on_year", "metric": "members", "year": year, "reported": reported, "value": value}
    reply = client.post("/campaigns/1/figures/corrections", data=correcting(grown, **fields))

    assert reply.status_code == 303
    assert (open_after_explanation, [pair.is_open for pair in compared(grown) if pair.spans_years]) == ([False], [True])


def test_two_comparisons_of_one_figure_say_what_each_compares_it_with(season):
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    with season.writing() as session:
        for code, values in (("HU-A", (120, 100, 20)), ("HU-A-01", (60, 50, 10)), ("HU-A-02", (61, 51, 10))):
            keys = ("members", "members_official", "members_probationary")
            report(season, session, code, dict(zip(keys, values, strict=True)))

    page = season.client(REVIEWER).get(f"/campaigns/1/figures?unit={commune_id(season)}").get_data(as_text=True)

    assert "Số đảng viên (so với tổng các tổ chức trực thuộc)" in page
    assert "Số đảng viên (Đảng viên chính thức + Đảng viên dự bị)" in page
