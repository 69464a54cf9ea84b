"""Checks the shape of a clause: exactly one test, what that test needs beside it, and nothing else."""

from collections.abc import Mapping

from grading.rules.levels import RATINGS, Grade
from grading.rules.programmes.parts.operands import RATING, RECOGNISED
from grading.rules.programmes.reading.conditions import TESTS, tests_in
from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.extending import written

_OWN = frozenset({"key", "source", "unless", "applies_to", "sentence"})
"""The entries of a condition that are not part of its clause."""
_NUMBERS = ("at_least", "more_than", "equal", "at_most", "less_than")
_OF_GRADES = ("every_at_least", "any_at_most", "number_at_least", "number_at_most")
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "figure": ("operator", "value", "value_of", "also"),
    "points_of": ("operator", "value", "in"),
    "grades_of": ("operator", "value", "at_least", "at_most"),
    "group_grades_of": ("operator", "value", "at_least", "at_most"),
}
"""What may stand beside a test; nothing beside any other."""


def shape_faults(clause: Document, steps: Steps) -> Found:
    """Yields the faults of one clause, without those of the clauses that it joins."""
    tests = tests_in(clause)
    if not tests:
        yield "clause_test", steps, {"allowed": ", ".join(TESTS)}
        return
    for name in tests[1:]:
        yield "not_together", [*steps, name], {"name": name}
    if len(tests) == 1:
        for name in sorted({*clause} - _OWN - {tests[0], *_BESIDE.get(tests[0], ())}):
            yield "not_together", [*steps, name], {"name": name}
        yield from _entries(tests[0], clause, steps)


def _entries(test: str, clause: Document, steps: Steps) -> Found:
    if test in ("figure", "points_of"):
        yield from _measured(clause, steps)
    elif test in ("grades_of", "group_grades_of"):
        yield from _graded(test, clause, steps)
    elif test == "outcome_of":
        yield from _outcome(clause["outcome_of"], [*steps, "outcome_of"])


def _measured(clause: Document, steps: Steps) -> Found:
    yield from _required(clause, steps, "operator", _NUMBERS)
    if "value_of" in clause:
        for name in ("value", "also"):
            if name in clause:
                yield "not_together", [*steps, name], {"name": name}
    elif "value" not in clause:
        yield "required", steps, {"name": "value"}
    elif isinstance(clause["value"], str):
        yield "type", [*steps, "value"], {"wanted": "số hoặc null", "found": clause["value"]}


def _graded(test: str, clause: Document, steps: Steps) -> Found:
    yield from _required(clause, steps, "operator", _OF_GRADES)
    if test == "grades_of":
        yield from _required(clause, steps, "value", tuple(Grade))
    elif not isinstance(clause.get("value"), str):
        yield "type", [*steps, "value"], {"wanted": "chữ", "found": written(clause.get("value"))}
    numbers = [name for name in ("at_least", "at_most") if name in clause]
    counts = str(clause.get("operator", "")).startswith("number_")
    if counts and not numbers:
        yield "required", steps, {"name": "at_least"}
    for name in [] if counts else numbers:
        yield "not_together", [*steps, name], {"name": name}
    if len(numbers) == 2 and clause["at_least"] > clause["at_most"]:
        yield "too_big", [*steps, "at_least"], {"found": clause["at_least"], "limit": clause["at_most"]}


def _outcome(asked: Document, steps: Steps) -> Found:
    allowed = tuple(RATINGS) if asked["of"] == RATING else (RECOGNISED,)
    if asked["of"] == RATING or "at_least" in asked:
        yield from _required(asked, steps, "at_least", allowed)


def _required(clause: Document, steps: Steps, name: str, allowed: tuple[str, ...]) -> Found:
    if name not in clause:
        yield "required", steps, {"name": name}
    elif clause[name] not in allowed:
        yield "choice", [*steps, name], {"found": written(clause[name]), "allowed": ", ".join(allowed)}
