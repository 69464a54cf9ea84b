"""Reads section `examples`: its form, its references, and whether the rules give what the office expects."""

from collections.abc import Collection, Iterator
from typing import Any

from grading import text
from grading.rules.examples import Played, Unmet, play
from grading.rules.levels import RATINGS
from grading.rules.programme import Programme
from grading.rules.programmes.parts.examples import Example
from grading.rules.programmes.parts.operands import RATING
from grading.rules.programmes.parts.organisations import CELLS
from grading.rules.programmes.parts.outcomes import DECLINED, NO_LEVEL, OPEN, TITLES
from grading.rules.programmes.reading.cell_types import is_typed, reads_types
from grading.rules.programmes.reading.conditions import all_clauses
from grading.rules.programmes.reading.document import Document, Found, Steps, hundredths
from grading.rules.programmes.reading.errors import Fault
from grading.rules.programmes.reading.giving import operands_of
from grading.rules.programmes.reading.paths import locate
from grading.rules.programmes.reading.tree import Node

_KEPT = ("type", "rating", "every", "grades", "claim", "outcomes", "registered")
_NONE = "không phương án nào"


def examples_form(document: Document) -> list[dict[str, Any]]:
    return [_form(example, document.get("scope", CELLS)) for example in document.get("examples", ())]


def _form(example: Document, scope: Collection[str]) -> dict[str, Any]:
    ballot = example.get("ballot")
    return {
        **{name: example[name] for name in ("key", "text", "outcome")},
        **{name: example[name] for name in _KEPT if name in example},
        "unit": example.get("unit", next(iter(scope))),
        "every_pct": hundredths(example.get("every_pct")),
        "points": {key: hundredths(value) for key, value in example.get("points", {}).items()},
        "figures": {key: hundredths(value) for key, value in example.get("figures", {}).items()},
        "figures_before": {key: hundredths(value) for key, value in example.get("figures_before", {}).items()},
        "ballot": ballot and {"votes": {}, "passes": None, **ballot},
    }


def example_faults(document: Document) -> Found:
    """Yields what an example names and the table does not have, and outcomes of the other kind of table."""
    scope = document.get("scope", CELLS)
    keys = [rule["key"] for rule in document["outcomes"]]
    allowed = [*keys, NO_LEVEL if document["kind"] == "rating" else DECLINED, OPEN]
    for index, example in enumerate(document.get("examples", ())):
        steps: Steps = ["examples", index]
        if example["outcome"] not in allowed:
            yield "choice", [*steps, "outcome"], _choice(example["outcome"], allowed)
        if example.get("claim", keys[0]) not in keys:
            yield "choice", [*steps, "claim"], _choice(example["claim"], keys)
        if example.get("unit", next(iter(scope))) not in scope:
            yield "choice", [*steps, "unit"], _choice(example["unit"], scope)
        if is_typed(document) and "type" not in example:
            yield "required", steps, {"name": "type"}
        yield from _unused(document, example, steps)
        yield from _outcomes(document, example, steps)
        yield from _figures(document, example, steps)
        yield from _criteria(document, example, steps)
        yield from _options(document, example, steps)


def _choice(found: str, allowed: Collection[str]) -> dict[str, object]:
    return {"found": found, "allowed": ", ".join(allowed)}


def _unused(document: Document, example: Document, steps: Steps) -> Found:
    """Yields entries that this kind of table reads nothing of."""
    if document["kind"] == "rating" and "rating" in example:
        yield "not_together", [*steps, "rating"], {"name": "rating"}
    if "claim" in example and "claim" not in document.get("not_above", ()):
        yield "not_together", [*steps, "claim"], {"name": "claim"}
    read = {name for _steps, clause in all_clauses(document) for name in clause}
    if not reads_types(document) and "type_is" not in read and "type" in example:
        yield "not_together", [*steps, "type"], {"name": "type"}
    if "registered" in example and "registered" not in read:
        yield "not_together", [*steps, "registered"], {"name": "registered"}


