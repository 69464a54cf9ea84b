"""Commands that make accounts and print links for passwords."""

from pathlib import Path

import click

from grading import clock
from grading.cli.place import Opened, fail, main, opened, plainly, say
from grading.cli.speaking import gettext
from grading.cli.speaking import marked as _
from workflows import Role

FIRST = "Cấp lần đầu"
"""The reason for the first link of an account that a command makes."""


def say_link(place: Opened, words: str, token: str, *, waits: bool = False) -> None:
    """Prints a link, after a warning: whoever reads the screen or a kept log sets the password."""
    say(
        gettext(
            "Chú ý: ai thấy đường dẫn dưới đây cũng đặt được mật khẩu của tài khoản, cho đến khi đường dẫn được dùng."
        )
    )
    say(
        gettext(
            "Chỉ giao cho chủ tài khoản; không chụp màn hình, không gửi vào nhóm, không để lại trong nhật ký của máy."
        )
    )
    if waits:
        say(gettext("Đường dẫn mở được sau khi một quản trị viên xác nhận ở trang của tài khoản."))
    say(f"{words}: {place.settings.base_url}/password/{token}")


@main.command(
    help=_(
        "Tạo tài khoản với một nhiệm vụ, và in đường dẫn dùng một lần. Không ghi LOGIN thì tên đặt theo nhiệm vụ và "
        "tên tổ chức, như bithu.hoathuan05."
    )
)
@click.argument("login", default="")
@click.option("--role", type=click.Choice(list(Role)), required=True)
@click.option("--unit", help=_("Mã tổ chức đảng; quản trị hệ thống thì không ghi."))
@click.option("--reason", default=FIRST, show_default=True, help=_("Lý do cấp đường dẫn; chủ tài khoản đọc được."))
@click.pass_context
@plainly
def add_account(context: click.Context, login: str, role: str, unit: str | None, reason: str) -> None:
    """Makes an account with one role, and prints its one-time link. Without a login it is named by rule."""
    from grading.actors import command
    from grading.services.accounts import accounts, links, naming, roles, voiding
    from grading.services.units import units

    place, now = opened(context), clock.now()
    with place.writing() as session:
        seat = units.get_unit(session, unit) if unit else None
        login = login or naming.free_name(session, Role(role), seat)
        account = accounts.find_account(session, login) or accounts.make_account(session, command(now), login)
        roles.grant_role(session, command(now), account, Role(role), seat, valid_from=clock.day(now))
        voiding.void_unconfirmed(session, command(now), two_people=place.settings.two_for_links)
        token = links.reset_password(session, command(now), account, reason)
        waits = links.find_waiting(session, account, now, two_people=place.settings.two_for_links)
    say_link(
        place, gettext("Đường dẫn dùng một lần để %(login)s đặt mật khẩu", login=login), token, waits=waits is not None
    )


@main.command(
    help=_(
        "Tạo tài khoản kèm nhiệm vụ từ tệp CSV, XLSX (login, role, unit_code; valid_from, valid_to); được tất cả hoặc "
        "không gì cả. Ô login để trống thì tên đặt theo nhiệm vụ và tên tổ chức."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@plainly
def import_accounts(context: click.Context, file: Path) -> None:
    from grading.actors import command
    from grading.services.accounts import importing, voiding
    from grading.words import spellings

    place, actor = opened(context), command(clock.now())
    with place.writing() as session:
        done = importing.import_accounts(session, actor, file, spellings.roles())
        found = voiding.void_unconfirmed(session, actor, two_people=place.settings.two_for_links)
        voided = [account.login for account in found]
    say(
        gettext(
            "Tài khoản: thêm %(accounts)s. Nhiệm vụ: giao %(roles)s, giữ nguyên %(unchanged)s.",
            accounts=done.accounts, roles=done.roles, unchanged=done.unchanged,
        )
    )  # fmt: skip
    if voided:
        say(
            gettext(
                "Mật khẩu chưa có quản trị viên thứ hai xác nhận, nên không còn dùng được: %(logins)s. "
                "Mời cấp đường dẫn mới.",
                logins=", ".join(voided),
            )
        )
    for login, code in done.named.items():
        say(f"  {login}: {code}" if code else f"  {login}")
    if done.accounts:
        say(
            gettext(
                "Tài khoản mới chưa có mật khẩu. Mời cấp đường dẫn đặt mật khẩu cho từng tài khoản, ở trang của tài "
                "khoản, hoặc bằng bin/grading reset-password."
            )
        )


@main.command(help=_("Đổi tên đăng nhập của một tài khoản; nhiệm vụ, mật khẩu, nhật ký giữ nguyên."))
@click.argument("login")
@click.argument("new")
@click.pass_context
@plainly
def rename_account(context: click.Context, login: str, new: str) -> None:
    """Gives an account another login name; roles, password and record stay."""
    from grading.actors import command
    from grading.services.accounts import accounts

    with opened(context).writing() as session:
        account = accounts.find_account(session, login)
        if account is None:
            fail(gettext("Không có tài khoản %(login)s.", login=login))
            return
        accounts.rename(session, command(clock.now()), account, new)
        name = account.login
    say(gettext("Tên đăng nhập mới: %(login)s.", login=name))


@main.command(help=_("In đường dẫn dùng một lần để đặt mật khẩu mới, giao trên giấy."))
@click.argument("login")
@click.option("--reason", default="", help=_("Lý do cấp đường dẫn, bắt buộc; chủ tài khoản đọc được."))
@click.pass_context
@plainly
def reset_password(context: click.Context, login: str, reason: str) -> None:
    """Prints a link that sets a new password once, to be handed over on paper."""
    from grading.actors import command
    from grading.services.accounts import accounts, links

    place = opened(context)
    if not reason.strip():
        fail(gettext("Mời ghi lý do cấp đường dẫn bằng --reason, ví dụ --reason “Bí thư quên mật khẩu”."))
    with place.writing() as session:
        account = accounts.find_account(session, login)
        if account is None:
            fail(gettext("Không có tài khoản %(login)s.", login=login))
            return
        now = clock.now()
        token = links.reset_password(session, command(now), account, reason)
        waits = links.find_waiting(session, account, now, two_people=place.settings.two_for_links)
    say_link(place, gettext("Đường dẫn dùng một lần, có hiệu lực 7 ngày"), token, waits=waits is not None)
