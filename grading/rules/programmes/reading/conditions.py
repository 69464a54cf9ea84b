"""Reads conditions: their form in a Programme, and every clause with its place in the file."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from grading.rules.programmes.parts.operands import RECOGNISED
from grading.rules.programmes.reading.document import Document, Steps, hundredths

JOINS = ("all", "any", "not", "at_least")
"""The ways to join clauses, as the file writes them."""
LOOKS = (
    "figure", "points_of", "none_at_zero", "grades_of", "group_grades_of", "outcome_of", "type_is", "kind_is",
    "registered", "judged",
)  # fmt: skip
"""What a clause may look at, as the file writes it."""
TESTS = (*LOOKS, *JOINS)
_AGO: Mapping[str, list[int]] = {"this": [0], "last": [1]}


def condition_form(condition: Document) -> dict[str, Any]:
    """Returns a condition in the form that codec.decode needs. The file's `also` joins two figures."""
    kept_names = ("key", "source", "unless", "applies_to", "sentence")
    kept = {name: condition[name] for name in kept_names if name in condition}
    if "also" in condition:
        return {**kept, "join": "all", "parts": [_clause(condition), _clause(condition["also"])]}
    return {**kept, **_clause(condition)}


def named_test(clause: Document) -> str | None:
    """Returns the one test that a clause names, or None where it names none or several. A number beside grades is no
    way to join."""
    tests = tests_in(clause)
    return tests[0] if len(tests) == 1 else None


def tests_in(clause: Document) -> list[str]:
    return [name for name in TESTS if name in clause and (name != "at_least" or isinstance(clause[name], Mapping))]


def parts_of(clause: Document, steps: Steps) -> Iterator[tuple[Steps, Document]]:
    """Yields the clauses that a clause joins, with their places."""
    for name in ("all", "any"):
        for index, part in enumerate(clause.get(name, ())):
            yield [*steps, name, index], part
    if "not" in clause:
        yield [*steps, "not"], clause["not"]
    if isinstance(clause.get("at_least"), Mapping):
        for index, part in enumerate(clause["at_least"]["of"]):
            yield [*steps, "at_least", "of", index], part
    if "also" in clause:
        yield [*steps, "also"], clause["also"]


def all_conditions(document: Document) -> Iterator[tuple[Steps, Document]]:
    """Yields every condition of an outcome, and every case that forces, caps or lowers one."""
    for index, rule in enumerate(document.get("outcomes", ())):
        for field in ("conditions", "vetoes", "caps"):
            for number, condition in enumerate(rule.get(field, ())):
                yield ["outcomes", index, field, number], condition
    for number, condition in enumerate(document.get("lowered_by", ())):
        yield ["lowered_by", number], condition


def all_clauses(document: Document) -> Iterator[tuple[Steps, Document]]:
    """Yields every clause of every condition, the joined ones before their parts."""
    for steps, condition in all_conditions(document):
        yield from _with_parts(condition, steps)


def _with_parts(clause: Document, steps: Steps) -> Iterator[tuple[Steps, Document]]:
    yield steps, clause
    for where, part in parts_of(clause, steps):
        yield from _with_parts(part, where)


def _clause(clause: Document) -> dict[str, Any]:
    test = named_test(clause)
    return _FORMS[test](clause) if test else {}


def _figure(clause: Document) -> dict[str, Any]:
    other = clause.get("value_of")
    form = {"figure": clause["figure"], "operator": clause["operator"], "value": hundredths(clause.get("value"))}
    if other is None:
        return form
    numbers = {"times": hundredths(other.get("times", 100)), "plus": hundredths(other.get("plus", 0))}
    return {**form, "value_of": {"figure": other["figure"], "year": other.get("period", "this"), **numbers}}


def _points(clause: Document) -> dict[str, Any]:
    of = {"of": names_of(clause["points_of"]), "measure": clause.get("in", "points")}
    return {"points_of": of, "operator": clause["operator"], "value": hundredths(clause.get("value"))}


def names_of(entry: str | list[str]) -> list[str]:
    return [entry] if isinstance(entry, str) else entry


def _grades(clause: Document) -> dict[str, Any]:
    return {"groups": clause["grades_of"], "grade": clause["value"], **_counting(clause)}


def _group_grades(clause: Document) -> dict[str, Any]:
    return {"groups": clause["group_grades_of"], "group_grade": clause["value"], **_counting(clause)}


def _counting(clause: Document) -> dict[str, Any]:
    limits = {name: clause[name] for name in ("at_least", "at_most") if name in clause}
    return {"operator": clause["operator"], "number": limits or None}


def _outcome(clause: Document) -> dict[str, Any]:
    asked = clause["outcome_of"]
    period = asked["period"]
    years = _AGO[period] if isinstance(period, str) else period
    return {"outcome_of": {"of": asked["of"], "at_least": asked.get("at_least", RECOGNISED), "years_ago": years}}


def _joined(name: str) -> Callable[[Document], dict[str, Any]]:
    def form(clause: Document) -> dict[str, Any]:
        parts = [clause[name]] if name == "not" else clause[name]["of"] if name == "at_least" else clause[name]
        count = clause[name]["count"] if name == "at_least" else None
        return {"join": name, "count": count, "parts": [_clause(part) for part in parts]}

    return form


_FORMS: Mapping[str, Callable[[Document], dict[str, Any]]] = {
    "figure": _figure,
    "points_of": _points,
    "none_at_zero": lambda clause: {"points_of": {"of": clause["none_at_zero"], "measure": "none_at_zero"}},
    "grades_of": _grades,
    "group_grades_of": _group_grades,
    "outcome_of": _outcome,
    "type_is": lambda clause: {"unit_is": {"types": clause["type_is"]}},
    "kind_is": lambda clause: {"unit_is": {"kinds": clause["kind_is"]}},
    "registered": lambda clause: {"unit_is": {"registered": clause["registered"]}},
    "judged": lambda clause: {"judged": clause["judged"]},
    **{name: _joined(name) for name in JOINS},
}
