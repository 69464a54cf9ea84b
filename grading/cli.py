"""Every command a person types: bin/grading --help. Thin: each calls one use case and says what came out."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from config.settings import PREFIX, PROJECT, Settings, SettingsError
from grading import clock, words
from grading.db import make_engine, transaction
from grading.documents.errors import PdfUnavailable
from grading.migrations import upgrade
from grading.models import Decider
from grading.rules.programme import Programme, load
from grading.rules.programmes.errors import ProgrammeError
from grading.services import accounts, campaigns, checks, commendations, figures, units
from grading.services.csv_rows import FileRefused
from grading.services.errors import Refused
from grading.storage import Store
from workflows import PROCESSES, Role, Tier, prove

PROGRAMMES = PROJECT / "config" / "programmes"
DEMONSTRATION = "demonstration"
"""A file of this name in the data directory says that everything in it is invented."""

console = Console(soft_wrap=True, width=None if sys.stdout.isatty() else 160)
failures = Console(stderr=True, soft_wrap=True)


class Opened:
    """The data directory that a command works on."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.data / "files")
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        if self._engine is None:
            self._engine = make_engine(self.settings.database_url)
        return self._engine

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with Session(self.engine) as session, transaction(session):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session


def fail(*sentences: str) -> None:
    for sentence in sentences:
        failures.print(sentence, markup=False, highlight=False)
    sys.exit(1)


def say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False)


def plainly(command: Callable[..., Any]) -> Callable[..., Any]:
    """A person's mistake ends with a sentence and exit code 1, never with a traceback."""

    @wraps(command)
    def run(*args: Any, **given: Any) -> Any:
        try:
            return command(*args, **given)
        except SettingsError as error:
            fail(*error.sentences)
        except FileRefused as error:
            fail(*(words.fault_words(fault) for fault in error.faults))
        except ProgrammeError as error:
            fail(str(error))
        except Refused as error:
            fail(*(words.reason_words(reason) for reason in error.reasons))
        except PdfUnavailable as error:
            fail(str(error))
        except DBAPIError as error:
            fail(f"Không mở được cơ sở dữ liệu: {error.orig}")

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(path_type=Path), help="Data directory; GRADING_DATA, or var/ by default.")
@click.pass_context
@plainly
def main(context: click.Context, data: Path | None) -> None:
    """Bốn Tốt: from a cell's self-assessment to the commendation anyone can verify."""
    context.obj = data


def settings_of(context: click.Context, **given: Any) -> Settings:
    if context.obj is not None:
        given.setdefault("data", context.obj)
    folder = given.get("data") or Path(os.environ.get(f"{PREFIX}DATA") or PROJECT / "var")
    if (folder / DEMONSTRATION).exists():
        given.setdefault("demo", True)  # a demonstration stays one, whichever command opens it
    return Settings.load(**given)


def opened(context: click.Context, **given: Any) -> Opened:
    found = Opened(settings_of(context, **given))
    upgrade(found.engine)
    return found


