"""Commands for programmes: check them, import files as drafts, publish by a second person, withdraw, write out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from grading import clock, text
from grading.cli.place import console, fail, failures, main, opened, plainly, say
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _
from grading.cli.typed import DAY

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from grading.models import ProgrammeVersion
    from grading.rules.programme import Programme
    from grading.rules.programmes.reading.bases import Bases
    from grading.services.programmes import lookup
    from grading.services.programmes.importing import IssuingPaper
    from grading.services.programmes.planning import Plan

AT_THE_SERVER = "lệnh tại máy chủ"
DIGITS = 12
"""The length of a digest as people read and type it."""


def chosen(session: Session, name: str) -> lookup.Found:
    """Returns the programme of a name as a person types it: KEY, KEY@N, or a file with the ending .yaml. A file may
    extend one beside it, a shipped programme, or a published version."""
    from grading.rules.programmes.reading.bases import beside, first_of
    from grading.rules.programmes.reading.loading import load
    from grading.services.programmes import lookup, planning

    path = Path(name)
    if path.suffix.lower() not in planning.ENDINGS:
        return lookup.named(session, name)
    return lookup.Found(programme=load(path, bases=first_of(beside(path), lookup.bases(session))))


@main.command(help=_("Kiểm tra bộ tiêu chí và in ra bằng lời: tệp, MÃ hoặc MÃ@N; không ghi NAMES thì mọi bộ có sẵn."))
@click.argument("names", nargs=-1)
@click.option("--year", type=int, help=_("Chỉ những bộ áp dụng cho năm này."))
@click.pass_context
@plainly
def programmes(context: click.Context, names: tuple[str, ...], year: int | None) -> None:
    """Checks programmes and prints each as a person reads it: files, KEY or KEY@N; without NAMES, all that are
    shipped."""
    from grading.rules.programmes.reading.errors import ProgrammeError
    from grading.rules.programmes.saying.describing import describe
    from grading.services.programmes import shipped

    broken = 0
    for name in names or map(str, shipped.paths()):
        try:
            programme = _checked(context, name)
            if year is None or programme.is_for(year):
                say(describe(programme))
        except ProgrammeError as error:
            failures.print(str(error), markup=False, highlight=False)
            broken += 1
    if broken:
        sys.exit(1)


def _checked(context: click.Context, name: str) -> Programme:
    """Returns the programme. The database is opened only for what no file gives, so that a check makes no database."""
    from grading.rules.programmes.reading.bases import beside, first_of
    from grading.rules.programmes.reading.loading import load
    from grading.services.programmes import lookup, planning, shipped

    path = Path(name)
    if path.suffix.lower() not in planning.ENDINGS:
        with opened(context).reading() as session:
            return lookup.named(session, name).programme
    return load(path, bases=first_of(beside(path), shipped.bases, _published(context)))


def _published(context: click.Context) -> Bases:
    from grading.rules.programmes.reading.tree import Node
    from grading.services.programmes import lookup

    def find(key: str) -> Node | None:
        with opened(context).reading() as session:
            return lookup.bases(session)(key)

    return find


def _of_paper(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options of the issuing paper."""
    command = click.option("--issuer", default="", help=_("Cơ quan ban hành."))(command)
    command = click.option("--date", "day", type=DAY, help=_("Ngày của văn bản."))(command)
    return click.option("--paper", default="", help=_("Số của văn bản ban hành."))(command)


def _paper(paper: str, day: date | None, issuer: str) -> IssuingPaper:
    from grading.services.programmes.importing import IssuingPaper

    return IssuingPaper(number=paper, day=day, issuer=issuer)


@main.command(
    help=_("Nhập các tệp YAML trong một thư mục, hoặc một tệp, làm dự thảo; cho biết trước kết quả của từng tệp.")
)
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@_of_paper
@click.option("--digest", default="", help=_("Chỉ nhập khi nội dung còn đúng mã này, như lúc xem trước."))
@click.option("--yes", is_flag=True, help=_("Nhập; không có thì chỉ nói sẽ nhập gì."))
@click.pass_context
@plainly
def import_programmes(context: click.Context, path: Path, digest: str, yes: bool, **paper: Any) -> None:
    """Imports the YAML files of a folder, or one file, as drafts; first says what becomes of each."""
    from grading.actors import command
    from grading.services.programmes import importing, planning
    from grading.words.programmes import planned_words

    files = planning.in_folder(path)
    actor, place = command(clock.now()), opened(context)
    with place.reading() as session:
        plan = planning.plan(session, actor, files)
    for row in plan.rows:
        say(f"{row.sent.name}: {planned_words(row)}")
    _report(plan)
    if digest and not plan.digest.startswith(digest):
        fail(
            gettext(
                "Nội dung không còn như lúc xem trước: mã nay là %(digest)s. Mời xem lại.", digest=plan.digest[:DIGITS]
            )
        )
    if not yes:
        say(
            gettext(
                "Chưa nhập gì. Để nhập đúng nội dung này: thêm --yes --digest %(digest)s", digest=plan.digest[:DIGITS]
            )
        )
        return
    with place.writing() as session:
        drafts = importing.import_files(session, actor, plan, plan.digest, _paper(**paper))
    say(gettext("Đã nhập %(n)s dự thảo.", n=len(drafts)))


