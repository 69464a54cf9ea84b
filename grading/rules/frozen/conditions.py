"""How the older formats say conditions: a second figure (`also`) has become one of two joined clauses."""

from grading.rules.frozen.formats import Body

_NAMED = ("key", "source", "unless", "applies_to")
_FIGURE = ("figure", "operator", "value")


def with_clauses(body: Body) -> Body:
    """Returns a programme whose conditions join the second figure instead of adding it."""
    levels = [
        {**level, **{field: [_joined(each) for each in level.get(field) or ()] for field in ("conditions", "vetoes")}}
        for level in body.get("levels") or ()
    ]
    title = body.get("recognition")
    if title:
        title = {**title, "conditions": [_joined(each) for each in title.get("conditions") or ()]}
    return body | ({"levels": levels} if "levels" in body else {}) | ({"recognition": title} if title else {})


def with_parts(body: Body) -> Body:
    """Returns a derivation that says how each of two figures stood, as far as the older one told."""
    rungs = [
        {**rung, **{field: [_examined(each) for each in rung.get(field) or ()] for field in ("conditions", "cases")}}
        for rung in body["rungs"]
    ]
    return body | {"rungs": rungs}


def _joined(condition: Body) -> Body:
    also = condition.get("also")
    if not also:
        return {name: value for name, value in condition.items() if name != "also"}
    kept = {name: condition[name] for name in _NAMED if name in condition}
    return {**kept, "join": "all", "parts": [{name: condition.get(name) for name in _FIGURE}, also]}


def _examined(outcome: Body) -> Body:
    also = outcome["condition"].get("also")
    joined = {**outcome, "condition": _joined(outcome["condition"])}
    if not also:
        return joined
    first = {"standing": _first(outcome), "value": outcome.get("value"), "needed": outcome.get("needed")}
    second = outcome["standing"] if first["standing"] == "holds" else "unknown"
    parts = [first, {"standing": second, "needed": also.get("value")}]
    return {**joined, "value": None, "needed": None, "parts": parts}


def _first(outcome: Body) -> str:
    """Returns how the first figure stood: its value was stored on its own side of the threshold."""
    value, needed, operator = outcome.get("value"), outcome.get("needed"), outcome["condition"].get("operator")
    if value is None or needed is None:
        return "unknown"
    fits = {
        "at_least": value >= needed,
        "more_than": value > needed,
        "at_most": value <= needed,
        "less_than": value < needed,
    }
    holds = fits.get(operator, value == needed)
    return "holds" if holds else "fails"
