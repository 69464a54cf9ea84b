"""The addresses to which a form may send a person afterwards: only pages of this service."""

from urllib.parse import SplitResult, urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from grading.web.shell.refilling import STANDS_ON


def safe_target(typed: str, fallback: str = "/") -> str:
    r"""Returns the typed address if it is a page of our own, or the fallback. Never returns another host (//evil,
    /\evil, https:evil) or a POST-only address."""
    parts = _split(typed)
    if parts is None or parts.scheme or parts.netloc or not typed.startswith("/"):
        return fallback
    if typed.startswith("//") or any(sign in "\\\r\n\t" or not sign.isprintable() for sign in typed):
        return fallback
    return typed if _is_page(parts.path) else fallback


def page_before() -> str | None:
    """Returns our own page from which this request came, if the browser names the page."""
    parts = _split(request.referrer or "")
    if parts is None or parts.netloc != request.host:
        return None
    return safe_target(f"{parts.path}?{parts.query}" if parts.query else parts.path, "") or None


def came_from_here() -> bool:
    """Returns whether one of our own pages sent this form, by what the browser says. Another site cannot say so."""
    parts = _split(request.referrer or "")
    return parts is not None and parts.netloc == request.host


def page_of_form() -> str:
    """Returns the page on which the form of this request stands. A form on the answer to a form says so itself: what is
    at the address of that answer may be a page without the form."""
    here = request.path
    return _said() or page_before() or (here if _is_page(here) else page_above(here)) or "/"


def _said() -> str:
    try:
        return safe_target(request.form.get(STANDS_ON, ""), "")
    except (HTTPException, OSError):  # the form was too large to be read, or found no room on the disk
        return ""


def page_above(path: str) -> str | None:
    """Returns the nearest page above an address that only takes forms. A refused form leaves such an address in the
    browser's bar."""
    above = path.rstrip("/").rpartition("/")[0]
    while above and not _is_page(above):
        above = above.rpartition("/")[0]
    return above or None


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # for example //[
        return None


def _is_page(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
