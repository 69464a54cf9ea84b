"""Reads section `members_decided`: its form, and its faults (counts that nobody proposes)."""

from typing import Any

from grading.rules.programmes.reading.document import Document, Found


def members_form(section: Document | None) -> dict[str, Any] | None:
    return None if section is None else {"needed": False, **section}


def members_faults(document: Document) -> Found:
    """Yields counts that the programme does not ask from the unit, so that nobody proposes them."""
    section: Document = document.get("members_decided", {})
    for index, name in enumerate(section.get("metrics", ())):
        if name not in document["asked"]:
            yield "figure_not_asked", ["members_decided", "metrics", index], {"name": name}
