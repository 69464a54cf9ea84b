"""Lower first, then higher: a committee's dossier waits for the organisations below it, and counts their results."""

from datetime import date

import pytest
from sqlalchemy import select

from grading.models import Dossier, UnitKind
from grading.services import assessments, campaigns, figures
from grading.services.errors import Refused
from grading.services.facts import one_facts
from tests.seats import get
from workflows import Layer, Role, StepRefused, Tier

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
    return season.open(
        code, programme="demo-r2025", year=2025, as_of=date(2025, 12, 31), authority_code=unit,
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
