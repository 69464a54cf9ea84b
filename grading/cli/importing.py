"""Commands that read files: programmes, units, figures; and opening a campaign on them."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from config.settings import PROGRAMMES
from grading import clock, text
from grading.cli.place import failures, main, opened, plainly, say
from grading.documents.workbooks import read_table
from grading.models import Decider
from grading.rules.programme import Programme, describe, load
from grading.rules.programmes.errors import ProgrammeError
from grading.services import campaigns, dossiers, figures, histories, month_import, successions, units
from grading.services.csv_rows import content_of
from workflows import Tier


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@plainly
def programmes(files: tuple[Path, ...]) -> None:
    """Checks programme files and prints each as a person reads it; without FILES, all that are shipped."""
    broken = 0
    for path in files or sorted(PROGRAMMES.glob("*.yaml")):
        try:
            say(describe(load(path)))
        except ProgrammeError as error:
            failures.print(str(error), markup=False, highlight=False)
            broken += 1
    if broken:
        sys.exit(1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def import_units(context: click.Context, file: Path) -> None:
    """Adds the units of a CSV file; all of it or nothing."""
    with opened(context).writing() as session:
        number = units.import_units(session, file)
    say(f"Đã thêm {number} tổ chức đảng.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def import_successions(context: click.Context, file: Path) -> None:
    """Adds which unit came out of which, from a CSV file (predecessor_code, successor_code, kind, on)."""
    with opened(context).writing() as session:
        number = successions.import_successions(session, file)
    say(f"Đã thêm {number} lần sáp nhập, chia tách.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def import_past_awards(context: click.Context, file: Path) -> None:
    """Adds yearly awards given before this service, from a CSV file (year, unit_code, source)."""
    with opened(context).writing() as session:
        number = histories.import_past_awards(session, file, now=clock.now())
    say(f"Đã thêm {number} lần khen thưởng các năm trước.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--programme", "programme_file", required=True, type=click.Path(path_type=Path),
              help="Programme file that names the metrics.")  # fmt: skip
@click.option("--source", required=True, help="Where the figures are from, as shown beside them.")
@click.pass_context
@plainly
def import_figures(context: click.Context, file: Path, programme_file: Path, source: str) -> None:
    """Reports the figures of a CSV file; all of it or nothing."""
    metrics = {metric.key for metric in load(programme_file).metrics}
    with opened(context).writing() as session:
        number = figures.import_figures(session, file, source=source, metrics=metrics, now=clock.now())
    say(f"Đã ghi {number} số liệu mới.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--campaign", required=True, help="Code of the campaign whose cells the rows name.")
@click.pass_context
@plainly
def import_months(context: click.Context, file: Path, campaign: str) -> None:
    """Records the months of many cells from an XLSX workbook, one row a month; all of it or nothing."""
    place = opened(context)
    table = read_table(file.name, content_of(file), max_bytes=place.settings.max_upload_bytes)
    with place.writing() as session:
        found = campaigns.by_code(session, campaign)
        number = month_import.import_many(session, found, table, now=clock.now())
    say(f"Đã ghi {number} tháng.")


_DAY = click.DateTime(formats=["%Y-%m-%d"])


@main.command()
@click.option("--programme", "programme_file", required=True, type=click.Path(path_type=Path))
@click.option("--code", required=True)
@click.option("--year", required=True, type=int)
@click.option("--as-of", type=_DAY, help="Day whose names, parents and tier hold; 31 December of the year by default.")
@click.option("--opens-on", required=True, type=_DAY)
@click.option("--submit-by", required=True, type=_DAY)
@click.option("--authority", required=True, help="Code of the unit that decides.")
@click.option("--commune", "communes", multiple=True, required=True, help="Code of a commune; repeat for more.")
@click.option("--tier", type=click.Choice(list(Tier)), default=Tier.three_tier, show_default=True)
@click.option("--decided-by", type=click.Choice(list(Decider)))
@click.option("--decided-by-reason", default="")
@click.option("--award-by", type=click.Choice(list(Decider)))
@click.option("--award-by-reason", default="")
@click.option("--not-rated", multiple=True, metavar="CODE=REASON", help="Leaves a cell out, with the reason.")
@click.pass_context
@plainly
def open_campaign(context: click.Context, programme_file: Path, **given: Any) -> None:
    """Opens a campaign: stores the resolved programme and freezes the roster."""
    programme: Programme = load(programme_file)
    days = {name: given[name].date() for name in ("opens_on", "submit_by")}
    opening = campaigns.Opening(
        code=given["code"], year=given["year"], authority_code=given["authority"], commune_codes=given["communes"],
        as_of=given["as_of"].date() if given["as_of"] else date(given["year"], 12, 31), tier=Tier(given["tier"]),
        decided_by=Decider(given["decided_by"]) if given["decided_by"] else None,
        decided_by_reason=given["decided_by_reason"],
        award_by=Decider(given["award_by"]) if given["award_by"] else None,
        award_by_reason=given["award_by_reason"],
        not_rated=dict(pair.split("=", 1) if "=" in pair else (pair, "") for pair in given["not_rated"]), **days,
    )  # fmt: skip
    with opened(context).writing() as session:
        campaign = campaigns.open_campaign(session, programme, opening, by=None, now=clock.now())
        say(f"Đã mở đợt {campaign.code}.")


@main.command()
@click.argument("campaign")
@click.argument("cell")
@click.argument("day", type=_DAY)
@click.pass_context
@plainly
def extend(context: click.Context, campaign: str, cell: str, day: datetime) -> None:
    """Gives the cell CELL of CAMPAIGN until the end of DAY to send its dossier."""
    with opened(context).writing() as session:
        dossier = dossiers.by_codes(session, campaign, cell)
        campaigns.extend(session, dossier, day.date(), now=clock.now())
    say(f"{cell}: hạn gửi đến hết ngày {text.day(day.date())}.")


@main.command()
@click.argument("campaign")
@click.pass_context
@plainly
def close_campaign(context: click.Context, campaign: str) -> None:
    """Closes CAMPAIGN: nothing is sent any more, what was sent goes on to its end."""
    with opened(context).writing() as session:
        campaigns.close(session, campaigns.by_code(session, campaign), now=clock.now())
    say(f"Đã khóa đợt {campaign}.")
