"""Lower first, then higher: a committee's dossier waits for the organisations below it, and counts their results."""

import shutil
from datetime import date

import pytest
from sqlalchemy import select

from config.settings import PROJECT
from grading.models import Dossier, Result, Unit, UnitKind
from grading.rules.programme import load
from grading.services import assessments, campaigns, figures, subordinates
from grading.services.errors import Refused
from grading.services.facts import one_facts
from tests.seats import get
from workflows import Kind, Layer, Role, StepRefused, Tier

TOWN, BOARD = "XA", "XA-C"
CELLS = ("XA-C-01", "XA-C-02")
TASKS = {
    "tasks_total": 10, "tasks_done": 10, "tasks_on_time": 10, "tasks_late": 0, "tasks_exceeded": 2,
    "subordinates_disciplined": 0, "leaders_disciplined": 0, "shortcomings_total": 1, "shortcomings_fixed": 1,
}  # fmt: skip


@pytest.fixture
def town(season):
    """A commune of two tiers: a committee with two cells of its own, and one cell directly below."""
    season.make_unit(TOWN, UnitKind.committee_upper, "Đảng bộ xã Thử", committee="Đảng ủy xã Thử",
                     issuer="Ban Thường vụ Đảng ủy xã Thử")  # fmt: skip
    season.make_unit(BOARD, UnitKind.committee_grassroots, "Đảng bộ Trường Thử", parent=TOWN,
                     committee="Đảng ủy Trường Thử", issuer="Đảng ủy Trường Thử")  # fmt: skip
    season.make_unit("XA-01", UnitKind.cell_grassroots, "Chi bộ thôn Thử", parent=TOWN)
    for code in CELLS:
        season.make_unit(code, UnitKind.cell_subordinate, f"Chi bộ Tổ {code[-1]}", parent=BOARD)
    return season


def opened(season, unit, code, **given):
    """A campaign of 2025 in which this unit's own committee decides."""
    given = {"programme": "demo-r2025"} | given
    return season.open(
        code, year=2025, as_of=date(2025, 12, 31), authority_code=unit,
        commune_codes=(unit,), tier=Tier.two_tier, award_by=None, award_by_reason="", **given,
    )  # fmt: skip


def waiting_names(season, cell):
    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(cell))
        return one_facts(session, dossier, None, season.now).subordinates_open


def counted(season):
    with season.reading() as session:
        found = figures.latest(session, [get(session, BOARD).id], [2025])
        return {metric: (row.value, row.source) for (_unit, _year, metric), row in found.items() if row.by_id is None}


def rate(season, *cells, level="GOOD"):
    """What the committee decides on its cells, by its own campaign."""
    for cell in cells:
        through(season, BOARD, cell, level)
    season.decide(BOARD, levels=dict.fromkeys(cells, level))


def submit(season, unit, level="GOOD"):
    season.answer(unit)
    season.count_members(unit, **TASKS)
    season.vote(unit, level)
    season.step(unit, "submit", season.secretary(unit))


def through(season, unit, cell, level="GOOD"):
    submit(season, cell, level)
    with season.with_dossier(season.who(Role.commune_reviewer, unit), cell) as (session, account, dossier):
        assessments.receive_paper(session, dossier, by=account, now=season.now)
    season.step(cell, "endorse", season.who(Role.commune_reviewer, unit))
    season.score(cell, Layer.appraiser, season.who(Role.appraiser, unit))
    season.score(cell, Layer.panel, season.who(Role.appraisal_lead, unit))
    season.step(cell, "approve", season.who(Role.appraisal_lead, unit))


def test_a_committee_and_a_cell_directly_below_the_commune_stand_on_one_roster(town):
    opened(town, TOWN, "thu-2025")

    with town.reading() as session:
        codes = {dossier.unit.code for dossier in session.scalars(select(Dossier))}

    assert codes == {BOARD, "XA-01"}


def test_a_committee_is_not_handed_on_before_its_cells_are_decided(town):
    opened(town, TOWN, "thu-2025")
    submit(town, BOARD)

    with pytest.raises(StepRefused) as refusal:
        town.step(BOARD, "endorse", town.who(Role.commune_reviewer, TOWN))

    found = {reason.code: reason.params for reason in refusal.value.reasons}["subordinates_open"]
    assert found == {"n": 2, "year": 2025, "list": ("Chi bộ Tổ 1", "Chi bộ Tổ 2")}


def test_a_cell_waits_for_nobody(town):
    opened(town, TOWN, "thu-2025")

    assert waiting_names(town, "XA-01") == ()


def test_a_level_of_another_year_does_not_count(town):
    opened(town, TOWN, "thu-2025")
    town.rate(CELLS[0], year=2025)
    town.rate(CELLS[1], year=2024)

    assert waiting_names(town, BOARD) == ("Chi bộ Tổ 2",)


def test_a_cell_marked_not_rated_holds_nobody_up(town):
    opened(town, BOARD, "truong-2025", not_rated={CELLS[1]: "Mới thành lập dưới sáu tháng"})
    opened(town, TOWN, "thu-2025")
    town.rate(CELLS[0], year=2025)

    assert waiting_names(town, BOARD) == ()


def test_the_last_decision_below_writes_down_what_the_committee_counts(town):
    opened(town, TOWN, "thu-2025")
    opened(town, BOARD, "truong-2025")

    rate(town, *CELLS)

    assert counted(town)["organisations_good_or_better"] == (200, "subordinates")
    assert counted(town)["organisations_rated"] == (200, "subordinates")


