"""Addresses from the URL map, with something to stand in each."""

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
    "code": ("ABCDEFGHIJKL",),
    "token": ("no-such-link",),
    "filename": ("look.css",),
}
"""What may stand in an address besides ids, with values to try."""


def rules_of(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=str)


def methods_of(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def words_for(rule: Rule, **instead: Sequence[str]) -> Iterator[dict[str, str]]:
    """Every choice of words; `instead` of those above where the thing in the address asks for others."""
    names = [name for name in sorted(rule.arguments) if not name.endswith("_id")]
    for given in product(*(instead.get(name) or WORDS_IN_ADDRESSES[name] for name in names)):
        yield dict(zip(names, given, strict=True))


def address(rule: Rule, values: Mapping[str, object]) -> str:
    built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
    assert built is not None, rule
    return built[1]
