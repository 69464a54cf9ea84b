"""Reads the quotas: the list `quotas`, or the one quota of a file that writes `quota`."""

from collections.abc import Iterator
from typing import Any

from grading.rules.programmes.parts.quota import OLD_KEY
from grading.rules.programmes.reading.document import Document, Steps, hundredths


def quotas_form(document: Document) -> list[dict[str, Any]]:
    """Returns the quotas of a checked document in the form that the dataclass needs, in the order of the list."""
    return [_form(quota) for _, quota in quotas_in(document)]


def quotas_in(document: Document) -> Iterator[tuple[Steps, Document]]:
    """Yields each quota with its place; the one of `quota` comes first, in the words of the list.

    A `quota` whose share nobody has filled in says only that there is to be one: the list may say it instead.
    """
    old, listed = document.get("quota"), document.get("quotas", ())
    if old and not (old["pct"] is None and any(each["of"] == old["level"] for each in listed)):
        yield ["quota"], _as_listed(old)
    for index, quota in enumerate(listed):
        yield ["quotas", index], quota


def _as_listed(old: Document) -> Document:
    kept = {name: value for name, value in old.items() if name not in ("level", "min_one")}
    least = old.get("min_one", False)
    return {**kept, "key": OLD_KEY, "of": old["level"], "at_least": None if least is None else int(least)}


def _form(quota: Document) -> dict[str, Any]:
    return {**quota, **{name: hundredths(quota.get(name)) for name in ("pct", "exceptional_pct")}}
