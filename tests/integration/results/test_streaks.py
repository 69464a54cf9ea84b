"""The issuer says whether years in a row count by levels or awards, and through mergers; units have successions."""

from datetime import date

import pytest
from sqlalchemy import update

from grading.actors import command
from grading.models import Result, Succession, SuccessionKind
from grading.rules.programmes.parts.awards import StreakBase
from grading.services.decisions import voting
from grading.services.ground.csv_rows import FileRefused
from grading.services.ground.errors import Refused
from grading.services.invariants import award_checks
from grading.services.results.years_running import histories, import_past_awards
from grading.services.units.successions import import_successions
from tests.integration.decisions.awarding import excellent_at_the_district, shipped_with, tick, vote_and_issue
from tests.integration.decisions.meetings import CELLS, DISTRICT, at_the_table, codes
from tests.integration.pages import text_of
from tests.seats import get
from workflows import Role

FIVE = range(2018, 2023)


def succeed(season, predecessor, successor, on):
    with season.writing() as session:
        session.add(Succession(predecessor_id=get(session, predecessor).id, successor_id=get(session, successor).id,
                               kind=SuccessionKind.merger, on=on))  # fmt: skip


@pytest.mark.parametrize(("breaks", "found"), [(False, []), (True, ["streak_broken"])])
def test_the_issuer_says_whether_a_merger_breaks_the_years_in_a_row(season, breaks, found):
    shipped_with(season, merger_breaks=breaks)
    for year in range(2018, 2022):
        for former in ("HU-B-01", "HU-B-02"):
            season.rate(former, "EXCELLENT", year)
    for former in ("HU-B-01", "HU-B-02"):
        succeed(season, former, CELLS[0], date(2022, 1, 1))
    excellent_at_the_district(season)
    tick(season, "F")

    with at_the_table(season, DISTRICT) as (session, actor, decision):
        try:
            voting.record_vote(session, actor, decision)
            reason_codes = []
        except Refused as refusal:
            reason_codes = codes(refusal.reasons)

    assert reason_codes == found


def test_years_by_awards_count_awards_given_here_and_imported_awards(season, tmp_path):
    shipped_with(season, streak_base=StreakBase.award)
    path = tmp_path / "awards.csv"
    rows = "".join(f"{year},{CELLS[0]},QĐ {year}\n" for year in range(2018, 2022))
    path.write_text(f"year,unit_code,source\n{rows}", encoding="utf-8")
    with season.writing() as session:
        assert import_past_awards(session, command(season.now), path) == 4
        assert import_past_awards(session, command(season.now), path) == 0
    excellent_at_the_district(season)
    tick(season, "F")

    vote_and_issue(season)

    with season.reading() as session:
        unit_id = get(session, CELLS[0]).id
        assert histories(session, [unit_id])[unit_id].own.awarded == frozenset(FIVE)
        assert list(award_checks.streaks_still_hold(session)) == []


def test_the_checks_report_years_in_a_row_that_no_longer_hold(season):
    for year in range(2018, 2022):
        season.rate(CELLS[0], "EXCELLENT", year)
    excellent_at_the_district(season)
    tick(season, "F")
    vote_and_issue(season)

    with season.reading() as session:
        assert list(award_checks.streaks_still_hold(session)) == []
    with season.reading() as session:
        session.execute(update(Result).values(outcome="GOOD").where(Result.period_id == 2020))
        (fault,) = award_checks.streaks_still_hold(session)
        session.rollback()

    assert fault.code == "award_years"
    assert (fault.params["reason"].code, fault.params["reason"].params["year"]) == ("streak_broken", 2020)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("HU-B-01,HU-A-09,merger,2022-01-01", ("successor_code", "unit_unknown")),
        ("HU-B-01,HU-A-01,rename,2022-01-01", ("kind", "csv_choice")),
        ("HU-B-01,HU-A-01,merger,1/1/22", ("on", "day_short_year")),
        ("HU-B-01,HU-B-01,merger,2022-01-01", ("successor_code", "succession_cycle")),
        ("HU-A-02,HU-A-01,division,2022-01-01", ("successor_code", "succession_cycle")),
    ],
)
def test_an_impossible_succession_is_refused_with_the_column_of_the_mistake(season, tmp_path, row, said):
    succeed(season, "HU-A-01", "HU-A-02", date(2020, 1, 1))
    path = tmp_path / "successions.csv"
    path.write_text(f"predecessor_code,successor_code,kind,on\n{row}\n", encoding="utf-8")

    with pytest.raises(FileRefused) as refusal, season.writing() as session:
        import_successions(session, command(season.now), path)

    assert [(fault.column, fault.reason.code) for fault in refusal.value.faults] == [said]


def test_successions_are_imported_once_and_shown_on_both_units(season, tmp_path):
    path = tmp_path / "successions.csv"
    path.write_text(
        "predecessor_code,successor_code,kind,on\nHU-B-01,HU-A-01,merger,2022-01-01\n", encoding="utf-8"
    )  # fmt: skip

    with season.writing() as session:
        numbers = [import_successions(session, command(season.now), path) for _ in range(2)]
        former, later = get(session, "HU-B-01").id, get(session, "HU-A-01").id
    client = season.client(season.who(Role.award_clerk, DISTRICT))

    assert numbers == [1, 0]
    assert "Hình thành từ Chi bộ 01 xã Mẫu B Sáp nhập, ngày 01/01/2022" in text_of(client.get(f"/units/{later}").text)
    assert "Nay là Chi bộ 01 xã Mẫu A Sáp nhập, ngày 01/01/2022" in text_of(client.get(f"/units/{former}").text)
