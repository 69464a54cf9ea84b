"""Addresses of the project's own style sheet, script and pictures."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import current_app

STATIC = Path(__file__).parents[2] / "static"


def asset(name: str) -> str:
    """Returns the address of the file with its digest, so that browsers may keep the file for ever. Needs neither a
    session nor a known host."""
    return f"{current_app.static_url_path}/{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]