def _report(plan: Plan) -> None:
    """Says every fault with file, line and column, and ends the command if there is one."""
    faults = [str(fault) for row in plan.rows for fault in row.faults]
    if faults:
        fail(*faults, gettext("Chưa nhập gì."))


@main.command(help=_("Liệt kê các bộ tiêu chí của hệ thống này với các phiên bản, rồi các bộ có sẵn."))
@click.pass_context
@plainly
def list_programmes(context: click.Context) -> None:
    """Lists the programmes of this installation with their versions, then those that come with the service."""
    from grading.services.programmes import shipped

    with opened(context).reading() as session:
        table = Table(title=gettext("Bộ tiêu chí"), title_justify="left")
        for head in ("Mã", "Trạng thái", "Mã nội dung", "Văn bản", "Người soạn", "Người công bố"):
            table.add_column(head)
        for version in _every(session):
            table.add_row(*_row(version))
        for key, programme in shipped.every().items():
            table.add_row(key, gettext("có sẵn trong hệ thống"), programme.digest[:DIGITS], "", "", "")
        console.print(table)


def _every(session: Session) -> Iterator[ProgrammeVersion]:
    from grading.actors import command
    from grading.services.programmes import versions

    actor, first = command(clock.now()), 0
    while page := versions.list_versions(session, actor, first=first):
        yield from page
        first += versions.PAGE


def _row(version: ProgrammeVersion) -> tuple[str, ...]:
    from grading.words.programmes import version_state_words

    paper = f"{version.paper_number}, {text.day(version.paper_date)}" if version.paper_date else ""
    return (
        version.name,
        version_state_words(version.state),
        version.digest[:DIGITS],
        paper,
        version.author.login if version.author else "",
        version.approved_by.login if version.approved_by else AT_THE_SERVER if version.approved_at else "",
    )


@main.command(help=_("Ghi bộ tiêu chí NAME (MÃ hoặc MÃ@N) vào tệp FILE, đúng từng byte như lúc nhập."))
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def export_programme(context: click.Context, name: str, file: Path) -> None:
    """Writes the programme NAME (KEY or KEY@N) into FILE, byte for byte as it was imported."""
    from grading.services.programmes import lookup, shipped

    with opened(context).reading() as session:
        version = lookup.named(session, name).version
        content = version.text.encode() if version else shipped.content(name)
    file.write_bytes(content)
    say(gettext("Đã ghi %(name)s vào %(file)s.", name=name, file=file))


@main.command(
    help=_(
        "Công bố dự thảo NAME (MÃ@N) đã nhập trên trang. Dự thảo nhập tại máy chủ thì công bố trên trang. "
        "Phải có số và ngày văn bản, trừ khi dự thảo đã ghi."
    )
)
@click.argument("name")
@_of_paper
@click.pass_context
@plainly
def publish_programme(context: click.Context, name: str, **paper: Any) -> None:
    """Publishes the draft NAME (KEY@N) that a person imported on the page. What was imported at the server, a person
    publishes on the page. Number and date of the paper are needed unless the draft has them."""
    from grading.actors import command
    from grading.services.programmes import lookup, publishing

    with opened(context).writing() as session:
        version = lookup.get_named_version(session, name)
        publishing.publish(session, command(clock.now()), version, _paper(**paper))
        say(gettext("Đã công bố %(name)s.", name=version.name))


@main.command(help=_("Thu hồi phiên bản NAME (MÃ@N), kèm lý do REASON: không mở đợt mới theo phiên bản này nữa."))
@click.argument("name")
@click.argument("reason")
@click.pass_context
@plainly
def withdraw_programme(context: click.Context, name: str, reason: str) -> None:
    """Withdraws the version NAME (KEY@N), with the REASON: no campaign opens on it any more."""
    from grading.actors import command
    from grading.services.programmes import lookup, publishing

    with opened(context).writing() as session:
        version = lookup.get_named_version(session, name)
        publishing.withdraw(session, command(clock.now()), version, reason)
        say(gettext("Đã thu hồi %(name)s.", name=version.name))
