"""The group of all commands. It knows their names and modules, and imports a module only when its command is typed."""

import ast
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import click

MODULES = {
    "benching": ("bench",),
    "campaigning": ("change-process", "close-campaign", "extend", "not-rated", "open-campaign"),
    "importing": (
        "export-units", "import-figures", "import-months", "import-past-awards", "import-past-results",
        "import-successions", "import-units",
    ),
    "jobs": ("jobs",),
    "migrating": ("migrate",),
    "papers": ("print", "verify"),
    "people": ("add-account", "import-accounts", "reset-password"),
    "programmes": (
        "export-programme", "import-programmes", "list-programmes", "programmes", "publish-programme",
        "withdraw-programme",
    ),
    "rehearsing": ("rehearse",),
    "running": ("check", "demo", "init", "prove", "serve"),
}  # fmt: skip
"""The commands of each module of this package. A module registers its commands with `main` when it is imported."""


class LazyGroup(click.Group):
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
        said = dict(sentence for module in MODULES for sentence in _sentences(module))
        longest = formatter.width - 6 - max(map(len, self._module_of))
        with formatter.section("Commands"):
            rows = [(name, said.get(name, "")) for name in self.list_commands(ctx)]
            formatter.write_dl(
                [(name, click.Command(name, help=words).get_short_help_str(longest)) for name, words in rows]
            )


def _sentences(module: str) -> Iterator[tuple[str, str]]:
    """Yields the name and the docstring of each command of a module, without importing it."""
    source = Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and (name := _name(node)):
            yield name, cleandoc(ast.get_docstring(node) or "")


def _name(function: ast.FunctionDef) -> str | None:
    """Returns the name under which a function is registered with `main`; None for any other function."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) in ("main.command", "main.group"):
            named = [argument.value for argument in decorator.args if isinstance(argument, ast.Constant)]
            return str(named[0]) if named else function.name.replace("_", "-")
    return None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", "folder", type=click.Path(path_type=Path), help="Data directory (GRADING_DATA, else var/).")
@click.pass_context
def main(context: click.Context, folder: Path | None) -> None:
    """Bốn Tốt: from a cell's self-assessment to the commendation anyone can verify."""
    context.obj = folder