def _outcomes(document: Document, example: Document, steps: Steps) -> Found:
    """Yields outcomes that no condition reads, and those that their table cannot have."""
    asked = {clause["outcome_of"]["of"] for _steps, clause in all_clauses(document) if "outcome_of" in clause}
    for index, past in enumerate(example.get("outcomes", ())):
        where: Steps = [*steps, "outcomes", index]
        allowed = RATINGS if past["of"] == RATING else TITLES
        if past["of"] not in asked:
            yield "choice", [*where, "of"], _choice(past["of"], asked)
        elif past["outcome"] not in allowed:
            yield "choice", [*where, "outcome"], _choice(past["outcome"], allowed)


def _figures(document: Document, example: Document, steps: Steps) -> Found:
    known = {metric["key"] for metric in document["metrics"]}
    before = {clause["value_of"]["figure"] for _steps, clause in all_clauses(document) if "value_of" in clause}
    rules = {metric["key"]: metric["rule"] for metric in document["metrics"]}
    before |= {name for key in before & known for name in operands_of(rules[key])}
    for field, allowed in (("figures", known), ("figures_before", before)):
        for name in example.get(field, {}):
            if name not in allowed:
                yield "metric_unknown", [*steps, field, name], {"name": name}


def _criteria(document: Document, example: Document, steps: Steps) -> Found:
    criteria = {each["key"]: each for group in document["groups"] for each in group["criteria"]}
    for field, scale in (("grades", "grade"), ("points", "points")):
        for name, value in example.get(field, {}).items():
            criterion = criteria.get(name)
            if criterion is None or criterion["scale"] != scale:
                yield "criterion_unknown", [*steps, field, name], {"name": name, "scale": field}
            elif field == "points" and criterion.get("points") is not None and value > criterion["points"]:
                yield "too_big", [*steps, field, name], {"found": value, "limit": criterion["points"]}
            elif field == "points" and value < criterion.get("least", 0):
                yield "too_small", [*steps, field, name], {"found": value, "limit": criterion.get("least", 0)}
    scales = {criterion["scale"] for criterion in criteria.values()}
    for name, scale in (("every", "grade"), ("every_pct", "points")):
        if name in example and scale not in scales:
            yield "not_together", [*steps, name], {"name": name}


def _options(document: Document, example: Document, steps: Steps) -> Found:
    options = document["ballot"]["options"]
    ballot: Document = example.get("ballot", {})
    for name in ballot.get("votes", {}):
        if name not in options:
            yield "option_unknown", [*steps, "ballot", "votes", name], {"name": name, "allowed": ", ".join(options)}
    if ballot:
        yield from _ballot_counts(ballot, [*steps, "ballot"])


def _ballot_counts(ballot: Document, steps: Steps) -> Found:
    """Yields counts of a ballot above the count from which they come: votes, valid papers, papers, members."""
    limit = ballot.get("all", ballot["eligible"])
    counts = {**ballot, "votes": sum(ballot.get("votes", {}).values())}
    for name in ("eligible", "present", "returned", "valid", "votes"):
        number = counts.get(name, limit)
        if number > limit:
            yield "too_big", [*steps, name], {"found": number, "limit": limit}
        limit = number


def outcome_faults(root: Node, programme: Programme) -> Iterator[Fault]:
    """Yields the examples to which the rules give another outcome than the office expects, each with what is in its
    way, and those whose votes carry another option."""
    for index, example in enumerate(programme.examples):
        played = play(programme, example)
        if played.outcome != example.outcome:
            path, place = locate(root, ["examples", index, "outcome"])
            yield Fault(code="example_outcome", place=place, path=path, params=_told(example, played))
        if example.ballot is not None and played.passes != example.ballot.passes:
            path, place = locate(root, ["examples", index, "ballot", "passes"])
            params = {"key": example.key, "found": played.passes or _NONE, "passes": example.ballot.passes or _NONE}
            yield Fault(code="example_ballot", place=place, path=path, params=params)


def _told(example: Example, played: Played) -> dict[str, object]:
    unmet = "; ".join(map(_words, played.unmet))
    in_the_way = f" Chưa đạt {example.outcome}: {unmet}." if unmet else ""
    return {"key": example.key, "found": played.outcome, "expected": example.outcome, "in_the_way": in_the_way}


def _words(unmet: Unmet) -> str:
    if unmet.needed is None:
        return unmet.name
    value = "chưa có số liệu" if unmet.value is None else text.hundredths(unmet.value)
    return f"{unmet.name} ({value}; mức quy định {text.hundredths(unmet.needed)})"
