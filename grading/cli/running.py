"""Commands that run the service and look after its data."""

import sys
from pathlib import Path

import click

from grading import clock
from grading.cli.migrating import prepare
from grading.cli.people import FIRST, say_link
from grading.cli.place import DEMONSTRATION, Opened, console, fail, main, opened, plainly, say, settings_of
from grading.cli.private import keep_private, say_open_keys
from grading.cli.speaking import gettext, pgettext
from grading.cli.speaking import marked as _
from workflows import PROCESSES, Role, prove


@main.command(help=_("Tạo cơ sở dữ liệu và đường dẫn dùng một lần cho quản trị viên đầu tiên."))
@click.option("--admin", default="admin", show_default=True, help=_("Tên đăng nhập của quản trị viên đầu tiên."))
@click.pass_context
@plainly
def init(context: click.Context, admin: str) -> None:
    """Makes the database and a one-time link for the first administrator."""
    from grading.actors import command
    from grading.services.accounts import accounts, links, roles

    place = Opened(settings_of(context))
    prepare(place)
    keep_private(place)
    with place.writing() as session:
        account = accounts.find_account(session, admin)
        if account is None:
            account = accounts.make_account(session, command(clock.now()), admin)
            roles.grant_role(
                session, command(clock.now()), account, Role.admin, None, valid_from=clock.day(clock.now())
            )
        token = links.reset_password(session, command(clock.now()), account, FIRST)
    say(gettext("Cơ sở dữ liệu: %(url)s", url=place.engine.url.render_as_string(hide_password=True)))
    say_link(place, gettext("Đường dẫn dùng một lần để %(login)s đặt mật khẩu", login=admin), token)


@main.command(help=_("Mở trang web bằng waitress: một tiến trình, nhiều luồng; hợp với SQLite."))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.pass_context
@plainly
def serve(context: click.Context, host: str, port: int) -> None:
    """Serves the site with waitress: one process, many threads, right for SQLite."""
    from grading.serving import serve as run

    place = Opened(settings_of(context))
    place.require_filled()
    prepare(place)
    keep_private(place)
    run(place.settings, host, port)


@main.command("check", help=_("Kiểm tra mọi điều luôn phải đúng trên dữ liệu đang dùng."))
@click.pass_context
@plainly
def check(context: click.Context) -> None:
    """Runs every invariant on the live data, and looks at the keys beside it."""
    from grading.services.invariants import checks, naming
    from grading.words.findings.saying import finding_words
    from grading.words.invariants import invariant_words

    place = opened(context)
    with place.reading() as session:
        violations = naming.named(session, checks.run(session, place.store))
    for name, broken in violations.items():
        holds = pgettext("check", "SAI ") if broken else pgettext("check", "đúng")
        say(f"{holds} {name}: {invariant_words(name)}")
        for finding in broken:
            say(f"      {finding_words(finding)}")
    has_open_keys = say_open_keys(place.settings.data)
    if has_open_keys or any(violations.values()):
        sys.exit(1)


@main.command(
    "prove",
    help=_("Chứng minh các quy trình: bước nào cũng tới được, kết thúc được, có người làm, và không ai ở cả hai phía."),
)
@plainly
def prove_processes() -> None:
    """Proves every process table: reachable, ending, owned, nobody on both sides of a control."""
    from grading.words.proofs import proof_words

    findings = [f"{name}: {proof_words(finding)}" for name, process in PROCESSES.items() for finding in prove(process)]
    for name, process in PROCESSES.items():
        say(
            gettext(
                "%(name)s: %(states)s trạng thái, %(steps)s bước, %(acts)s việc",
                name=name,
                states=len(process.states),
                steps=len(process.steps),
                acts=len(process.acts),
            )
        )
    if findings:
        fail(*findings)
    say(gettext("Đã chứng minh."))


@main.command(help=_("Diễn lại mùa đánh giá năm 2022 ở Giồng Riềng, in kết quả rồi mở trang web."))
@click.option("--serve/--no-serve", "serving", default=True, help=_("Sau đó mở trang web (mặc định)."))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--data", "folder", type=click.Path(path_type=Path), help=_("Thư mục dữ liệu (GRADING_DATA, không có thì var/).")
)
@click.pass_context
@plainly
def demo(context: click.Context, serving: bool, port: int, folder: Path | None) -> None:
    """Plays the season of 2022 in Giồng Riềng, shows what came out, and serves the site."""
    from grading import demo as season
    from grading.serving import serve as run

    context.obj = folder or context.obj
    place = Opened(settings_of(context, demo=True, base_url=f"http://127.0.0.1:{port}"))
    prepare(place)
    (place.settings.data / DEMONSTRATION).touch()
    season.play(place.engine, place.store, place.settings, console)
    if serving:
        run(place.settings, "127.0.0.1", port)
