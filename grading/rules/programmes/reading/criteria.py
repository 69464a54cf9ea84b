"""Reads what a criterion and a group say besides their points: the form, and what a schema cannot say of it."""

from collections.abc import Iterator
from typing import Any

from grading.rules.programmes.reading.bands import end_of
from grading.rules.programmes.reading.document import Document, Found, Steps, hundredths
from grading.rules.programmes.reading.extending import written
from grading.rules.programmes.reading.figure_sources import sourced

_CLAUSES = ("types", "kinds", "figure")


def criteria_of(document: Document) -> Iterator[tuple[Steps, Document, Document]]:
    """Yields each criterion with its place and its group."""
    for group_index, group in enumerate(document["groups"]):
        for index, criterion in enumerate(group["criteria"]):
            yield ["groups", group_index, "criteria", index], group, criterion


def typed_form(section: Document | None) -> dict[str, Any] | None:
    if section is None:
        return None
    names = section.get("names") or [None] * len(section.get("options", ()))
    pairs = zip(section.get("options", ()), names, strict=True)
    options = [{"points": hundredths(points), "name": name} for points, name in pairs]
    return {"options": options, "step": hundredths(section.get("step"))}


def applies_form(section: Document | None) -> dict[str, Any] | None:
    return None if section is None else {**section, "value": hundredths(section.get("value"))}


def group_form(group: Document) -> dict[str, Any]:
    """Returns how the group counts."""
    return {
        "max_points": hundredths(group.get("points")),
        "kind": group.get("kind", "ordinary"),
        "most": hundredths(group.get("most")),
        "over": group.get("over"),
    }


def total_form(document: Document) -> dict[str, Any] | None:
    limits = document.get("total")
    return limits and {name: hundredths(limits.get(name)) for name in ("most", "least")}


def criterion_faults(document: Document) -> Found:
    """Yields ranges, options and steps that nobody could use, and demands on units that never or always hold."""
    known = sourced(document)
    metrics = {metric["key"]: metric for metric in document["metrics"]}
    for steps, group, criterion in criteria_of(document):
        names = [name for name in ("least", "typed", "applies_when") if name in criterion]
        if criterion["scale"] != "points":
            for name in names:
                yield "criterion_scale", [*steps, name], {"name": name}
            continue
        if "least" in criterion:
            yield from _least(criterion, group, steps)
        if "typed" in criterion:
            yield from _typed(criterion, [*steps, "typed"])
        if "applies_when" in criterion:
            yield from _applies(criterion, group, [*steps, "applies_when"], document)
            yield from _figure(criterion["applies_when"], [*steps, "applies_when"], metrics, known)


def _least(criterion: Document, group: Document, steps: Steps) -> Found:
    least, most = criterion["least"], criterion.get("points")
    if most is not None and least >= most:
        yield "too_big", [*steps, "least"], {"found": written(least), "limit": written(most)}
    if least < 0 and group.get("kind") == "malus":
        yield "not_together", [*steps, "least"], {"name": "least"}
    if least < 0 and most and criterion.get("given_by", {}).get("departs") != "never":
        yield "least_mixed", [*steps, "least"], {}


def _typed(criterion: Document, steps: Steps) -> Found:
    rule, most, least = criterion["typed"], criterion.get("points"), criterion.get("least", 0)
    if criterion.get("given_by", {}).get("departs") == "never":
        yield "typed_by_nobody", steps, {}
    if ("options" in rule) == ("step" in rule):
        yield "typed_kind", steps, {}
        return
    if "names" in rule and len(rule["names"]) != len(rule.get("options", ())):
        yield "typed_names", [*steps, "names"], {"names": len(rule["names"]), "options": len(rule.get("options", ()))}
    if "options" in rule:
        yield from _options(
            rule["options"], [*steps, "options"], least=least if "least" in criterion else None, most=most
        )
    elif most is not None and (most - least) % rule["step"]:
        yield "typed_step", [*steps, "step"], {"step": written(rule["step"]), "most": written(most)}


def _options(options: list[Any], steps: Steps, *, least: Any, most: Any) -> Found:
    """Yields options out of the range, and a maximum or a least that none of them reaches."""
    for index, points in enumerate(options):
        if points < (least or 0):
            yield "too_small", [*steps, index], {"found": written(points), "limit": written(least or 0)}
        elif most is not None and points > most:
            yield "giving_points_over", [*steps, index], {"points": written(points), "most": written(most)}
    if most is not None and max(options) < most:
        yield "typed_unreached", steps, {"points": written(max(options)), "most": written(most)}
    if least is not None and min(options) > least:
        yield "typed_least_unreached", steps, {"points": written(min(options)), "least": written(least)}


def _applies(criterion: Document, group: Document, steps: Steps, document: Document) -> Found:
    rule = criterion["applies_when"]
    if not any(name in rule for name in _CLAUSES):
        yield "applies_nothing", steps, {"allowed": ", ".join(_CLAUSES)}
    if ("within" in rule) != (rule["otherwise"] == "rescaled"):
        if "within" in rule:
            yield "not_together", [*steps, "within"], {"name": "within"}
        else:
            yield "required", steps, {"name": "within"}
    if rule["otherwise"] != "left_out" and group.get("kind") == "malus":
        yield "not_together", [*steps, "otherwise"], {"name": rule["otherwise"]}
    if rule["otherwise"] == "rescaled" and group.get("kind") == "bonus":
        yield "not_together", [*steps, "otherwise"], {"name": "rescaled"}
    if "types" in rule and "applies_to_types" in criterion:
        yield "not_together", [*steps, "types"], {"name": "types"}
    scope = {*document.get("scope", ("cell_subordinate", "cell_grassroots"))}
    if "kinds" in rule and (scope <= {*rule["kinds"]} or scope.isdisjoint(rule["kinds"])):
        yield "applies_kinds", [*steps, "kinds"], {"scope": ", ".join(sorted(scope))}


def _figure(rule: Document, steps: Steps, metrics: dict[str, Document], known: frozenset[str]) -> Found:
    comparison = [name for name in ("figure", "operator", "value") if name in rule]
    if comparison and len(comparison) < 3:
        yield "required", steps, {"name": next(name for name in ("figure", "operator", "value") if name not in rule)}
        return
    if not comparison:
        return
    if rule["figure"] not in metrics:
        yield "metric_unknown", [*steps, "figure"], {"name": rule["figure"]}
    elif rule["figure"] not in known:
        yield "giving_no_source", [*steps, "figure"], {"name": rule["figure"]}
    elif _is_settled(rule["operator"], rule["value"], metrics[rule["figure"]]):
        yield "applies_settled", [*steps, "value"], {"figure": metrics[rule["figure"]]["name"]["vi"]}


def _is_settled(operator: str, value: Any, metric: Document) -> bool:
    """Returns whether the comparison holds, or fails, for everything that the figure can be."""
    end = end_of(metric)[0]
    always = (operator == "at_least" and value <= 0) or (operator == "at_most" and value >= end)
    never = (operator == "less_than" and value <= 0) or (operator == "more_than" and value >= end)
    return bool(always or never or value > end)
