"""The placeholders in {braces} that each text of a programme may contain."""

import string
from collections.abc import Mapping
from typing import Any

from grading.rules.programmes.reading.document import Document, Found

SENTENCES: Mapping[str, frozenset[str]] = {
    "sum": frozenset({"unit", "reported", "computed", "n", "total"}),
    "share": frozenset({"unit", "reported", "computed", "part", "whole"}),
    "mean": frozenset({"unit", "reported", "computed", "total", "count"}),
    "ordered": frozenset({"unit", "reported", "computed"}),
    "parts": frozenset({"unit", "reported", "computed"}),
    "year_on_year": frozenset({"unit", "reported", "before", "difference", "year", "last_year"}),
}
_NONE: frozenset[str] = frozenset()
_AWARD = frozenset({"year", "from", "to"})
_REGISTER = frozenset({"register_no"})


def text_faults(document: Document) -> Found:
    """Yields texts with unclosed braces, or with a placeholder that cannot be filled in that text."""
    for index, rule in enumerate(document["consistency"]):
        yield from _text(rule["sentence"], ["consistency", index, "sentence"], SENTENCES[rule["kind"]])
    for index, award in enumerate(document["awards"]):
        yield from _text(award["text"], ["awards", index, "text"], _AWARD)
        for number, earlier in enumerate(award.get("earlier", ())):
            yield from _text(earlier["text"], ["awards", index, "earlier", number, "text"], _AWARD)
    paper: Mapping[str, Any] = document.get("paper") or {}
    for name in ("give", "register_line", "office", "place"):
        allowed = _REGISTER if name == "register_line" else _NONE
        yield from _faults(paper.get(name) or "", ["paper", name], allowed)


def _text(text: Mapping[str, str], steps: list[str | int], allowed: frozenset[str]) -> Found:
    for language in ("vi", "en"):
        yield from _faults(text[language], [*steps, language], allowed)


def _faults(text: str, steps: list[str | int], allowed: frozenset[str]) -> Found:
    try:
        fields = list(string.Formatter().parse(text))
    except ValueError:
        yield "braces", steps, {}
        return
    for _, name, spec, conversion in fields:
        if name is not None and (name not in allowed or spec or conversion):
            params: dict[str, object] = {"name": name, "allowed": ", ".join(sorted(allowed)) or "không có"}
            yield "placeholder", steps, params
