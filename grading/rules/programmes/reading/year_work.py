"""Reads section `year_work`: its form for the codec, and the faults that a schema cannot express."""

from itertools import pairwise
from typing import Any

from grading.rules.programmes.parts.year_work import Derived, MeetingClass
from grading.rules.programmes.reading.document import Document, Found, hundredths
from grading.rules.programmes.reading.extending import written


def year_work_form(document: Document) -> dict[str, Any] | None:
    """Returns the section in the form that the codec needs, with points in hundredths, or None for a programme without
    the section."""
    section = document.get("year_work")
    if section is None:
        return None
    return {
        **section,
        "parts": [
            {"key": part["key"], "name": part["name"], "max_points": hundredths(part["points"])}
            for part in section["parts"]
        ],
        "classes": [{**band, "min_points": hundredths(band["min_points"])} for band in section["classes"]],
    }


def year_work_faults(document: Document) -> Found:
    """Yields classes out of order or out of reach, classes without a band, and figures that the months cannot feed."""
    section = document.get("year_work")
    if section is None:
        return
    yield from _band_faults(section)
    yield from _class_faults(section)
    yield from _figure_faults(document, section)


def _band_faults(section: Document) -> Found:
    bands, total = section["classes"], _total(section)
    for index, (before, band) in enumerate(pairwise(bands), start=1):
        if not _follows(before, band):
            points, above = written(band["min_points"]), written(before["min_points"])
            params: dict[str, object] = {"level": band["code"], "points": points, "before": above}
            yield "thresholds_order", ["year_work", "classes", index, "min_points"], params
    if total is not None and bands[0]["min_points"] > total:
        params = {"points": written(bands[0]["min_points"]), "total": written(total)}
        yield "threshold_total", ["year_work", "classes", 0, "min_points"], params
    if (least := bands[-1]["min_points"]) != 0:  # with a higher minimum, a meeting could be without a class
        params = {"found": written(least), "limit": 0}
        yield "too_big", ["year_work", "classes", len(bands) - 1, "min_points"], params


def _follows(before: Document, band: Document) -> bool:
    order = list(MeetingClass)
    later = order.index(band["code"]) > order.index(before["code"])
    return later and bool(band["min_points"] < before["min_points"])


def _total(section: Document) -> Any:
    points = [part["points"] for part in section["parts"]]
    return None if None in points else sum(points)


def _class_faults(section: Document) -> Found:
    band_codes = {band["code"] for band in section["classes"]}
    for index, rule in enumerate(section["year_classes"]):
        for field in ("every_at_least", "counted_class"):
            if (name := rule[field]) is not None and name not in band_codes:
                yield "class_unknown", ["year_work", "year_classes", index, field], {"name": name}
        most = section["meetings_a_year"]
        if most is not None and rule["counted_min"] is not None and rule["counted_min"] > most:
            params = {"found": rule["counted_min"], "limit": most}
            yield "too_big", ["year_work", "year_classes", index, "counted_min"], params


def _figure_faults(document: Document, section: Document) -> Found:
    units = {metric["key"]: metric["unit"] for metric in document["metrics"]}
    for name, metric in section["figures"].items():
        steps: list[str | int] = ["year_work", "figures", name]
        if metric not in units:
            yield "metric_unknown", steps, {"name": metric}
        elif units[metric] != Derived(name).unit:
            yield "figure_unit", steps, {"name": metric, "wanted": Derived(name).unit.value}
