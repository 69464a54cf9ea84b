"""The group of all commands. It knows their names and modules, and imports a module only when its command is typed."""

import ast
import gettext as library
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path

import click

from grading.cli.speaking import LANGUAGES, Spoken
from grading.cli.speaking import marked as _

MODULES = {
    "benching": ("bench",),
    "campaigning": ("change-process", "extend", "not-rated", "open-campaign"),
    "ending": ("cancel-campaign", "close-campaign", "reopen-campaign"),
    "importing": (
        "export-units", "import-figures", "import-months", "import-past-awards", "import-past-results",
        "import-successions", "import-units",
    ),
    "jobs": ("jobs",),
    "migrating": ("migrate",),
    "papers": ("print", "verify"),
    "people": ("add-account", "import-accounts", "rename-account", "reset-password"),
    "programmes": (
        "export-programme", "import-programmes", "list-programmes", "programmes", "publish-programme",
        "withdraw-programme",
    ),
    "rehearsing": ("rehearse",),
    "running": ("check", "demo", "init", "prove", "serve"),
}  # fmt: skip
"""The commands of each module of this package. A module registers its commands with `main` when it is imported."""


_COMMANDS = "Commands"
"""The library writes this above the list, and its catalogue has it."""


class LazyGroup(Spoken):
    """A group whose list of commands costs no import: the whole application takes a second or two to load."""

    @cached_property
    def _module_of(self) -> dict[str, str]:
        return {name: module for module, names in MODULES.items() for name in names}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._module_of)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._module_of:
            import_module(f"grading.cli.{self._module_of[cmd_name]}")
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list as click does, with sentences that are read from the sources."""
        said = {name: library.gettext(words) for module in MODULES for name, words in _sentences(module) if words}
        longest = formatter.width - 6 - max(map(len, self._module_of))
        with formatter.section(library.gettext(_COMMANDS)):
            rows = [(name, said.get(name, "")) for name in self.list_commands(ctx)]
            formatter.write_dl(
                [(name, click.Command(name, help=words).get_short_help_str(longest)) for name, words in rows]
            )


def _sentences(module: str) -> Iterator[tuple[str, str]]:
    """Yields the name and the help of each command of a module, without importing it."""
    source = Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and (registered := _registered(node)):
            named = [argument.value for argument in registered.args if isinstance(argument, ast.Constant)]
            yield str(named[0]) if named else node.name.replace("_", "-"), _help(registered)


def _registered(function: ast.FunctionDef) -> ast.Call | None:
    """Returns the call that registers a function with `main`; None for any other function."""
    calls = (each for each in function.decorator_list if isinstance(each, ast.Call))
    return next((call for call in calls if ast.unparse(call.func) in ("main.command", "main.group")), None)


def _help(registered: ast.Call) -> str:
    """Returns the words that the call marks for the catalogue: help=_("…")."""
    marked = next((each.value for each in registered.keywords if each.arg == "help"), None)
    words = marked.args[0] if isinstance(marked, ast.Call) else marked
    return str(words.value) if isinstance(words, ast.Constant) else ""


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Bốn Tốt: từ tự đánh giá của chi bộ đến Giấy khen mà ai cũng kiểm tra được."),
)
@click.option(
    "--data", "folder", type=click.Path(path_type=Path), help=_("Thư mục dữ liệu (GRADING_DATA, không có thì var/).")
)
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Ngôn ngữ: vi hoặc en (GRADING_LANG, không có thì vi)."))
@click.pass_context
def main(context: click.Context, folder: Path | None, lang: str | None) -> None:
    context.obj = folder
