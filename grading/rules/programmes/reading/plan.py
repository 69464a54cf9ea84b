"""Reads section `plan`: its form, and its faults (years outside the scheme, years named twice)."""

from grading.rules.programmes.reading.document import Document, Found


def plan_form(section: Document | None) -> Document | None:
    """Returns the section in the form that the codec needs, with percentages in hundredths."""
    if section is None:
        return None
    share = section.get("share")
    share_form = {"by": share["by"], "more_than": int(share["more_than"] * 100)} if share else None
    return {**section, "targets": section.get("targets", []), "share": share_form}


def plan_faults(document: Document) -> Found:
    section: Document = document.get("plan", {})
    if not section:
        return
    first, last = section["years"]
    if last < first:
        yield "years_order", ["plan", "years"], {"first": first, "last": last}
        return
    seen: set[int] = set()
    for index, target in enumerate(section.get("targets", ())):
        steps: list[str | int] = ["plan", "targets", index, "year"]
        if not first <= target["year"] <= last:
            yield "plan_year", steps, {"year": target["year"], "first": first, "last": last}
        if target["year"] in seen:
            yield "duplicate", steps, {"key": target["year"]}
        seen.add(target["year"])
    share: Document = section.get("share", {})
    if share and not first <= share["by"] <= last:
        yield "plan_year", ["plan", "share", "by"], {"year": share["by"], "first": first, "last": last}
