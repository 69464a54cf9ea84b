"""The address that keys of devices are bound to, where browsers make such keys at all."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app

from grading.services.accounts.passkeys import Site


def site() -> Site | None:
    """Returns the address of this service for keys; None where browsers make none."""
    return site_at(current_app.extensions["settings"].base_url)


def site_at(base_url: str) -> Site | None:
    """Browsers want https, or their own machine, and a host with a name (WebAuthn 2, section 5.1.3)."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    is_named = bool(host) and not _is_number(host)
    is_closed = parts.scheme == "https" or host == "localhost"
    return Site(host=host, origin=f"{parts.scheme}://{parts.netloc}") if is_named and is_closed else None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
