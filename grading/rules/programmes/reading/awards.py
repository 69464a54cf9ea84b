"""Reads the awards: their form, and the faults of their days (invalid days, tables of days out of order)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from grading.rules.programmes.reading.document import Found


def award_form(award: Mapping[str, Any]) -> dict[str, Any]:
    """Returns one award of a checked document in the form that the dataclass needs."""
    coefficients = award.get("coefficients") or ()
    return {
        **award,
        "earlier": award.get("earlier", []),
        "given_by": award.get("given_by") or [],
        "streak_base": award.get("streak_base"),
        "merger_breaks": award.get("merger_breaks"),
        "coefficients": [{**each, "times": int(each["times"] * 100)} for each in coefficients],
    }


def award_faults(document: Mapping[str, Any]) -> Found:
    """Yields invalid days, and tables of days out of order."""
    for index, award in enumerate(document["awards"]):
        for table, column in (("earlier", "before"), ("coefficients", "since")):
            yield from _days(award.get(table) or (), ["awards", index, table], column)
    yield from _days(document.get("base_pay") or (), ["base_pay"], "since")


def _days(rows: Sequence[Mapping[str, Any]], steps: list[str | int], column: str) -> Found:
    last = ""
    for index, row in enumerate(rows):
        day, where = row[column], [*steps, index, column]
        if not _is_day(day):
            yield "day", where, {"found": day}
        elif day <= last:
            yield "days_order", where, {"day": day, "before": last}
        last = max(last, day)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