def test_nothing_is_counted_while_one_below_is_open(town):
    opened(town, TOWN, "thu-2025")
    opened(town, BOARD, "truong-2025")

    rate(town, CELLS[0])

    assert counted(town) == {}


def test_a_committee_whose_cells_were_decided_before_counts_them_from_the_start(town):
    for cell in CELLS:
        town.rate(cell, "COMPLETED", 2025)

    opened(town, TOWN, "thu-2025")

    assert counted(town)["organisations_good_or_better"] == (0, "subordinates")
    assert counted(town)["organisations_completed_or_better"] == (200, "subordinates")


def test_a_figure_that_is_counted_is_corrected_by_nobody(town):
    opened(town, BOARD, "truong-2025")
    rate(town, *CELLS)
    opened(town, TOWN, "thu-2025")

    with town.acting(town.who(Role.commune_reviewer, TOWN)) as (session, account):
        campaign, unit = campaigns.by_code(session, "thu-2025"), get(session, TOWN)
        with pytest.raises(Refused) as refusal:
            figures.correct(
                session, campaign, unit.id, "organisations_rated", 2025, 3, "Nhầm", by=account, now=town.now
            )

    assert refusal.value.reasons[0].code == "figure_computed"


def test_the_committee_sees_what_is_decided_below_it_and_what_it_counts(town):
    for cell in CELLS:
        town.rate(cell, "GOOD", 2025)
    opened(town, TOWN, "thu-2025")

    client = town.client(town.secretary(BOARD))
    page = client.get(f"/dossiers/{town.dossier_id(BOARD)}/subordinates").get_data(as_text=True)

    assert page.count("Đã quyết định") == len(CELLS)
    assert "Tính từ kết quả của các tổ chức trực thuộc" in page


def test_the_committee_sees_which_below_it_is_still_open(town):
    opened(town, TOWN, "thu-2025")
    town.rate(CELLS[0], "GOOD", 2025)

    client = town.client(town.secretary(BOARD))
    page = client.get(f"/dossiers/{town.dossier_id(BOARD)}").get_data(as_text=True)

    assert "1/2 tổ chức đã có kết quả" in page


ISSUED = """
extends: four-good-committee
key: committee-title
evidence: {min: {value: 0, assumed: thử}}
groups:
  - {key: unity_discipline, criteria: [{key: unity_discipline, points: {value: 25, assumed: thử}}]}
  - {key: cadres_members, criteria: [{key: cadres_members, points: {value: 25, assumed: thử}}]}
ballot: {needed: {value: false, assumed: thử}}
assessments: {min: {value: 1, assumed: thử}}
recognition:
  min_total: {value: 80, assumed: thử}
  min_each: {value: 60, assumed: thử}
  requires_rating_at_least: {value: GOOD, assumed: thử}
  conditions:
    - {key: cells_good, value: {value: 100, assumed: thử}}
    - {key: cells_four_good, value: {value: 50, assumed: thử}}
"""


@pytest.fixture
def titles(town, tmp_path, monkeypatch):
    """The town, with a campaign for the title of the cells and one for that of the committee; the cells are rated."""
    for name in ("four-good-committee", "four-good", "demo-four-good"):
        shutil.copy(PROJECT / "config" / "programmes" / f"{name}.yaml", tmp_path)
    (tmp_path / "committee-title.yaml").write_text(ISSUED, encoding="utf-8")
    monkeypatch.setattr(town, "programme", lambda name: load(tmp_path / f"{name}.yaml"))
    for cell in CELLS:
        town.rate(cell, "GOOD", 2025)
    opened(town, BOARD, "titles-of-cells", programme="demo-four-good")
    opened(town, TOWN, "title-of-committee", programme="committee-title")
    return town


def test_only_committees_are_on_the_roster_of_a_committees_title(titles):
    with titles.reading() as session:
        campaign = campaigns.by_code(session, "title-of-committee")
        codes = [dossier.unit.code for dossier in session.scalars(select(Dossier).where(Dossier.campaign == campaign))]

    assert codes == [BOARD]


def test_a_committees_title_waits_for_the_titles_of_its_cells(titles):
    assert waiting_names(titles, BOARD) == ("Chi bộ Tổ 1", "Chi bộ Tổ 2")


def test_a_cell_that_withdraws_from_its_own_title_holds_nobody_up(titles):
    titles.campaign = "titles-of-cells"
    for cell in CELLS:
        titles.step(cell, "withdraw", titles.secretary(cell), note="Năm nay chưa đăng ký.")

    titles.campaign = "title-of-committee"

    assert waiting_names(titles, BOARD) == ()


def test_a_committee_counts_the_cells_that_were_given_the_title(titles):
    with titles.writing() as session:
        for dossier in session.scalars(select(Dossier).where(Dossier.unit.has(Unit.code.in_(CELLS)))):
            session.delete(dossier)
        cell = get(session, CELLS[0])
        session.add(Result(unit_id=cell.id, year=2025, kind=Kind.recognition, programme_key="demo-four-good",
                           model="four_good", outcome="recognised", source="thử nghiệm", at=titles.now))  # fmt: skip
        session.flush()
        subordinates.settle_above(session, [cell.id], 2025, titles.now)

    found = {metric: value for metric, (value, _source) in counted(titles).items()}

    assert found == {"cells_total": 200, "cells_good_or_better": 200, "cells_four_good": 100}
