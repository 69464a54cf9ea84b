"""Builds addresses from the URL map, with values for their parameters."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from flask import Flask
from werkzeug.routing import Rule

WORDS_IN_ADDRESSES = {
    "key": ("no-such-group",),
    "step": ("submit", "nonsense"),
    "layer": ("commune", "appraiser", "panel"),
    "kind": ("report",),
    "month": ("1",),
    "quarter": ("1",),
    "number": ("1",),
    "sha256": ("0" * 64,),
    "code": ("ABCDEFGHIJKL",),
    "token": ("no-such-link",),
    "act": ("pause",),
    "filename": ("look.css",),
    "ending": ("csv", "xlsx"),
}
"""The parameters of addresses that are not ids, each with values to try."""


def rules_of(app: Flask) -> list[Rule]:
    return sorted((rule for rule in app.url_map.iter_rules() if not rule.alias), key=str)  # an alias leads to one


def methods_of(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def words_for(rule: Rule, **instead: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yields every combination of words. `instead` replaces words that do not fit the thing in the address."""
    names = [name for name in sorted(rule.arguments) if not name.endswith("_id")]
    for chosen in product(*(instead.get(name) or WORDS_IN_ADDRESSES[name] for name in names)):
        yield dict(zip(names, chosen, strict=True))


def address(rule: Rule, values: Mapping[str, object]) -> str:
    built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
    assert built is not None, rule
    return built[1]
