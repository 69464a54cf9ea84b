"""Findings in a form that a test can write down: rows by what a person knows them by, and not by their keys."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from grading.rules.frozen.formats import Format
from grading.rules.programmes.parts.figures import Metric
from grading.rules.quota import QuotaGroup
from grading.services.invariants import naming
from workflows import Finding, Reason

DOSSIER, DECISION, AWARDING, PAPER = "Chi bộ 01 xã Mẫu A", "HU-A-01-QĐ", "RATING-QĐ/HU", "1/2022"
"""The marks of the rows of the season that `commend` plays."""
TO_COME = '{"format": 99}'
"""A stored text of a format that this version does not know."""


def unknown(kind: Format) -> dict[str, str]:
    """Returns what a finding says of `TO_COME`: its number, and those that are read."""
    return {"format": "99", "known": ", ".join(str(number) for number in kind.readable)}


def marked(session: Session, found: Mapping[str, Sequence[Finding]]) -> dict[str, list[Finding]]:
    """Returns the findings with a mark in place of what a test cannot know: keys of rows, moments, digests."""
    return {
        name: [Finding(code=each.code, params={key: _mark(key, value) for key, value in each.params.items()})
               for each in findings]
        for name, findings in naming.named(session, found).items()
    }  # fmt: skip


def _mark(name: str, value: object) -> object:
    match value:
        case naming.Place():
            return _row(value)
        case datetime():
            return "a moment"
        case Reason():
            return value.code
        case QuotaGroup():
            return value.parent_name
        case Metric():
            return value.key
        case str() if name == "digest":
            return "a digest"
        case str() if name == "error":
            return value.split(":")[0]
    return value


def _row(place: naming.Place) -> object:
    known = place.known
    if "register_no" in known:
        return f"{known['register_no']}/{known['register_year']}"
    if place.kind == "job":
        return "a job"
    names = (known.get(name) for name in ("login", "number", "code", "name", "org"))
    return next((name for name in names if name), place.key)