@main.command()
@click.option("--admin", default="admin", show_default=True, help="Login of the first administrator.")
@click.pass_context
@plainly
def init(context: click.Context, admin: str) -> None:
    """Makes the database and a one-time link for the first administrator."""
    place = opened(context)
    with place.writing() as session:
        account = accounts.find_account(session, admin)
        if account is None:
            account = accounts.make_account(session, admin, now=clock.now())
            accounts.grant_role(session, account, Role.admin, None, valid_from=clock.day(clock.now()), by=None,
                                now=clock.now())  # fmt: skip
        token = accounts.reset_password(session, account, now=clock.now())
    say(f"Cơ sở dữ liệu: {place.engine.url.render_as_string(hide_password=True)}")
    say(f"Đường dẫn dùng một lần để {admin} đặt mật khẩu: {place.settings.base_url}/password/{token}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.pass_context
@plainly
def serve(context: click.Context, host: str, port: int) -> None:
    """Serves the site with waitress: one process, many threads, right for SQLite."""
    from grading.serving import serve as run

    place = opened(context)
    run(place.settings, host, port)


@main.command("check")
@click.pass_context
@plainly
def check(context: click.Context) -> None:
    """Runs every invariant on the live data."""
    place = opened(context)
    with place.reading() as session:
        found = checks.run(session, place.store)
    for name, broken in found.items():
        say(f"{'ok ' if not broken else 'BAD'} {name}")
        for line in broken:
            say(f"      {line}")
    if any(found.values()):
        sys.exit(1)


@main.command("prove")
@plainly
def prove_processes() -> None:
    """Proves every process table: reachable, ending, owned, nobody on both sides of a control."""
    findings = [finding for process in PROCESSES.values() for finding in prove(process)]
    for name, process in PROCESSES.items():
        say(f"{name}: {len(process.states)} states, {len(process.steps)} steps, {len(process.acts)} acts")
    if findings:
        fail(*findings)
    say("Đã chứng minh." if not findings else "")


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@plainly
def programmes(files: tuple[Path, ...]) -> None:
    """Checks programme files and prints each as a person reads it; without FILES, all that are shipped."""
    from grading.rules.programmes.describing import describe

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
@click.argument("login")
@click.option("--role", type=click.Choice(list(Role)), required=True)
@click.option("--unit", help="Code of the unit; none for an administrator.")
@click.pass_context
@plainly
def add_account(context: click.Context, login: str, role: str, unit: str | None) -> None:
    """Makes an account with one role, and prints its one-time link."""
    place, now = opened(context), clock.now()
    with place.writing() as session:
        seat = units.get_unit(session, unit) if unit else None
        account = accounts.find_account(session, login) or accounts.make_account(session, login, now=now)
        accounts.grant_role(session, account, Role(role), seat, valid_from=clock.day(now), by=None, now=now)
        token = accounts.reset_password(session, account, now=now)
    say(f"Đường dẫn dùng một lần để {login} đặt mật khẩu: {place.settings.base_url}/password/{token}")


@main.command()
@click.argument("login")
@click.pass_context
@plainly
def reset_password(context: click.Context, login: str) -> None:
    """Prints a link that sets a new password once, to be handed over on paper."""
    place = opened(context)
    with place.writing() as session:
        account = accounts.find_account(session, login)
        if account is None:
            fail(f"Không có tài khoản {login}.")
            return
        token = accounts.reset_password(session, account, now=clock.now())
    say(f"Đường dẫn dùng một lần, có hiệu lực 7 ngày: {place.settings.base_url}/password/{token}")


@main.command("print")
@click.pass_context
@plainly
def print_commendations(context: click.Context) -> None:
    """Makes every commendation's file that is still missing, and lays copies out for people."""
    place = opened(context)
    for path in print_missing(place):
        say(str(path))


def print_missing(place: Opened) -> list[Path]:
    """The copies of every commendation, those made now and those stored before."""
    folder = place.settings.data / "commendations"
    with place.reading() as session:
        ids = commendations.all_ids(session)
    paths = []
    for commendation_id in track(ids, "Đang in Giấy khen", console=console, disable=not console.is_terminal):
        with place.writing() as session:
            commendation = commendations.whole(session, commendation_id)
            content = commendations.print_one(session, place.store, commendation, now=clock.now())
            paths.append(commendations.lay_out(session, commendation, content, folder))
    return paths


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_context
@plainly
def verify(context: click.Context, file: Path) -> None:
    """Tells whether a PDF is exactly the file that was issued."""
    place = opened(context)
    with place.reading() as session:
        found = commendations.find_by_file(session, file.read_bytes())
        if found is None:
            fail("Tệp này khác bản đã phát hành.")
            return
        facts = found.facts
        say(f"Tệp này đúng là bản đã phát hành. {facts['register_line']}; tặng {facts['recipient']}.")
        if found.demo:
            say("Đây là bản trình diễn, không có giá trị.")


@main.command()
@click.option("--serve/--no-serve", "serving", default=True, help="Serve the site afterwards (default).")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--data", type=click.Path(path_type=Path), help="Data directory; GRADING_DATA, or var/ by default.")
@click.pass_context
@plainly
def demo(context: click.Context, serving: bool, port: int, data: Path | None) -> None:
    """Plays the season of 2022 in Giồng Riềng, shows what came out, and serves the site."""
    from grading import demo as season
    from grading.serving import serve as run

    context.obj = data or context.obj
    place = opened(context, demo=True, base_url=f"http://127.0.0.1:{port}")
    (place.settings.data / DEMONSTRATION).touch()
    season.play(place.engine, place.store, place.settings, console)
    if serving:
        run(place.settings, "127.0.0.1", port)


if __name__ == "__main__":
    main()
