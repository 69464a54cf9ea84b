"""The results of the demonstration, read back from the database: results, contradictions, papers, accounts."""

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from grading.demo.stage import RATING, SECOND_SEASON, Stage
from grading.jobs.drainer import Drainer
from grading.models import Campaign
from grading.rules.contradictions import sentence
from grading.rules.levels import Level
from grading.rules.quota import Room
from grading.services.campaigns import campaigns, totals
from grading.services.commendations import commendations, printing
from grading.services.decisions import quota
from grading.services.figures import clashes, figures
from grading.services.units.units import names_on
from grading.text import hundredths


def show(stage: Stage, password: str, console: Console) -> None:
    """Prints missing commendations first, then shows the tables."""
    papers = print_papers(stage)
    with Session(stage.engine) as session:
        first = _opened(session, RATING)
        second = [_opened(session, code) for code in SECOND_SEASON]
        for season, counted in (([first], "Số chi bộ"), (second, "Số tổ chức trực thuộc")):
            console.print(_table(session, season, counted))
            console.print()
        for line in contradictions(session, first):
            console.print(line, markup=False, highlight=False)
    console.print()
    for path in papers:
        console.print(str(path), markup=False, highlight=False)
    console.print()
    for line in (
        "Bản trình diễn: câu trả lời, số phiếu, số và ngày quyết định là giả định; tên và số liệu theo nguồn.",
        f"Đăng nhập: admin, reviewer.kg-gr-lt, secretary.kg-gr-lt-01, lead.kg-gr …; mật khẩu: {password}",
    ):
        console.print(line, markup=False, highlight=False)


def print_papers(stage: Stage) -> list[Path]:
    """Returns where the copies lie. Raises the error that stopped a paper."""
    with Session(stage.engine) as session:
        ids = commendations.all_ids(session)
    folder = stage.settings.data / "commendations"
    printed = printing.print_all(stage.behind, stage.store, folder, ids, now=stage.now)
    for failure in printed.failures.values():
        raise failure
    Drainer(stage.engine, stage.store, stage.settings.data).drain()  # the jobs of these papers find them made
    return printed.paths


def _opened(session: Session, code: str) -> Campaign:
    campaign = campaigns.find_campaign(session, code)
    if campaign is None:
        raise LookupError(code)
    return campaign


def _table(session: Session, season: list[Campaign], counted: str) -> Table:
    """Returns the columns of outcomes.csv, counted from results and commendations, with a line for each committee.
    `counted` is the heading of the column that counts the units below a committee."""
    table = Table(title=f"Mùa đánh giá năm {season[0].year}", title_justify="left")
    for head in ("Đảng bộ", counted, "Từ mức tốt trở lên", "Hoàn thành xuất sắc nhiệm vụ (tối đa)",
                 "Được tặng Giấy khen", "Nội dung khen", "Số liệu chưa khớp"):  # fmt: skip
        table.add_column(head, justify="left" if head in {"Đảng bộ", "Nội dung khen"} else "right")
    for campaign in season:
        measures = quota.of_campaign(session, campaign)
        for outcome in totals.outcomes(session, campaign):
            own = [each.room for each in measures if each.group.parent_id == outcome.unit_id]
            table.add_row(*_row(outcome, own))
    return table


def _row(outcome: totals.Outcome, own: list[Room]) -> tuple[str, ...]:
    """Returns one line of the table. `own` holds the room that the quota leaves each of the committee's groups."""
    levels = Counter({Level(level): number for level, number in outcome.levels.items()})
    return (
        outcome.name,
        str(outcome.cells),
        str(sum(number for level, number in levels.items() if level.good_or_better)) if levels else "–",
        f"{levels[Level.EXCELLENT]} ({sum(room.limit for room in own)})" if own else "–",
        str(len(outcome.achievements)) if levels else "–",
        "; ".join(sorted(set(outcome.achievements))) or "–",
        str(outcome.contradictions),
    )


def contradictions(session: Session, campaign: Campaign) -> list[str]:
    """Returns one line for each: both numbers, their sources, and whether the commune has explained them."""
    communes = totals.communes(session, campaign)
    names = names_on(session, communes, campaign.as_of)
    rules = {rule.key: rule for rule in campaign.programme.consistency}
    lines = []
    of_units = clashes.clashes_by_unit(session, campaign, communes)
    for unit_id in communes:
        for clash in of_units[unit_id]:
            finding = clash.finding
            words = sentence(
                rules[finding.rule], finding, unit=names[unit_id].org_name, language="vi", number=hundredths
            )
            standing = "chưa giải trình" if clash.is_open else "đã giải trình"
            source = figures.source_of(session, unit_id, finding.year, finding.metric)
            lines.append(
                f"Số liệu chưa khớp: {names[unit_id].org_name}, năm {finding.year}: {words} "
                f"Nguồn của số báo cáo: {source}; số tính lại: số liệu của chính đảng bộ và các chi bộ. [{standing}]"
            )
    return lines
