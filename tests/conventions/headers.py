"""What every answer must carry, and nothing weaker."""

from collections.abc import Iterator

from werkzeug.test import TestResponse

PROTECT = "grading/web/shell/headers.py sets them for every answer; a view may tighten them and never loosen"
LOOSENED = {"application/pdf": {"style-src 'unsafe-inline'", "object-src 'self'"}}
"""The browser's own reader of PDFs, which runs no script of ours, needs these."""


def unprotected(answer: TestResponse) -> Iterator[str]:
    policy = {part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";")}
    if not {"default-src 'none'", "frame-ancestors 'none'"} <= policy:
        yield f"the policy is {sorted(policy)}"
    loose = {part for part in policy if "unsafe" in part or "*" in part or "http" in part}
    if loose - LOOSENED.get(answer.mimetype, set()):
        yield f"the policy allows {sorted(loose)}"
    if answer.mimetype == "text/html" and not {"form-action 'self'", "base-uri 'none'", "script-src 'self'"} <= policy:
        yield f"the policy of a page is {sorted(policy)}"
    for name, wanted in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")):
        if answer.headers.get(name) != wanted:
            yield f"{name} is {answer.headers.get(name)}"
    if "Cache-Control" not in answer.headers:
        yield "nothing says whether it may be kept"
    if "Server" in answer.headers:
        yield "it says which server it is"
