"""Everything that the documentation names exists: files, folders, modules, tests, links, commands, settings, words."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from config.settings import PREFIX, Settings
from grading.cli.group import MODULES
from tests.conventions.tree import ROOT, files, name, nothing

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FOLDERS = "grading|workflows|config|templates|tests|docs|bin"
TOLD = re.compile(r"`([^`\n]+)`|^(?: {4}|\.venv|bin/|GRADING_).*$", re.MULTILINE)
"""Text between backticks, and lines of commands."""
PATH = re.compile(rf"(?<![\w./-])(?:{FOLDERS})(?:/[\w.-]+)*/?[\w-]*(?:\.\w+)?")
MODULE = re.compile(r"(?<![\w./-])(?:grading|workflows|config|tests)(?:\.\w+)+")
LINK = re.compile(r"\]\(([^)\s]+)\)")
TEST = re.compile(r"`(test_\w+)`")


def told(page: Path) -> Iterator[str]:
    return (match[0] for match in TOLD.finditer(page.read_text(encoding="utf-8")))


def paths_in(page: Path) -> set[str]:
    return {path.rstrip(".") for text in told(page) for path in PATH.findall(text) if "/" in path}


def is_module(dotted: str) -> bool:
    """Says whether the name is a module, a package, or a name that a module defines."""
    path = ROOT / dotted.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    file = path.parent.with_suffix(".py")
    return file.is_file() and re.search(rf"\b{path.name}\b", file.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_path_that_a_page_names_exists(path: Path) -> None:
    missing = [named for named in sorted(paths_in(path)) if not (ROOT / named).exists()]

    nothing(missing, f"{name(path)}: name the place where it is now")


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_module_that_a_page_names_exists(path: Path) -> None:
    named = {dotted for text in told(path) for dotted in MODULE.findall(text)}

    nothing(sorted(dotted for dotted in named if not is_module(dotted)), f"{name(path)}: name the module of today")


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_link_of_a_page_leads_to_a_file(path: Path) -> None:
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not link.startswith("https://")]

    nothing([link for link in links if not (path.parent / link).exists()], f"{name(path)}: link to a file that exists")


def test_every_test_that_holds_a_recipe_exists() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in files(".py", under="tests"))
    named = set(chain.from_iterable(TEST.findall(page.read_text(encoding="utf-8")) for page in PAGES))

    assert len(named) >= 20
    nothing(sorted(test for test in named if f"def {test}(" not in tests), "name the test that holds the recipe today")


def test_the_readme_names_every_command_and_every_setting() -> None:
    settings = [f"{PREFIX}{field.upper()}" for field in Settings.model_fields]
    unnamed = [word for word in [*chain(*MODULES.values()), *settings] if not re.search(rf"`{word}\b", README)]

    nothing(unnamed, "README.md: give it a place in the tables of commands and settings")


def test_the_code_and_the_pages_use_the_words_of_the_glossary() -> None:
    things = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").partition("## Words of the pages")[0]
    rows = [line.split("|")[1:3] for line in things.splitlines() if line.startswith("| `")]
    code = "".join(path.read_text(encoding="utf-8") for path in files(".py", under="grading"))
    code += "".join(path.read_text(encoding="utf-8") for path in files(".py", under="workflows"))
    shown = (code + "".join(path.read_text(encoding="utf-8") for path in files(".html", ".yaml"))).casefold()
    names = {code_name for codes, _words in rows for code_name in re.findall(r"`(\w+)`", codes)}
    words = [word.strip() for _codes, cell in rows for word in cell.split(",")]

    assert len(names) >= 30
    nothing(sorted(names - set(re.findall(r"^(?:class )?(\w+)(?: =|\W)", code, re.MULTILINE))), "name the class")
    nothing([word for word in words if word.casefold() not in shown], "write the word that the pages use, or no word")
