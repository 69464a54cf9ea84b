"""Reads `given_by` of a criterion: its form, its ways, and the figures that it names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from grading.rules.programmes.reading.document import Document, Steps, hundredths

KINDS = ("bands", "each", "proportion", "taken_off", "steps", "by_level", "highest_of", "sum_of")
"""The ways in which figures give points; a rule names exactly one of them."""
ENDS: Mapping[str, str] = {"from": "least", "above": "above", "to": "most", "below": "below"}
"""The ends of a row as the file writes them, and the fields of the part."""


def giving_form(section: Document | None) -> dict[str, Any] | None:
    """Returns the rule of one criterion in the form that the dataclasses need."""
    return None if section is None else {"departs": section["departs"], "rule": _rule(section)}


def kind_of(section: Document) -> str:
    """Returns the one way that the rule names."""
    return next(kind for kind in KINDS if kind in section)


def figures_of(criterion: Document, document: Document) -> list[str]:
    """Returns the figures that the criterion names, those that give its points, and the operands of their shares."""
    rules = {metric["key"]: metric["rule"] for metric in document["metrics"]}
    named = [name for _steps, name in named_in(criterion["given_by"], [])] if "given_by" in criterion else []
    if "figure" in criterion.get("applies_when", {}):
        named.append(criterion["applies_when"]["figure"])
    operands = [name for key in named for name in operands_of(rules[key])]
    return list(dict.fromkeys([*criterion.get("figures", []), *named, *operands]))


def operands_of(rule: Document) -> list[str]:
    """Returns the operands of a figure's rule: those of a share or a mean; none for any other."""
    names = (rule.get("total"), rule.get("whole"), rule.get("count"))
    return [*rule.get("part", ()), *(name for name in names if name is not None)]


def parts_of(rule: Document, steps: Steps) -> Iterator[tuple[Steps, Document]]:
    """Yields the ways that a rule joins, with their places."""
    for kind in ("highest_of", "sum_of"):
        for index, part in enumerate(rule.get(kind, ())):
            yield [*steps, kind, index], part


def leaves_of(rule: Document, steps: Steps) -> Iterator[tuple[Steps, str, Document]]:
    """Yields each way of the rule that joins no others, with its place and kind."""
    kind = kind_of(rule)
    if kind in ("highest_of", "sum_of"):
        for where, part in parts_of(rule, steps):
            yield from leaves_of(part, where)
    else:
        yield [*steps, kind], kind, rule[kind]


def named_in(rule: Document, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """Yields each figure that the rule reads, with its place."""
    for where, kind, part in leaves_of(rule, steps):
        names = () if kind == "by_level" else ("figure", "done", "of")
        yield from (([*where, name], part[name]) for name in names if name in part)
        if "figure" in part.get("by", {}):
            yield [*where, "by", "figure"], part["by"]["figure"]
        for index, counter in enumerate(part.get("counters", ())):
            yield [*where, "counters", index, "figure"], counter["figure"]


def rows_of(part: Document, steps: Steps) -> Iterator[tuple[Steps, list[Document]]]:
    """Yields each list of rows of bands, with its place: one, or one for each case."""
    if "rows" in part:
        yield [*steps, "rows"], part["rows"]
    for index, case in enumerate(part.get("by", {}).get("cases", ())):
        yield [*steps, "by", "cases", index, "rows"], case["rows"]


def rows_by_type(criterion: Document) -> bool:
    """Returns whether the rows of the criterion are other ones for another type of cell."""
    leaves = leaves_of(criterion["given_by"], []) if "given_by" in criterion else ()
    cases = (case for _where, _kind, part in leaves for case in part.get("by", {}).get("cases", ()))
    return any("types" in case for case in cases)


def is_unset(part: object) -> bool:
    """Returns whether the rule holds a null: a value that the issuer has still to give."""
    if isinstance(part, Mapping):
        return any(is_unset(each) for each in part.values())
    return any(is_unset(each) for each in part) if isinstance(part, list) else part is None


def _rule(section: Document) -> dict[str, Any]:
    kind = kind_of(section)
    if kind in ("highest_of", "sum_of"):
        limits = {name: hundredths(section.get(name)) for name in ("least", "most")}
        return {"kind": kind, "parts": [_rule(part) for part in section[kind]], **limits}
    return {"kind": kind, "unset": is_unset(section[kind]), **_FORMS[kind](section[kind])}


def _bands(part: Document) -> dict[str, Any]:
    by = part.get("by", {})
    cases = [_case(case) for case in by.get("cases", ())]
    return {"figure": part["figure"], "rows": _rows(part.get("rows", ())), "by": by.get("figure"), "cases": cases}


def _case(case: Document) -> dict[str, Any]:
    return {"types": case.get("types", []), "rows": _rows(case["rows"]), **_ends(case)}


def _each(part: Document) -> dict[str, Any]:
    numbers = {name: hundredths(part.get(name)) for name in ("points", "most")}
    return {"figure": part["figure"], "after": hundredths(part.get("after", 0)), **numbers}


def _proportion(part: Document) -> dict[str, Any]:
    numbers = {name: hundredths(part.get(name)) for name in ("points", "of_none")}
    return {"figure": part["done"], "of": part["of"], **numbers}


def _taken_off(part: Document) -> dict[str, Any]:
    return {"points": hundredths(part.get("points")), "counters": [_counter(each) for each in part["counters"]]}


def _counter(counter: Document) -> dict[str, Any]:
    numbers = {name: hundredths(counter.get(name)) for name in ("each", "all_from")}
    after, rows = hundredths(counter.get("after", 0)), _rows(counter.get("rows", ()))
    return {"figure": counter["figure"], "after": after, "rows": rows, **numbers}


def _steps(part: Document) -> dict[str, Any]:
    needed = {name: hundredths(part[name]) for name in ("start", "base", "step", "points")}
    numbers = {name: hundredths(part.get(name)) for name in ("most", "floor")}
    below = hundredths(part.get("below", 0))
    return {"figure": part["figure"], "direction": part["direction"], "below": below, **needed, **numbers}


def _by_level(part: Document) -> dict[str, Any]:
    return {"levels": {name: hundredths(points) for name, points in part.items() if name != "of"}}


def _rows(rows: Iterable[Document]) -> list[dict[str, Any]]:
    return [{"points": hundredths(row["points"]), **_ends(row)} for row in rows]


def _ends(row: Document) -> dict[str, Any]:
    return {field: hundredths(row.get(name)) for name, field in ENDS.items()}


_FORMS: Mapping[str, Callable[[Document], dict[str, Any]]] = {
    "bands": _bands, "each": _each, "proportion": _proportion, "taken_off": _taken_off, "steps": _steps,
    "by_level": _by_level,
}  # fmt: skip
