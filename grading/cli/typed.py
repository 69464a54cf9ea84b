"""Days as a person types them behind a command."""

from datetime import date
from typing import Any

import click

from grading.cli.place import failures
from workflows import Reason


class _Unread(click.ClickException):
    """A word of the command that means nothing; it is said in one sentence, as every other mistake is."""

    def show(self, file: Any = None) -> None:
        failures.print(self.format_message(), markup=False, highlight=False)


class _Day(click.ParamType[date]):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from grading import words
        from grading.typed.days import day_of

        if isinstance(value, date):
            return value
        day = day_of(value)
        if isinstance(day, Reason):
            raise _Unread(f"{_place(param)}{words.reason_words(day)}")
        return day


def _place(param: click.Parameter | None) -> str:
    """Returns the option as it was typed, or the name of the argument in the usage."""
    if param is None:
        return ""
    return f"{param.opts[0] if isinstance(param, click.Option) else param.human_readable_name}: "


DAY = _Day()
"""A day in any spelling that the pages read."""
