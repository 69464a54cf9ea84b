"""Checks that points add up: the groups, the whole table, and the limits of the total."""

from decimal import Decimal

from grading.rules.programmes.reading.cell_types import is_typed
from grading.rules.programmes.reading.criteria import criteria_of
from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.extending import written
from grading.rules.programmes.reading.sums import ordinary_sum, printed, sum_of


def points_faults(document: Document) -> Found:
    """Yields a total that the ordinary groups do not add up to. For a table with types that is checked for each."""
    criteria = [each for group in document["groups"] for each in group["criteria"]]
    if all(each["scale"] != "points" for each in criteria) or is_typed(document):
        return
    if "points_total" not in document:
        yield "points_total", [], {}
        return
    total, found = document["points_total"], ordinary_sum(document)
    params: dict[str, object] = {"sum": printed(found.points), "total": written(total)}
    if found.is_whole and found.points != total:
        yield "points_sum", ["points_total"], params
    elif found.points > total:
        yield "points_over", ["points_total"], params


def group_faults(document: Document) -> Found:
    """Yields groups whose points differ from what their criteria add up to, and limits that they cannot reach."""
    for index, group in enumerate(document["groups"]):
        steps: Steps = ["groups", index]
        kind = group.get("kind", "ordinary")
        unused = ("most",) if kind == "ordinary" else ("points", "over")
        for name in (name for name in unused if name in group):
            yield "not_together", [*steps, name], {"name": name}
        if kind != "ordinary":
            yield from _aside(group, steps)
        elif "over" in group:
            yield from _capped(group, steps)
        elif not any(criterion.get("applies_to_types") for criterion in group["criteria"]):
            yield from _added(group, steps)


def _added(group: Document, steps: Steps) -> Found:
    """Yields ordinary groups whose fixed points differ from the sum, and empty groups without fixed points."""
    if "points" not in group:
        if not group["criteria"]:
            yield "too_short", [*steps, "criteria"], {}
        return
    found, most = sum_of(group["criteria"]), group["points"]
    if group["criteria"] and most is not None and (found.points > most or (found.is_whole and found.points != most)):
        params = {"group": group["number"], "sum": printed(found.points), "total": written(most)}
        yield "group_points", [*steps, "criteria"], params


def _capped(group: Document, steps: Steps) -> Found:
    found, most = sum_of(group["criteria"]), group.get("points")
    if most is None:
        yield "required", steps, {"name": "points"}
    elif found.is_whole and found.points <= most:
        params = {"group": group["number"], "sum": printed(found.points), "total": written(most)}
        yield "group_never_over", [*steps, "over"], params


def _aside(group: Document, steps: Steps) -> Found:
    """Yields what is wrong with a bonus or malus: nothing in it, grades, or more than its criteria add up to."""
    if not group["criteria"]:
        yield "too_short", [*steps, "criteria"], {}
    for index, criterion in enumerate(group["criteria"]):
        if criterion["scale"] != "points":
            yield "criterion_scale", [*steps, "criteria", index, "scale"], {"name": group["kind"]}
    found, most = sum_of(group["criteria"]), group.get("most")
    if most is not None and found.is_whole and most > found.points:
        params = {"group": group["number"], "sum": printed(found.points), "most": written(most)}
        yield "group_most_unreached", [*steps, "most"], params


def total_faults(document: Document) -> Found:
    """Yields limits of the total that change nothing, or that close points of the table itself."""
    limits, total = document.get("total", {}), document.get("points_total")
    if total is None:
        if limits:
            yield "points_total", [], {}
        return
    best = reachable(document)
    if "most" in limits and (limits["most"] < total or (best is not None and limits["most"] >= best)):
        params: dict[str, object] = {
            "most": written(limits["most"]), "total": written(total), "best": printed(best or Decimal(0)),
        }  # fmt: skip
        yield "total_most", ["total", "most"], params
    if "least" in limits and limits["least"] >= total:
        yield "too_big", ["total", "least"], {"found": written(limits["least"]), "limit": written(total)}


def reachable(document: Document) -> Decimal | None:
    """Returns the most that a total can be without its own limit: with every bonus. None while an issuer has still to
    give points."""
    best = Decimal(document["points_total"])
    for group in document["groups"]:
        if group.get("kind") == "bonus":
            found = sum_of(group["criteria"])
            if not found.is_whole and group.get("most") is None:
                return None
            best += min(found.points, group["most"]) if group.get("most") is not None else found.points
    return best


def left_out_faults(document: Document) -> Found:
    """Yields criteria that are left out although no unit could reach the highest outcome then, with all other points.
    Thresholds in points stay as they are."""
    thresholds = [rule.get("min_points") for rule in document.get("outcomes", ())]
    highest = max((points for points in thresholds if points is not None), default=None)
    if highest is None or document.get("points_total") is None or (left := reachable(document)) is None:
        return
    for steps, group, criterion in criteria_of(document):
        rule = criterion.get("applies_when", {})
        if rule.get("otherwise") == "left_out" and group.get("kind", "ordinary") == "ordinary":
            left -= criterion.get("points") or 0
            if left < highest:
                where: Steps = [*steps, "applies_when", "otherwise"]
                yield "applies_unreachable", where, {"left": printed(left), "points": written(highest)}
