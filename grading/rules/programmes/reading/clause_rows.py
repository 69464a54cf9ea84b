"""Checks the groups and criteria that a clause names: that they exist, and have points or grades."""

from collections.abc import Iterator
from decimal import Decimal

from grading.rules.levels import Grade
from grading.rules.programmes.parts.operands import TOTAL
from grading.rules.programmes.reading.conditions import names_of
from grading.rules.programmes.reading.constants import Number, constant_code
from grading.rules.programmes.reading.document import Document, Found, Steps, listed
from grading.rules.programmes.reading.extending import written


def rows_faults(document: Document, clause: Document, steps: Steps) -> Found:
    """Yields the faults of a clause about points or grades."""
    if "points_of" in clause:
        yield from _points(document, clause, steps)
    elif "none_at_zero" in clause:
        for where, name in listed([*steps, "none_at_zero"], clause["none_at_zero"]):
            yield from _of_group(document, name, where, "points")
    else:
        test = "grades_of" if "grades_of" in clause else "group_grades_of"
        faults = [
            fault
            for where, name in listed([*steps, test], clause[test])
            for fault in _of_group(document, name, where, "grade" if test == "grades_of" else "points")
        ]
        yield from faults or (_grades if test == "grades_of" else _group_grades)(document, clause, steps)


def _of_group(document: Document, name: str, where: Steps, scale: str) -> Found:
    group = next((each for each in document["groups"] if each["key"] == name), None)
    if group is None:
        yield "group_unknown", where, {"name": name}
    elif any(criterion["scale"] != scale for criterion in group["criteria"]):
        yield "group_without_grades" if scale == "grade" else "row_without_points", where, {"name": name}


def _points(document: Document, clause: Document, steps: Steps) -> Found:
    names, is_list = names_of(clause["points_of"]), not isinstance(clause["points_of"], str)
    for index, name in enumerate(names):
        where: Steps = [*steps, "points_of", *([index] if is_list else [])]
        rows = _rows(document, name)
        if len(rows) != 1:
            yield "row_ambiguous" if rows else "row_unknown", where, {"name": name}
        elif any(criterion["scale"] != "points" for criterion in rows[0]):
            yield "row_without_points", where, {"name": name}
        elif code := _constant(clause, rows[0]):
            yield code, [*steps, "value"], {}


def _rows(document: Document, name: str) -> list[list[Document]]:
    """Returns the lists of criteria that the name may mean: a group and its only criterion are the same."""
    found = [[each for group in document["groups"] for each in group["criteria"]]] if name == TOTAL else []
    for group in document["groups"]:
        found += [group["criteria"]] if group["key"] == name else []
        found += [[criterion] for criterion in group["criteria"] if criterion["key"] == name]
    return [rows for index, rows in enumerate(found) if rows not in found[:index]]


def _constant(clause: Document, rows: list[Document]) -> str | None:
    maxima: list[Number | None] = [criterion.get("points") for criterion in rows]
    given = [each for each in maxima if each is not None]
    most = 100 if clause.get("in") == "percent" else sum(given, Decimal(0)) if len(given) == len(maxima) else None
    return None if clause["value"] is None else constant_code(clause["operator"], clause["value"], most)


def _grades(document: Document, clause: Document, steps: Steps) -> Found:
    number = sum(len(each["criteria"]) for each in document["groups"] if each["key"] in clause["grades_of"])
    yield from _ends(clause, steps, [grade.value for grade in Grade])
    yield from _numbers(clause, steps, number)


def _group_grades(document: Document, clause: Document, steps: Steps) -> Found:
    groups = [each for each in document["groups"] if each["key"] in clause["group_grades_of"]]
    ladders = [[grade["grade"] for grade in each.get("grades", ())] for each in groups]
    if any(ladder != ladders[0] for ladder in ladders) or not ladders[0]:
        yield "group_grades_differ", [*steps, "group_grades_of"], {}
    elif clause["value"] not in ladders[0]:
        params: dict[str, object] = {"found": written(clause["value"]), "allowed": ", ".join(ladders[0])}
        yield "choice", [*steps, "value"], params
    else:
        yield from _ends(clause, steps, ladders[0])
        yield from _numbers(clause, steps, len(groups))


def _ends(clause: Document, steps: Steps, grades: list[str]) -> Iterator[tuple[str, Steps, dict[str, object]]]:
    """Yields a grade that everything reaches: the lowest and better, or the highest and worse."""
    upwards = clause["operator"] in ("every_at_least", "number_at_least")
    if clause["value"] == grades[-1 if upwards else 0]:
        yield "clause_always", [*steps, "value"], {}


def _numbers(clause: Document, steps: Steps, number: int) -> Found:
    if clause.get("at_least", 0) > number:
        yield "count_over", [*steps, "at_least"], {"count": clause["at_least"], "number": number}
    elif clause.get("at_least") == 0:
        yield "clause_always", [*steps, "at_least"], {}
    if clause.get("at_most", -1) >= number:
        yield "clause_always", [*steps, "at_most"], {}
