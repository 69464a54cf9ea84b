"""A commune's figure held against last year's: told with both values, explained while both stand."""

from dataclasses import replace

import pytest

from grading.services.figures import figures
from tests.integration.figures.test_figures import REVIEWER, compared, correcting, explaining
from tests.integration.pages import text_of
from tests.season import Season, get
from workflows import Role


@pytest.fixture
def grown(season: Season) -> Season:
    """Commune A reports 130 members for 2022 and 100 for 2021, where a fifth is allowed."""
    shipped, year_on_year = season.programme, season.programme("demo-r2025").consistency[-1]
    season.programme = lambda name: replace(shipped(name), consistency=(*shipped(name).consistency, year_on_year))
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    with season.writing() as session:
        for year, value in ((2021, 100), (2022, 130)):
            figures.report(session, get(session, "HU-A").id, year, {"members": value * 100}, source="Báo cáo", by=None,
                           now=season.now)  # fmt: skip
    return season


def test_a_figure_far_from_last_years_is_a_contradiction_of_this_year_only(grown):
    (found,) = [each for each in compared(grown) if each.spans_years]

    assert (found.finding.year, found.finding.reported, found.finding.computed) == (2022, 13000, 10000)
    assert found.is_open
    assert [(own.year, own.figure.value) for own in found.own] == [(2022, 13000), (2021, 10000)]


def test_the_page_says_both_years_with_their_values(grown):
    page = text_of(grown.client(REVIEWER).get("/campaigns/1/figures").get_data(as_text=True))

    assert "Đảng bộ xã Mẫu A báo cáo 130 đảng viên năm 2022, năm 2021 là 100: chênh 30." in page
    assert "Số đảng viên (so với năm trước)" in page
    assert "Năm 2022 130 Năm 2021 100" in page


@pytest.mark.parametrize(("year", "value"), [(2022, "135"), (2021, "99")])
def test_its_explanation_lapses_when_the_value_of_either_year_changes(grown, year, value):
    client = grown.client(REVIEWER)
    asked = {"rule": "members_year_on_year", "reported": 13000, "computed": 10000}
    client.post("/campaigns/1/figures/explanations", data=explaining(grown, **asked))
    explained = [each.is_open for each in compared(grown) if each.spans_years]

    seen = 13000 if year == 2022 else 10000
    changed = {"rule": "members_year_on_year", "metric": "members", "year": year, "reported": seen, "value": value}
    reply = client.post("/campaigns/1/figures/corrections", data=correcting(grown, **changed))

    assert reply.status_code == 303
    assert (explained, [each.is_open for each in compared(grown) if each.spans_years]) == ([False], [True])
