"""Lets commands speak Vietnamese, or English by --lang en or GRADING_LANG: their help, and what the library says."""

import gettext as library
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from config.place import PREFIX, PROJECT

LANGUAGES = ("vi", "en")
TRANSLATIONS = PROJECT / "grading" / "translations"
_OPTION = "--lang"
_HELP = "Show this message and exit."
"""The library says this of --help, and its catalogue has it."""


def marked(words: str) -> str:
    """Marks help for the catalogue, under the name `_`; it is translated where it is shown."""
    return words


def gettext(words: str, /, **given: Any) -> str:
    """Says a sentence of a command in its language. The libraries of the web are loaded when the first one is said."""
    from flask_babel import gettext as said

    return str(said(words, **given))


def pgettext(context: str, words: str, /) -> str:
    """Says words that mean something else elsewhere."""
    from flask_babel import pgettext as said

    return str(said(context, words))


_ = marked
_USAGE = {"[OPTIONS]": _("[TÙY CHỌN]"), "COMMAND [ARGS]...": _("LỆNH [THAM SỐ]...")}


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Makes the help and the library of the commands speak this language: both read the catalogue by gettext."""
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language
    library.bindtextdomain("messages", str(TRANSLATIONS))
    library.textdomain("messages")
    try:
        yield
    finally:
        os.environ.pop("LANGUAGE")
        if before is not None:
            os.environ["LANGUAGE"] = before


@contextmanager
def answering(language: str) -> Iterator[None]:
    """Makes the sentences of the service speak this language. The list of commands needs none of them, and the
    libraries of the web take longer to load than all the rest of it."""
    if language == LANGUAGES[0]:
        yield
        return
    from flask import Flask
    from flask_babel import Babel, force_locale

    app = Flask(__name__)
    Babel(app, default_locale=LANGUAGES[0], default_translation_directories=str(TRANSLATIONS))
    with app.test_request_context(), force_locale(language):
        yield


def language_of(arguments: Sequence[str]) -> str:
    """Returns the language that the options name, else that of the environment, else Vietnamese. It is needed before
    the options are read, because reading them may already end with the help or with a mistake."""
    asked = os.environ.get(f"{PREFIX}LANG", "")
    for number, argument in enumerate(arguments):
        if argument == _OPTION:
            asked = next(iter(arguments[number + 1 :]), "")
        elif argument.startswith(f"{_OPTION}="):
            asked = argument.removeprefix(f"{_OPTION}=")
    return asked if asked in LANGUAGES else LANGUAGES[0]


class Said(click.Command):
    """A command whose help is translated where it is shown."""

    def get_short_help_str(self, limit: int = 45) -> str:
        with _translated([self]):
            return super().get_short_help_str(limit)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)  # the library keeps it, in the language of the first time
        if option is not None:
            option.help = library.gettext(_HELP)
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [
            library.gettext(_USAGE[piece]) if piece in _USAGE else piece for piece in super().collect_usage_pieces(ctx)
        ]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with _translated([self]):
            super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with _translated([param for param in self.get_params(ctx) if isinstance(param, click.Option)]):
            super().format_options(ctx, formatter)


class SaidGroup(Said, click.Group):
    """A group of such commands."""

    command_class = Said


class Spoken(SaidGroup):
    """All commands: they run in the language that was asked for."""

    group_class = SaidGroup

    def main(self, args: Sequence[str] | None = None, *rest: Any, **given: Any) -> Any:
        with spoken(language_of(list(args) if args is not None else sys.argv[1:])):
            return super().main(args, *rest, **given)

    def invoke(self, ctx: click.Context) -> Any:
        with answering(os.environ["LANGUAGE"]):
            return super().invoke(ctx)


@contextmanager
def _translated(helped: Sequence[click.Command | click.Option]) -> Iterator[None]:
    kept = [(each, each.help) for each in helped]
    try:
        for each, words in kept:
            each.help = library.gettext(words) if words else words
        yield
    finally:
        for each, words in kept:
            each.help = words
