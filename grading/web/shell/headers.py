"""Response headers that every page carries."""

from flask import Flask, Response, current_app, request, session

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def init_app(app: Flask) -> None:
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if current_app.extensions["settings"].secure:  # the proxy ends https, so the request does not show it
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    headers["Cache-Control"] = _caching(response)
    return response


def _caching(response: Response) -> str:
    """Looks only at the cookie, because a page must go out even when the database is down."""
    if request.endpoint == "static":
        kept = "v" in request.args and response.status_code < 400
        return "public, max-age=31536000, immutable" if kept else "no-cache"  # v is the digest of the file
    return "no-store" if session else "no-cache"  # office machines are shared: keep no page of a person
