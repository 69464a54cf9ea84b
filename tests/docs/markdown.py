"""Writes tables and first paragraphs for the generated parts of the documentation."""

from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_in_a_cell, line))} |" for line in lines)


def one_line(docstring: str | None) -> str:
    """Returns the first paragraph of a docstring without its line breaks, or "" if there is no docstring."""
    return " ".join((docstring or "").strip().partition("\n\n")[0].split())


def _in_a_cell(text: str) -> str:
    return text.replace("|", "\\|")
