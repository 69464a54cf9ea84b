"""The cookie by which accounts know a browser again. It lasts beyond the sign-in and opens nothing by itself."""

from flask import current_app, request
from werkzeug.wrappers import Response as BaseResponse

from grading.services.accounts.devices import KNOWN_FOR, Visitor
from grading.web.shell.addresses import client_address, network_of, place_of

MOST_ACCOUNTS = 5
"""How many accounts know one browser. Offices share machines."""
_LONGEST = 100


def visitor() -> Visitor:
    """Returns the browser that sent the request."""
    trusted = current_app.extensions["settings"].trusted_proxies
    address = client_address(request.remote_addr or "", request.headers.get("X-Forwarded-For", ""), trusted)
    return Visitor(
        address=network_of(address), place=place_of(address), browser=request.user_agent.string, tokens=_tokens()
    )


def keep(response: BaseResponse, token: str | None) -> BaseResponse:
    """Adds the token of an account to the browser's cookie, and lets the cookie last from now on."""
    tokens = (*_tokens(), token) if token else _tokens()
    settings = current_app.extensions["settings"]
    response.set_cookie(
        _name(), ".".join(tokens[-MOST_ACCOUNTS:]), max_age=KNOWN_FOR, httponly=True, samesite="Lax",
        secure=settings.secure,
    )  # fmt: skip
    return response


def _tokens() -> tuple[str, ...]:
    sent = request.cookies.get(_name(), "")
    return tuple(token for token in sent.split(".")[-MOST_ACCOUNTS:] if 0 < len(token) <= _LONGEST)


def _name() -> str:
    return "__Host-device" if current_app.extensions["settings"].secure else "device"
