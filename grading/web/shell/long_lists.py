"""Lets a template show hundreds of rows quickly: words are made once for equal values, addresses once for all rows."""

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask, url_for

_ROW = 9_007_199_254_740_993
"""A number that stands in no address by itself."""


def address_by(endpoint: str, name: str) -> Callable[[int], str]:
    """Returns what makes the address of each row from its number. The map of all addresses is asked once; for each row
    it would take longer than the rest of the row."""
    placed: dict[str, Any] = {name: _ROW}
    before, after = url_for(endpoint, **placed).split(str(_ROW))
    return lambda number: f"{before}{number}{after}"


def init_app(app: Flask) -> None:
    # `once(macro)` remembers what the macro made, for equal arguments. It lives as long as the page is being made.
    app.jinja_env.globals.update(once=cache, address_by=address_by)
