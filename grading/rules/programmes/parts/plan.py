"""Section `plan`: how many cells a scheme of several years wants to have the title, year by year and at its end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grading.rules.programmes.parts.texts import Text

Document = Mapping[str, Any]
Found = Iterator[tuple[str, list[str | int], dict[str, object]]]


@dataclass(frozen=True, kw_only=True)
class YearTarget:
    """At least `cells` cells that receive the title in that year."""

    year: int
    cells: int


@dataclass(frozen=True, kw_only=True)
class ShareTarget:
    """More than `more_than` percent (hundredths) of all cells have had the title by the end of that year."""

    by: int
    more_than: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`years`: first and last year of the scheme; years without a target of their own are shown without one."""

    title: Text
    source: str
    years: tuple[int, int]
    targets: tuple[YearTarget, ...] = ()
    share: ShareTarget | None = None

    def wanted(self, year: int) -> int | None:
        return next((target.cells for target in self.targets if target.year == year), None)


def plan_form(section: Document | None) -> Document | None:
    """Percentages in hundredths."""
    if section is None:
        return None
    share = section.get("share")
    kept = {"by": share["by"], "more_than": int(share["more_than"] * 100)} if share else None
    return {**section, "targets": section.get("targets", []), "share": kept}


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


def plan_lines(plan: Plan | None) -> Iterator[str]:
    """As a person reads it, in Vietnamese."""
    if plan is None:
        return
    first, last = plan.years
    yield f"Chỉ tiêu {first} - {last}: {plan.title.vi} ({plan.source})"
    yield from (f"    Năm {target.year}: từ {target.cells} chi bộ trở lên" for target in plan.targets)
    if plan.share:
        yield f"    Đến hết năm {plan.share.by}: trên {plan.share.more_than / 100:g}% số chi bộ"
