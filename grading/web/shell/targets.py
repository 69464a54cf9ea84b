"""Where a form may send somebody afterwards: only to a page of this service."""

from urllib.parse import SplitResult, urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def safe_target(typed: str, fallback: str = "/") -> str:
    r"""A page of our own, or the fallback: never another host (//evil, /\evil, https:evil), nor a POST-only address."""
    parts = _split(typed)
    if parts is None or parts.scheme or parts.netloc or not typed.startswith("/"):
        return fallback
    if typed.startswith("//") or any(sign in "\\\r\n\t" or not sign.isprintable() for sign in typed):
        return fallback
    return typed if _is_page(parts.path) else fallback


def page_before() -> str | None:
    """The page of ours from which this request came, as far as the browser says."""
    parts = _split(request.referrer or "")
    if parts is None or parts.netloc != request.host:
        return None
    return safe_target(f"{parts.path}?{parts.query}" if parts.query else parts.path, "") or None


def page_above(path: str) -> str | None:
    """The nearest page above an address that only takes forms: a refused form leaves that one in the browser's bar."""
    above = path.rstrip("/").rpartition("/")[0]
    while above and not _is_page(above):
        above = above.rpartition("/")[0]
    return above or None


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # //[, say
        return None


def _is_page(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
