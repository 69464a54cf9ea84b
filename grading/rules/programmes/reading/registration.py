"""Reads section `registration`: its form, and the faults that a schema cannot express."""

from datetime import date

from grading.rules.programmes.parts.registration import Chooser, Selection
from grading.rules.programmes.reading.document import Document, Found


def registration_form(section: Document | None) -> Document | None:
    """Returns the form of the section, or None when the programme needs no registration."""
    if section is None or section["needed"] is False:
        return None
    return {**section, "survey": section.get("survey", []), "chosen_by": section.get("chosen_by", Chooser.review_unit)}


def registration_faults(document: Document) -> Found:
    section: Document = document.get("registration", {})
    if not section:
        return
    if document["kind"] != "recognition":
        yield "registration_of_title", ["registration"], {}
    yield from _day_faults(section)
    yield from _works_faults(section, {metric["key"] for metric in document["metrics"]})
    if section["selection"] == Selection.surveyed and not section.get("survey"):
        yield "required", ["registration"], {"name": "survey"}


def _day_faults(section: Document) -> Found:
    if section["confirm_by"] is None:
        return
    try:
        date.fromisoformat(f"2001-{section['confirm_by']}")  # 2001 is not a leap year: the day exists in every year
    except ValueError:
        yield "day_of_year", ["registration", "confirm_by"], {"day": section["confirm_by"]}


def _works_faults(section: Document, metrics: set[str]) -> Found:
    works: Document = section.get("works", {})
    for field in ("total", "done"):
        if works and works[field] not in metrics:
            yield "metric_unknown", ["registration", "works", field], {"name": works[field]}
    least, most = works.get("min"), works.get("max")
    if least is not None and most is not None and least > most:
        yield "too_big", ["registration", "works", "min"], {"found": least, "limit": most}
