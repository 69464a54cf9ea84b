"""Commands that read files: programmes, units, figures, results and awards of past years, months."""

from collections import Counter
from datetime import date
from pathlib import Path

import click

from grading import clock
from grading.cli.place import fail, main, opened, plainly, say
from grading.cli.programmes import chosen
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _
from grading.cli.typed import DAY

UNDATED = "Ngày bắt đầu ghi sau --from, căn cứ ghi sau --reason."


@main.command(
    help=_(
        "Thêm tổ chức đảng từ tệp CSV hoặc XLSX, và với --from thì đổi những tổ chức khác đi; "
        "nói từng khác biệt theo dòng."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "day", type=DAY, help=_("Ngày bắt đầu của thay đổi với tổ chức đã có."))
@click.option("--reason", default="", help=_("Văn bản hoặc sự việc làm căn cứ thay đổi."))
@click.option(
    "--yes",
    is_flag=True,
    help=_("Ghi cả thay đổi với tổ chức đã có; không có thì chỉ ghi khi tệp chỉ thêm tổ chức mới."),
)
@click.pass_context
@plainly
def import_units(context: click.Context, file: Path, day: date | None, reason: str, yes: bool) -> None:
    """Adds units from a CSV or XLSX file, and with --from changes those that differ; says every difference row by
    row."""
    from sqlalchemy.orm import Session

    from grading import words
    from grading.actors import command
    from grading.db import transaction
    from grading.services.campaigns import unit_file, unit_table
    from grading.services.campaigns.unit_file import Status
    from grading.services.ground.csv_rows import content_of
    from grading.services.units.changes import From
    from grading.words.units import planned_words, status_words

    place = opened(context)
    rows = unit_table.rows_from(file.name, content_of(file), max_bytes=place.settings.max_upload_bytes)
    start = From(day=day, reason=reason) if day else None
    with Session(place.engine) as session, transaction(session):
        planned = unit_file.plan(session, command(clock.now()), rows, start, file.name)
        faults = [fault for each in planned for fault in each.faults]
        only_new = {each.status for each in planned} <= {Status.added, Status.unchanged}
        if faults or not (only_new or yes):
            session.rollback()
    for each in planned:
        if each.status in (Status.changed, Status.closed):
            say(planned_words(each))
    if faults:
        undated = any(fault.reason.code == "unit_change_without_day" for fault in faults)
        fail(*(words.fault_words(fault) for fault in faults), *([UNDATED] if undated else []))
    counts = Counter(each.status for each in planned)
    say(
        gettext("Tổ chức đảng:")
        + " "
        + ", ".join(f"{status_words(status).lower()} {counts[status]}" for status in list(Status)[:4])
    )
    if not (only_new or yes):
        say(gettext("Chưa ghi gì. Thêm --yes để ghi."))


@main.command(help=_("Ghi danh sách tổ chức đảng hiện nay ra tệp CSV hoặc XLSX, để import-units đọc lại được."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def export_units(context: click.Context, file: Path) -> None:
    """Writes the units as they stand today into a CSV or XLSX file, which import-units reads again."""
    from grading.services.campaigns import unit_table

    with opened(context).reading() as session:
        rows = unit_table.written(session, clock.day(clock.now()))
    if file.suffix.lower() == ".xlsx":
        file.write_bytes(unit_table.as_workbook(rows))
    else:
        file.write_text(unit_table.as_csv(rows), encoding="utf-8")
    say(gettext("Đã ghi %(n)s tổ chức đảng vào %(file)s.", n=len(rows), file=file))


@main.command(
    help=_("Thêm việc sáp nhập, chia tách từ tệp CSV hoặc XLSX (predecessor_code, successor_code, kind, on).")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def import_successions(context: click.Context, file: Path) -> None:
    """Adds which unit came out of which, from a CSV or XLSX file (predecessor_code, successor_code, kind, on)."""
    from grading.actors import command
    from grading.services.units import successions

    with opened(context).writing() as session:
        number = successions.import_successions(session, command(clock.now()), file)
    say(gettext("Đã thêm %(n)s lần sáp nhập, chia tách.", n=number))


@main.command(
    help=_(
        "Thêm kết quả xếp loại, danh hiệu các năm trước từ tệp CSV hoặc XLSX "
        "(year, unit_code, kind, programme_key, outcome, source)."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--correct", "reason", default="", help=_("Sửa các kết quả đã nhập mà khác đi, với lý do này."))
@click.pass_context
@plainly
def import_past_results(context: click.Context, file: Path, reason: str) -> None:
    """Adds ratings and titles of past years from a CSV or XLSX file (year, unit_code, kind, programme_key, outcome,
    source)."""
    from grading.actors import command
    from grading.services.programmes import lookup
    from grading.services.results import importing as results
    from grading.words.spellings import outcomes

    with opened(context).writing() as session:
        done = results.import_past_results(
            session, command(clock.now()), file, shipped=lookup.models(session), spoken=outcomes(), reason=reason
        )
    say(
        gettext(
            "Kết quả các năm trước: thêm %(added)s, sửa %(corrected)s, giữ nguyên %(unchanged)s.",
            added=done.added,
            corrected=done.corrected,
            unchanged=done.unchanged,
        )
    )


@main.command(
    help=_("Thêm khen thưởng hằng năm đã tặng trước khi dùng hệ thống, từ tệp CSV hoặc XLSX (year, unit_code, source).")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def import_past_awards(context: click.Context, file: Path) -> None:
    """Adds yearly awards given before this service, from a CSV or XLSX file (year, unit_code, source)."""
    from grading.actors import command
    from grading.services.results import years_running

    with opened(context).writing() as session:
        number = years_running.import_past_awards(session, command(clock.now()), file)
    say(gettext("Đã thêm %(n)s lần khen thưởng các năm trước.", n=number))


@main.command(help=_("Ghi số liệu từ tệp CSV hoặc XLSX; ghi cả tệp hoặc không ghi gì."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--programme", "name", required=True, help=_("Bộ tiêu chí có các số liệu này: MÃ, MÃ@N hoặc một tệp."))
@click.option("--source", required=True, help=_("Nguồn số liệu, hiện bên cạnh số liệu."))
@click.pass_context
@plainly
def import_figures(context: click.Context, file: Path, name: str, source: str) -> None:
    """Reports the figures of a CSV or XLSX file; all of it or nothing."""
    from grading.actors import command
    from grading.services.figures import importing

    with opened(context).writing() as session:
        programme = chosen(session, name).programme
        number = importing.import_figures(session, command(clock.now()), file, programme, source=source)
    say(gettext("Đã ghi %(n)s số liệu mới.", n=number))


@main.command(
    help=_("Ghi các tháng của nhiều chi bộ từ một bảng tính XLSX, mỗi tháng một dòng; ghi cả tệp hoặc không ghi gì.")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--campaign", required=True, help=_("Mã đợt có các chi bộ trong tệp."))
@click.pass_context
@plainly
def import_months(context: click.Context, file: Path, campaign: str) -> None:
    """Records the months of many cells from an XLSX workbook, one row a month; all of it or nothing."""
    from grading import words
    from grading.actors import command
    from grading.documents.uploads.refusal import UploadRefused
    from grading.documents.workbooks import read_book
    from grading.services.campaigns import campaigns
    from grading.services.ground.csv_rows import content_of
    from grading.services.months import importing as month_import

    place = opened(context)
    try:
        book = read_book(file.name, content_of(file), max_bytes=place.settings.max_upload_bytes)
    except UploadRefused as refused:
        fail(*(f"{file.name}: {words.reason_words(reason)}" for reason in refused.reasons))
        return
    with place.writing() as session:
        opened_campaign = campaigns.by_code(session, campaign)
        number = month_import.import_many(session, command(clock.now()), opened_campaign, book)
    say(gettext("Đã ghi %(n)s tháng.", n=number))
