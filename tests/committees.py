"""A commune of two tiers for tests, with a grassroots committee below it, and verbs for its season of 2025."""

from datetime import date

from grading.actors import command
from grading.models import Dossier, UnitKind
from grading.services.dossiers.facts import one_facts
from grading.services.figures import figures
from tests.seats import get
from workflows import Role, State, Tier

TOWN, BOARD = "XA", "XA-C"
CELLS = ("XA-C-01", "XA-C-02")
TASKS = {
    "tasks_total": 10, "tasks_done": 10, "tasks_on_time": 10, "tasks_late": 0, "tasks_exceeded": 2,
    "subordinates_disciplined": 0, "leaders_disciplined": 0, "shortcomings_total": 1, "shortcomings_fixed": 1,
}  # fmt: skip


def settle_town(season, parent=None):
    """Makes a commune of two tiers: a committee with two cells of its own, and one cell directly below the commune."""
    season.make_unit(TOWN, UnitKind.committee_upper, "Đảng bộ xã Thử", parent=parent, committee="Đảng ủy xã Thử",
                     issuer="Ban Thường vụ Đảng ủy xã Thử")  # fmt: skip
    season.make_unit(BOARD, UnitKind.committee_grassroots, "Đảng bộ Trường Thử", parent=TOWN,
                     committee="Đảng ủy Trường Thử", issuer="Đảng ủy Trường Thử")  # fmt: skip
    season.make_unit("XA-01", UnitKind.cell_grassroots, "Chi bộ thôn Thử", parent=TOWN)
    for code in CELLS:
        season.make_unit(code, UnitKind.cell_subordinate, f"Chi bộ Tổ {code[-1]}", parent=BOARD)


def opened(season, unit, code, **given):
    """Opens a campaign of 2025 in which this unit's own committee decides; returns the campaign's code."""
    given = {"programme": "demo-r2025"} | given
    return season.open(
        code, year=2025, as_of=date(2025, 12, 31), authority_code=unit,
        commune_codes=(unit,), tier=Tier.two_tier, award_by=None, award_by_reason="", **given,
    )  # fmt: skip


def waiting_names(season, cell):
    with season.reading() as session:
        dossier = session.get_one(Dossier, season.dossier_id(cell))
        return one_facts(session, command(season.now), dossier).subordinates_open


def counted(season):
    with season.reading() as session:
        rows = figures.latest(session, [get(session, BOARD).id], [2025])
        return {metric: (row.value, row.source) for (_unit, _year, metric), row in rows.items() if row.by_id is None}


def rate(season, *cells, level="GOOD"):
    """Brings these cells through the campaign of the committee, which decides on their levels."""
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
    season.receive_paper(cell, season.who(Role.commune_reviewer, unit))
    season.hand_on(cell, State.certification)
