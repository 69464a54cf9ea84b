"""Figures side by side: the contradictions of the source, both numbers of each, explanations and corrections."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.settings import PROJECT
from grading import clock
from grading.actors import command
from grading.models import Campaign, Explanation, Figure
from grading.services.campaigns import unit_file
from grading.services.campaigns.choices import Opening
from grading.services.campaigns.opening import open_campaign
from grading.services.figures import comparison, figures, importing
from tests.season import Season, get
from workflows import Role, State, Tier

DEMO = PROJECT / "config" / "demo" / "giong-rieng"
REVIEWER = "commune-reviewer.hu-a"
RULE, METRIC = "members_assigned_sum", "members_assigned_households"


def report(season: Season, session: Session, code: str, counts: Mapping[str, int]) -> None:
    values = {metric: count * 100 for metric, count in counts.items()}
    figures.report(session, command(season.now), get(session, code).id, 2022, values, source="Báo cáo 05/12/2022")


@pytest.fixture
def clashing(season: Season) -> Season:
    """Commune A reports 120 members with assigned households; two of its cells alone report 121 together."""
    season.open()
    season.who(Role.commune_reviewer, "HU-A")
    with season.writing() as session:
        for code, value in (("HU-A", 120), ("HU-A-01", 60), ("HU-A-02", 61)):
            report(season, session, code, {METRIC: value})
    return season


def commune_id(season: Season, code: str = "HU-A") -> int:
    with season.reading() as session:
        return get(session, code).id


def compared(season: Season, code: str = "HU-A") -> list[comparison.Comparison]:
    with season.reading() as session:
        campaign = session.scalars(select(Campaign).where(Campaign.code == season.campaign)).one()
        return comparison.compare(session, command(season.now).standing, campaign, get(session, code).id)


def explaining(season: Season, **changed: object) -> dict[str, object]:
    fields = {"unit": commune_id(season), "rule": RULE, "year": 2022, "reported": 12000, "computed": 12100,
              "reason": "Một đảng viên chuyển sinh hoạt trong năm."}  # fmt: skip
    return fields | changed


def correcting(season: Season, **changed: object) -> dict[str, object]:
    fields = {"unit": commune_id(season), "rule": RULE, "metric": METRIC, "year": 2022, "reported": 12000,
              "value": "121", "reason": "Đối chiếu lại ngày 08/12/2022."}  # fmt: skip
    return fields | changed


def test_the_source_contradicts_itself_in_exactly_six_places(season):
    with season.writing() as session:
        unit_file.add_file(session, command(season.now), DEMO / "units.csv")
        programme = season.programme("demo-giong-rieng-r2019")
        importing.import_figures(session, command(season.now), DEMO / "figures.csv", programme, source="Bài báo")
        today = clock.day(season.now)
        opening = Opening(
            code="giong-rieng",
            year=2022,
            as_of=date(2022, 12, 31),
            opens_on=today,
            submit_by=today + timedelta(days=9),
            authority_code="KG-GR",
            commune_codes=("KG-GR-HT", "KG-GR-TL", "KG-GR-LT"),
            tier=Tier.three_tier,
            demo=True,
        )
        open_campaign(session, command(season.now), programme, opening)
    season.campaign = "giong-rieng"

    contradictions = {
        (code, pair.rule.key, pair.finding.year): (pair.finding.reported, pair.finding.computed, pair.finding.n)
        for code in ("KG-GR-HT", "KG-GR-TL", "KG-GR-LT")
        for pair in compared(season, code)
        if pair.is_contradiction
    }

    assert contradictions == {
        ("KG-GR-TL", "members_assigned_sum", 2022): (16000, 21000, 6),
        ("KG-GR-TL", "households_assigned_sum", 2022): (276700, 309400, 6),
        ("KG-GR-TL", "members_assigned_share", 2022): (6040, 6530, 0),
        ("KG-GR-TL", "households_mean", 2022): (1500, 1730, 0),
        ("KG-GR-LT", "members_assigned_sum", 2021): (12100, 12200, 10),
        ("KG-GR-LT", "members_assigned_sum", 2022): (12000, 12100, 10),
    }


def test_the_page_shows_both_numbers_and_where_they_come_from(clashing):
    page = clashing.client(REVIEWER).get("/campaigns/1/figures").get_data(as_text=True)

    assert '<dd class="big">120</dd>' in page
    assert '<dd class="big">121</dd>' in page
    assert "Đảng bộ xã Mẫu A báo cáo 120 đảng viên được phân công phụ trách hộ" in page
    assert "Nguồn của số báo cáo: Báo cáo 05/12/2022" in page
    assert "2/5 chi bộ có số liệu" in page


def test_a_partial_sum_below_the_report_is_not_a_contradiction(season):
    season.open()
    with season.writing() as session:
        for code, value in (("HU-A", 120), ("HU-A-01", 60)):
            report(season, session, code, {METRIC: value})

    page = season.client(season.who(Role.commune_reviewer, "HU-A")).get("/campaigns/1/figures").get_data(as_text=True)

    assert "Mới có số liệu của 1/5 tổ chức trực thuộc: 60. Chưa đủ để kết luận." in page
    assert "Không có số liệu nào chưa khớp." in page


def test_an_explained_contradiction_is_no_longer_open(clashing):
    reply = clashing.client(REVIEWER).post("/campaigns/1/figures/explanations", data=explaining(clashing))

    assert reply.status_code == 303
    assert reply.location.endswith(f"#{RULE}-2022")
    assert [pair.is_open for pair in compared(clashing) if pair.is_contradiction] == [False]


def test_an_explanation_lapses_when_a_number_changes(clashing):
    client = clashing.client(REVIEWER)
    client.post("/campaigns/1/figures/explanations", data=explaining(clashing))

    client.post("/campaigns/1/figures/corrections", data=correcting(clashing, value="119"))

    contradiction = next(pair for pair in compared(clashing) if pair.is_contradiction)
    assert (contradiction.is_open, contradiction.explanation, contradiction.finding.reported) == (True, None, 11900)


def test_an_explanation_without_words_is_refused(clashing):
    reply = clashing.client(REVIEWER).post("/campaigns/1/figures/explanations", data=explaining(clashing, reason=" "))

    assert reply.status_code == 422
    assert "Chưa ghi giải trình" in reply.get_data(as_text=True)
    with clashing.reading() as session:
        assert session.scalars(select(Explanation)).all() == []


def test_an_explanation_of_numbers_that_changed_meanwhile_is_refused(clashing):
    stale = explaining(clashing, reported=12100, computed=12300, reason="Lời vừa nhập.")

    reply = clashing.client(REVIEWER).post("/campaigns/1/figures/explanations", data=stale)

    assert reply.status_code == 409
    assert "Lời vừa nhập." in reply.get_data(as_text=True)


def test_a_commune_corrects_its_own_figure_and_the_reason_is_kept(clashing):
    reply = clashing.client(REVIEWER).post("/campaigns/1/figures/corrections", data=correcting(clashing))

    assert reply.status_code == 303
    assert [pair for pair in compared(clashing) if pair.is_contradiction] == []
    with clashing.reading() as session:
        newest = session.scalars(select(Figure).order_by(Figure.id.desc())).first()
        assert (newest.value, newest.source) == (12100, "Đối chiếu lại ngày 08/12/2022.")
        assert newest.by_id is not None


@pytest.mark.parametrize("value", ["", "nhiều", "-3", "121,5"])
def test_a_value_that_is_not_a_count_is_refused_and_stays_in_its_box(clashing, value):
    reply = clashing.client(REVIEWER).post("/campaigns/1/figures/corrections", data=correcting(clashing, value=value))

    assert reply.status_code == 422
    assert f'value="{value}"' in reply.get_data(as_text=True)
    assert [pair.finding.reported for pair in compared(clashing) if pair.is_contradiction] == [12000]


def test_a_commune_cannot_correct_a_figure_of_a_cell(clashing):
    cell = commune_id(clashing, "HU-A-01")

    reply = clashing.client(REVIEWER).post("/campaigns/1/figures/corrections", data=correcting(clashing, unit=cell))

    assert reply.status_code == 403
    assert [pair.finding.computed for pair in compared(clashing) if pair.is_contradiction] == [12100]


def test_only_the_reviewer_of_a_commune_explains_its_figures(clashing):
    clashing.submit("HU-A-01")
    secretary = clashing.client(clashing.who(Role.authority_secretary, "HU-A"))
    cell = clashing.client(clashing.secretary("HU-A-01"))
    neighbour = clashing.client(clashing.who(Role.commune_reviewer, "HU-B"))

    replies = [
        secretary.get("/campaigns/1/figures"),
        secretary.post("/campaigns/1/figures/explanations", data=explaining(clashing)),
        cell.get("/campaigns/1/figures"),
        neighbour.post("/campaigns/1/figures/explanations", data=explaining(clashing)),
    ]

    assert [reply.status_code for reply in replies] == [200, 403, 403, 403]
    assert [pair.is_open for pair in compared(clashing) if pair.is_contradiction] == [True]


def test_a_commune_cannot_correct_its_figures_after_all_its_dossiers_are_endorsed(season):
    season.open(commune_codes=("HU-B",))
    for cell in ("HU-B-01", "HU-B-02", "HU-B-03"):
        season.bring(cell, State.appraisal)
    with season.writing() as session:
        figures.report(session, command(season.now), get(session, "HU-B").id, 2022, {METRIC: 100}, source="x")

    reply = season.client(season.who(Role.commune_reviewer, "HU-B")).post(
        "/campaigns/1/figures/corrections", data=correcting(season, unit=commune_id(season, "HU-B"), reported=100)
    )

    assert reply.status_code == 409
    assert "Hồ sơ đang ở bước “Đang thẩm định”" in reply.text


def test_the_page_of_a_dossier_in_review_shows_the_contradictions_of_its_commune(clashing):
    clashing.submit("HU-A-01")

    page = clashing.client(REVIEWER).get(f"/dossiers/{clashing.dossier_id('HU-A-01')}").get_data(as_text=True)

    assert "Số liệu chưa khớp của Đảng bộ xã Mẫu A" in page
    assert "còn 1 số liệu chưa khớp" in page


def test_the_queue_shows_an_explained_contradiction_as_explained_and_not_as_agreement(clashing):
    clashing.submit("HU-A-01")
    clashing.explain("HU-A")

    page = clashing.client(REVIEWER).get("/campaigns/1/review").get_data(as_text=True)

    assert "Đã giải trình</a>" in page
    assert "Khớp" not in page
