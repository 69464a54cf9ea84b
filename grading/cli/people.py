"""Commands that make accounts and print links for passwords."""

from pathlib import Path

import click

from grading import clock
from grading.actors import command
from grading.cli.place import Opened, fail, main, opened, plainly, say
from grading.services.accounts import accounts, importing, links, roles
from grading.services.units import units
from grading.words import spellings
from workflows import Role

FIRST = "Cấp lần đầu"
"""The reason for the first link of an account that a command makes."""


def say_link(place: Opened, words: str, token: str, *, waits: bool = False) -> None:
    """Prints a link, after a warning: whoever reads the screen or a kept log sets the password."""
    say("Chú ý: ai thấy đường dẫn dưới đây cũng đặt được mật khẩu của tài khoản, cho đến khi đường dẫn được dùng.")
    say("Chỉ giao cho chủ tài khoản; không chụp màn hình, không gửi vào nhóm, không để lại trong nhật ký của máy.")
    if waits:
        say("Đường dẫn mở được sau khi một quản trị viên xác nhận ở trang của tài khoản.")
    say(f"{words}: {place.settings.base_url}/password/{token}")


@main.command()
@click.argument("login")
@click.option("--role", type=click.Choice(list(Role)), required=True)
@click.option("--unit", help="Code of the unit; none for an administrator.")
@click.option("--reason", default=FIRST, show_default=True, help="Why the link is made; its owner reads it.")
@click.pass_context
@plainly
def add_account(context: click.Context, login: str, role: str, unit: str | None, reason: str) -> None:
    """Makes an account with one role, and prints its one-time link."""
    place, now = opened(context), clock.now()
    with place.writing() as session:
        seat = units.get_unit(session, unit) if unit else None
        account = accounts.find_account(session, login) or accounts.make_account(session, command(now), login)
        roles.grant_role(session, command(now), account, Role(role), seat, valid_from=clock.day(now))
        token = links.reset_password(session, command(now), account, reason)
        waits = links.find_waiting(session, account, now, two_people=place.settings.two_for_links)
    say_link(place, f"Đường dẫn dùng một lần để {login} đặt mật khẩu", token, waits=waits is not None)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def import_accounts(context: click.Context, file: Path) -> None:
    """Makes accounts with their roles from a CSV or XLSX file (login, role, unit_code; valid_from, valid_to); all of it
    or nothing."""
    with opened(context).writing() as session:
        done = importing.import_accounts(session, command(clock.now()), file, spellings.roles())
    say(f"Tài khoản: thêm {done.accounts}. Nhiệm vụ: giao {done.roles}, giữ nguyên {done.unchanged}.")
    if done.accounts:
        say("Tài khoản mới chưa có mật khẩu. Mời cấp đường dẫn đặt mật khẩu cho từng tài khoản, ")
        say("ở trang của tài khoản, hoặc bằng bin/grading reset-password.")


@main.command()
@click.argument("login")
@click.option("--reason", default="", help="Why the link is made: required; the account's owner reads it.")
@click.pass_context
@plainly
def reset_password(context: click.Context, login: str, reason: str) -> None:
    """Prints a link that sets a new password once, to be handed over on paper."""
    place = opened(context)
    if not reason.strip():
        fail('Mời ghi lý do cấp đường dẫn bằng --reason, ví dụ --reason "Bí thư quên mật khẩu".')
    with place.writing() as session:
        account = accounts.find_account(session, login)
        if account is None:
            fail(f"Không có tài khoản {login}.")
            return
        now = clock.now()
        token = links.reset_password(session, command(now), account, reason)
        waits = links.find_waiting(session, account, now, two_people=place.settings.two_for_links)
    say_link(place, "Đường dẫn dùng một lần, có hiệu lực 7 ngày", token, waits=waits is not None)
