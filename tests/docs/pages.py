"""The parts of the documentation that are made from the code: their pages, and how they are rewritten."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conventions.tree import ROOT
from tests.docs import conventions, keys, modules, packages, tables, words
from workflows import PROCESSES
from workflows.diagram import mermaid


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a page between two marks. The text that a person writes around the marks stays."""

    page: Path
    name: str
    text: Callable[[], str]

    @property
    def begin(self) -> str:
        return f"<!-- begin {self.name}: made by python -m tests.docs -->"

    @property
    def end(self) -> str:
        return f"<!-- end {self.name} -->"

    def shown(self) -> str:
        """Returns the text between the marks as it is now."""
        return self._split()[1].strip()

    def write(self) -> None:
        before, _, after = self._split()
        self.page.write_text(f"{before}{self.begin}\n\n{self.text()}\n\n{self.end}{after}", encoding="utf-8")

    def _split(self) -> tuple[str, str, str]:
        """Returns the text before, between and after the marks. Raises ValueError when the page lacks one of them."""
        before, begin, rest = self.page.read_text(encoding="utf-8").partition(self.begin)
        between, end, after = rest.partition(self.end)
        if not (begin and end):
            raise ValueError(f"{self.page.name} lacks one of the lines {self.begin} and {self.end}")
        return before, between, after


def _process() -> str:
    return f"```mermaid\n{mermaid(PROCESSES['three_tier_rating'])}\n```"


PARTS = tuple(
    Part(page=ROOT / page, name=name, text=text)
    for page, name, text in (
        ("README.md", "process", _process),
        ("CONTRIBUTING.md", "conventions", conventions.listed),
        ("docs/architecture.md", "floors", packages.floors),
        ("docs/architecture.md", "services", packages.services),
        ("docs/architecture.md", "web", packages.web),
        ("docs/data.md", "tables", tables.document),
        ("docs/glossary.md", "words", words.tables),
        ("docs/modules.md", "modules", modules.listed),
        ("docs/programme-keys.md", "keys", keys.listed),
    )
)
