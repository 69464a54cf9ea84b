"""Where a form may send somebody afterwards: only to a page of this service."""

from urllib.parse import urlsplit


def safe_target(typed: str, fallback: str = "/") -> str:
    r"""A path of our own, or the fallback: never another host (//evil, /\evil, https:evil)."""
    parts = urlsplit(typed)
    own = typed.startswith("/") and not typed.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return typed if own and not any(sign in typed for sign in "\\\r\n\t") else fallback
