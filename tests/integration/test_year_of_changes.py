"""One year in which much changes, played on the pages: a quarter beside it, a newer process, and in summer a merger, a
move and a closing."""

import pytest
from sqlalchemy import select, update

from grading.actors import command
from grading.models import Campaign, NotRated, Result, Unit, UnitKind, UnitTask
from grading.rules.periods import parse
from grading.services.campaigns import processes
from tests.committees import TOWN, settle_town, through
from tests.integration.campaigns.test_newer_process import without_ballot
from tests.integration.pages import hidden_fields, text_of
from tests.quarters import YEAR, dossier_of, open_quarter, open_year, reviewer
from tests.seats import get
from workflows import Role, State

pytestmark = pytest.mark.both_databases

STAYS, GROWS, ENDS, MOVES, CLOSES, NEIGHBOUR = "XA-01", "XA-02", "XA-03", "XA-04", "XA-05", "XB"
REASON = "Nghị quyết số 12-NQ/HU, ngày 20/5/2025"


@pytest.fixture
def town(season):
    settle_town(season)
    season.make_unit(NEIGHBOUR, UnitKind.committee_upper, "Đảng bộ xã Bên", committee="Đảng ủy xã Bên",
                     issuer="Ban Thường vụ Đảng ủy xã Bên")  # fmt: skip
    for code in (GROWS, ENDS, MOVES, CLOSES):
        season.make_unit(code, UnitKind.cell_grassroots, f"Chi bộ thôn {code[-1]}", parent=TOWN)
    open_year(season)
    _as_an_older_program_opened_it(season)
    return season


def _as_an_older_program_opened_it(season):
    with season.writing() as session:
        campaign = session.scalars(select(Campaign)).one()
        kept = processes.keep(session, command(season.now), without_ballot(processes.newest(campaign)))
        session.execute(update(Campaign).values(process_digest=kept.digest))


def test_a_year_with_a_quarter_a_newer_process_a_merger_a_move_and_a_closing_ends_whole(town):
    first = _note_a_quarter(town)

    _change_units(town)
    town.campaign = YEAR
    _answer_tasks(town)
    _adopt_the_newer_process(town)
    for cell in (STAYS, GROWS, MOVES):
        through(town, TOWN, cell)
    town.decide(TOWN)

    states = {cell: town.state(cell) for cell in (STAYS, GROWS, MOVES, ENDS, CLOSES)}
    assert states == dict.fromkeys((STAYS, GROWS, MOVES), State.certified) | dict.fromkeys(
        (ENDS, CLOSES), State.discontinued
    )
    with town.reading() as session:
        rows = session.execute(
            select(Unit.code, Result.period_id, Result.outcome).join(Unit).order_by(Unit.code, Result.id)
        )
        assert [tuple(row) for row in rows] == [
            (STAYS, first, "GOOD"), (STAYS, 2025, "GOOD"), (GROWS, 2025, "GOOD"), (MOVES, 2025, "GOOD"),
        ]  # fmt: skip
        assert session.scalars(select(NotRated.reason)).all() == ["Giải thể từ tháng 8."]
    page = text_of(town.client(town.secretary(STAYS)).get(f"/dossiers/{dossier_of(town, YEAR, STAYS)}").text)
    assert "Kết quả từng quý Quý I năm 2025 : “Hoàn thành tốt nhiệm vụ”" in page
    assert "Hồ sơ Chi bộ thôn 4 năm 2025" in text_of(
        town.client(town.secretary(MOVES)).get(f"/dossiers/{dossier_of(town, YEAR, MOVES)}").text
    )


def _note_a_quarter(season) -> int:
    """Fills in, sends and notes the first quarter of one cell; returns the key of its period."""
    open_quarter(season)
    url = f"/dossiers/{season.dossier_id(STAYS)}"
    cell, above = season.client(season.secretary(STAYS)), season.client(reviewer(season))
    for group, key, points in (("common", "politics", "25"), ("results", "tasks", "60")):
        cell.post(f"{url}/groups/{group}", data={f"points-{key}": points, f"words-{key}": "Đạt yêu cầu."})
    cell.post(f"{url}/steps/submit", data=hidden_fields(cell.get(f"{url}/check").text))
    above.post(f"{url}/steps/note", data=hidden_fields(above.get(f"{url}/steps/note").text))
    assert season.state(STAYS) is State.noted
    return parse("2025-Q1").key


def _change_units(season):
    admin = season.client(season.who(Role.admin))
    with season.reading() as session:
        pages = {code: f"/units/{get(session, code).id}/change" for code in (GROWS, MOVES, CLOSES)}
        moved = get(session, MOVES).latest
    as_it_was = {"org_name": moved.org_name, "kind": str(moved.kind), "cell_type": moved.cell_type or ""}
    for code, typed in (
        (GROWS, {"way": "merge", "beside": [ENDS], "day": "01/6/2025"}),
        (MOVES, {"way": "edit", "parent": NEIGHBOUR, "day": "01/7/2025"} | as_it_was),
        (CLOSES, {"way": "close", "day": "01/8/2025"}),
    ):
        preview = admin.post(pages[code], data=typed | {"reason": REASON})
        done = admin.post(pages[code], data=typed | {"reason": REASON, "do": "make"}, follow_redirects=True)
        assert "Xem trước: chưa có gì thay đổi" in preview.text
        assert "Đã ghi thay đổi. Số hồ sơ cần xử lý: 1." in done.text


def _answer_tasks(season):
    client = season.client(reviewer(season))
    for cell, answer, reason in (
        (ENDS, "hand_over", "Bàn giao 5 biên bản."),
        (MOVES, "go_on", "Đã sinh hoạt ở xã đến hết tháng 6."),
        (CLOSES, "leave_out", "Giải thể từ tháng 8."),
    ):
        dossier_id = season.dossier_id(cell)
        with season.reading() as session:
            task_id = session.scalars(select(UnitTask.id).where(UnitTask.dossier_id == dossier_id)).one()
        page = f"/dossiers/{dossier_id}/unit-tasks/{task_id}"
        assert client.post(page, data={"answer": answer, "reason": reason}).status_code == 303


def _adopt_the_newer_process(season):
    with season.reading() as session:
        campaign = session.scalars(select(Campaign).where(Campaign.code == YEAR)).one()
        place, digest = f"/campaigns/{campaign.id}/process", processes.preview(session, campaign).digest
    client = season.client(season.who(Role.admin))
    done = client.post(place, data={"digest": digest, "reason": "Quy trình mới."}, follow_redirects=True)
    assert "Đợt đánh giá đã theo quy trình mới." in done.text
