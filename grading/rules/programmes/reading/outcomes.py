"""Reads the outcomes of a programme: their form, and what is in them that has no meaning or no effect."""

from collections.abc import Iterator
from typing import Any

from grading.rules.levels import RATINGS
from grading.rules.programmes.parts.outcomes import RECOGNISED, RESERVED
from grading.rules.programmes.reading.conditions import condition_form
from grading.rules.programmes.reading.document import Document, Found, Steps, hundredths, listed

_FROM_THE_ISSUER = ("min_points", "min_pct", "min_each", "requires_rating_at_least")
_CONDITIONS = ("conditions", "vetoes", "caps")
_OF_TITLES = ("within", "requires_rating_at_least")
_OF_RATINGS = ("counts_as", "otherwise", "vetoes_complete")
_WORDS = frozenset(level.value for level in RATINGS)


def outcomes_form(document: Document) -> dict[str, Any]:
    """Returns the outcomes and what holds for all of them in the form that the dataclasses need."""
    title: Document = document.get("recognition", {})
    return {
        "outcomes": [_form(rule, title) for rule in document.get("outcomes", ())],
        "lowered_by": [condition_form(condition) for condition in document.get("lowered_by", ())],
        "not_above": document.get("not_above", []),
        "conditions_unmet": document.get("conditions_unmet"),
    }


def _form(rule: Document, title: Document) -> dict[str, Any]:
    """Returns one outcome. The outcome of a title that names none bears the title."""
    name = rule.get("name") or title["title"]
    plain = ("key", "counts_as", "within", "requires_rating_at_least", "vetoes_complete", "otherwise")
    return {
        **{each: rule[each] for each in plain if each in rule},
        **{each: hundredths(rule.get(each)) for each in ("min_points", "min_pct")},
        **{each: [condition_form(condition) for condition in rule.get(each, ())] for each in _CONDITIONS},
        "name": name, "short": rule.get("short") or name["vi"], "min_each": [*_shares(rule.get("min_each"))],
        "unset": [each for each in _FROM_THE_ISSUER if each in rule and rule[each] is None],
    }  # fmt: skip


def _shares(said: Any) -> Iterator[dict[str, Any]]:
    """Yields the shares of `min_each`, which a file writes as one number, as one share or as a list of them."""
    for each in said if isinstance(said, list) else [] if said is None else [said]:
        share = each if isinstance(each, dict) else {"pct": each}
        yield {**share, "pct": hundredths(share["pct"])}


def outcome_faults(document: Document) -> Found:
    """Yields what no outcome can say here, outcomes in a wrong order, and references that do not exist."""
    rules = document.get("outcomes", ())
    for index, rule in enumerate(rules):
        steps: Steps = ["outcomes", index]
        yield from _key(rule, steps)
        yield from _of_its_kind(document, rule, steps, is_last=index == len(rules) - 1)
        yield from _within(rules, index)
        yield from _named(document, rule, steps)
    yield from _repeated(rules)
    if document["kind"] == "rating":
        yield from _levels(rules)


def _key(rule: Document, steps: Steps) -> Found:
    if rule["key"] in RESERVED:
        yield "outcome_reserved", [*steps, "key"], {"key": rule["key"]}
    if rule["key"] in _WORDS and rule.get("counts_as", rule["key"]) != rule["key"]:
        yield "outcome_word", [*steps, "counts_as"], {"key": rule["key"], "level": rule["counts_as"]}


def _of_its_kind(document: Document, rule: Document, steps: Steps, *, is_last: bool) -> Found:
    """Yields what is only for the other kind of table, or only for the lowest outcome."""
    is_rating = document["kind"] == "rating"
    for name in _OF_TITLES if is_rating else _OF_RATINGS:
        if name in rule:
            yield "not_together", [*steps, name], {"name": name}
    if is_rating and rule.get("otherwise") and not is_last:
        yield "otherwise_last", [*steps, "otherwise"], {"level": rule["key"]}
    if not is_rating:
        yield from _of_every_kind_of_unit(rule, steps)
    bears_the_title = not is_rating and rule["key"] == RECOGNISED
    needed = [*(["counts_as"] if is_rating else []), *([] if bears_the_title else ["name", "short"])]
    for name in needed:
        if name not in rule:
            yield "required", steps, {"name": name}


def _of_every_kind_of_unit(rule: Document, steps: Steps) -> Found:
    """Yields conditions of a title that are only for some kinds of unit: a title asks the same of every unit."""
    for field in _CONDITIONS:
        for number, condition in enumerate(rule.get(field, ())):
            if "applies_to" in condition:
                yield "not_together", [*steps, field, number, "applies_to"], {"name": "applies_to"}


def _within(rules: list[Document], index: int) -> Found:
    within, lower = rules[index].get("within"), [rule["key"] for rule in rules[index + 1 :]]
    if within is not None and within not in lower:
        yield "within_lower", ["outcomes", index, "within"], {"name": within, "allowed": ", ".join(lower) or "–"}


def _named(document: Document, rule: Document, steps: Steps) -> Found:
    """Yields groups and criteria of `min_each` that do not exist or are not scored by points, and demands on points in
    a table without any."""
    said, where = rule.get("min_each"), [*steps, "min_each"]
    for index, share in enumerate(said if isinstance(said, list) else ()):
        yield from _share_faults(document, share, [*where, index])
    if isinstance(said, dict):
        yield from _share_faults(document, said, where)
    if "points_total" not in document:
        names = ("min_pct", "min_each") if document["kind"] == "recognition" else ("min_points", "min_pct", "min_each")
        for name in names:
            if rule.get(name):
                yield "outcome_unscored", [*steps, name], {"name": name}


def _share_faults(document: Document, share: Document, steps: Steps) -> Found:
    groups = {group["key"] for group in document["groups"]}
    scales = {each["key"]: each["scale"] for group in document["groups"] for each in group["criteria"]}
    for here, name in listed([*steps, "groups"], share.get("groups", [])):
        if name not in groups:
            yield "group_unknown", here, {"name": name}
    for here, name in listed([*steps, "criteria"], share.get("criteria", [])):
        if scales.get(name) != "points":
            yield "criterion_unknown", here, {"name": name, "scale": "points"}


def _repeated(rules: list[Document]) -> Found:
    """Yields names that two outcomes bear: nobody could tell them apart on a paper."""
    for name in ("name", "short"):
        seen: set[str] = set()
        for index, rule in enumerate(rules):
            if name not in rule:
                continue
            words = rule[name]["vi"] if name == "name" else rule[name]
            if words in seen:
                yield "duplicate", ["outcomes", index, name], {"key": words}
            seen.add(words)


def _levels(rules: list[Document]) -> Found:
    """Yields the faults of what the outcomes of a rating count as: it falls from the highest to the lowest, and a table
    whose outcomes are the legal levels has all of them."""
    counted = [rule["counts_as"] for rule in rules if "counts_as" in rule]
    if counted != sorted(counted, key=RATINGS.index):
        yield "levels_order", ["outcomes"], {}
    lacking = [level.value for level in RATINGS if level not in counted]
    if lacking and all(rule["key"] in _WORDS for rule in rules):
        yield "levels_missing", ["outcomes"], {"list": ", ".join(lacking)}
