"""Commands that make accounts and print links for passwords."""

import click

from grading import clock
from grading.actors import command
from grading.cli.place import fail, main, opened, plainly, say
from grading.services.accounts import accounts, links, roles
from grading.services.units import units
from workflows import Role


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
        account = accounts.find_account(session, login) or accounts.make_account(session, command(now), login)
        roles.grant_role(session, command(now), account, Role(role), seat, valid_from=clock.day(now))
        token = links.reset_password(session, command(now), account)
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
        token = links.reset_password(session, command(clock.now()), account)
    say(f"Đường dẫn dùng một lần, có hiệu lực 7 ngày: {place.settings.base_url}/password/{token}")
