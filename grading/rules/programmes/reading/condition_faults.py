"""Checks what conditions name and ask: figures, groups and outcomes that exist, demands that can both hold and fail."""

from collections.abc import Callable, Iterator, Mapping

from grading.rules.programmes.parts.cell_types import CellType
from grading.rules.programmes.parts.operands import RATING
from grading.rules.programmes.parts.organisations import CELLS
from grading.rules.programmes.reading.clause_rows import rows_faults
from grading.rules.programmes.reading.clause_shape import shape_faults
from grading.rules.programmes.reading.conditions import all_clauses, all_conditions, named_test, parts_of
from grading.rules.programmes.reading.constants import constant_code
from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.figure_sources import sourced

Check = Callable[[Document, Document, Steps], Found]
"""Yields the faults of one clause of the document at its place."""


def condition_faults(document: Document) -> Found:
    """Yields the faults of every clause. What a clause names is looked at once it has the right shape."""
    for steps, clause in all_clauses(document):
        faults = list(shape_faults(clause, steps))
        yield from faults or _meaning(document, clause, steps)


def _meaning(document: Document, clause: Document, steps: Steps) -> Found:
    check = _CHECKS.get(named_test(clause) or "")
    yield from check(document, clause, steps) if check else ()


def _figure(document: Document, clause: Document, steps: Steps) -> Found:
    metrics, other = {metric["key"]: metric for metric in document["metrics"]}, clause.get("value_of")
    places = [([*steps, "figure"], clause["figure"])]
    places += [([*steps, "value_of", "figure"], other["figure"])] if other else []
    unknown = [(where, name) for where, name in places if name not in metrics]
    for where, name in unknown:
        yield "metric_unknown", where, {"name": name}
    if unknown:
        return
    if other is not None or not _is_condition(steps):
        known = sourced(document)
        yield from (("giving_no_source", where, {"name": name}) for where, name in places if name not in known)
    if other is not None:
        yield from _other_figure(document, clause, steps, metrics)
    elif code := _constant(clause, metrics[clause["figure"]]["unit"]):
        yield code, [*steps, "value"], {}


def _is_condition(steps: Steps) -> bool:
    """Says whether this is the place of a whole condition, and not of a part of it.

    The regimes ask in whole conditions for figures that committees report beside the dossiers.
    """
    return steps[-2] in ("conditions", "vetoes") or steps[-1] == "also"


def _other_figure(document: Document, clause: Document, steps: Steps, metrics: Mapping[str, Document]) -> Found:
    name, other = clause["figure"], clause["value_of"]
    is_last = other.get("period") == "last"
    if metrics[name]["unit"] != metrics[other["figure"]]["unit"]:
        yield "figures_units", [*steps, "value_of", "figure"], {"name": name, "other": other["figure"]}
    if name == other["figure"] and not is_last:
        yield "figure_itself", [*steps, "value_of"], {"name": name}
    if is_last and document.get("period") in ("term", "ad_hoc"):
        yield "period_no_before", [*steps, "value_of", "period"], {}


def _constant(clause: Document, unit: str) -> str | None:
    value = clause["value"]
    return None if value is None else constant_code(clause["operator"], value, 100 if unit == "percent" else None)


def _outcome(document: Document, clause: Document, steps: Steps) -> Found:
    asked = clause["outcome_of"]
    rates = document["kind"] == "rating"
    own = RATING if rates else document.get("recognition", {}).get("model")
    if asked["period"] == "this" and asked["of"] == own:
        yield "outcome_itself", [*steps, "outcome_of", "period"], {}


def _type(document: Document, clause: Document, steps: Steps) -> Found:
    if not {*CELLS} & {*document.get("scope", CELLS)}:
        yield "type_of_cells", [*steps, "type_is"], {}
    if {*clause["type_is"]} == {*CellType}:
        yield "clause_always", [*steps, "type_is"], {}


def _kind(document: Document, clause: Document, steps: Steps) -> Found:
    scope = document.get("scope", CELLS)
    for index, kind in enumerate(clause["kind_is"]):
        if kind not in scope:
            yield "choice", [*steps, "kind_is", index], {"found": kind, "allowed": ", ".join(scope)}
    if {*scope} <= {*clause["kind_is"]}:
        yield "clause_always", [*steps, "kind_is"], {}


def _registered(document: Document, clause: Document, steps: Steps) -> Found:
    if "registration" not in document:
        yield "registered_without", [*steps, "registered"], {}


def _joined(document: Document, clause: Document, steps: Steps) -> Found:
    parts = list(parts_of(clause, steps))
    chosen = clause.get("at_least", {})
    if chosen and chosen["count"] > len(parts):
        yield "count_over", [*steps, "at_least", "count"], {"count": chosen["count"], "number": len(parts)}
    for index, (where, part) in enumerate(parts):
        if any(part == other for _where, other in parts[:index]):
            yield "clause_twice", where, {}


_CHECKS: Mapping[str, Check] = {
    "figure": _figure,
    "points_of": rows_faults,
    "none_at_zero": rows_faults,
    "grades_of": rows_faults,
    "group_grades_of": rows_faults,
    "outcome_of": _outcome,
    "type_is": _type,
    "kind_is": _kind,
    "registered": _registered,
    **dict.fromkeys(("all", "any", "at_least"), _joined),
}


def group_grade_faults(document: Document) -> Found:
    """Yields grades of whole groups that do not say the grade of every number of points, and those that no condition
    reads."""
    read = {name for _steps, clause in all_clauses(document) for name in clause.get("group_grades_of", ())}
    for index, group in enumerate(document["groups"]):
        if "grades" in group:
            steps: Steps = ["groups", index, "grades"]
            if group["key"] not in read:
                yield "group_grades_unread", steps, {"name": group["key"]}
            yield from _ladder(group, steps)


def _ladder(group: Document, steps: Steps) -> Found:
    points = [criterion.get("points") for criterion in group["criteria"]]
    most = None if None in points else sum(points)
    if any(criterion["scale"] != "points" for criterion in group["criteria"]):
        yield "row_without_points", steps, {"name": group["key"]}
        return
    seen: set[str] = set()
    before = None
    for index, grade in enumerate(group["grades"]):
        where: Steps = [*steps, index]
        if grade["grade"] in seen:
            yield "duplicate", [*where, "grade"], {"key": grade["grade"]}
        seen.add(grade["grade"])
        if before is not None and grade["from"] >= before:
            yield "group_grades_order", [*where, "from"], {"name": grade["grade"]}
        if most is not None and grade["from"] > most:
            yield "too_big", [*where, "from"], {"found": grade["from"], "limit": most}
        before = grade["from"]
    if before != 0:
        yield "group_grades_end", [*steps, len(group["grades"]) - 1, "from"], {}


def unused_faults(document: Document) -> Iterator[tuple[str, Steps, dict[str, object]]]:
    """Yields conditions that apply to kinds of units for which the table is not."""
    scope = document.get("scope", CELLS)
    for steps, condition in all_conditions(document):
        kinds = condition.get("applies_to", ())
        if kinds and not {*kinds} & {*scope}:
            yield "applies_to_none", [*steps, "applies_to"], {"allowed": ", ".join(scope)}
