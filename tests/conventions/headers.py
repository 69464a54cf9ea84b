"""Names the protecting headers that an answer lacks or weakens."""

from collections.abc import Iterator

from werkzeug.test import TestResponse

PROTECT = "grading/web/shell/headers.py sets them for every answer; a view may make them stricter, never weaker"
LOOSENED = {"application/pdf": {"style-src 'unsafe-inline'", "object-src 'self'"}}
"""The weaker rules that each kind of answer may have. The browser's own reader of PDFs needs them; it runs no script
of ours."""


def unprotected(answer: TestResponse) -> Iterator[str]:
    policy = {part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";")}
    if not {"default-src 'none'", "frame-ancestors 'none'"} <= policy:
        yield f"the policy is {sorted(policy)}"
    loose = {part for part in policy if "unsafe" in part or "*" in part or "http" in part}
    if loose - LOOSENED.get(answer.mimetype, set()):
        yield f"the policy allows {sorted(loose)}"
    if answer.mimetype == "text/html" and not {"form-action 'self'", "base-uri 'none'", "script-src 'self'"} <= policy:
        yield f"the policy of a page is {sorted(policy)}"
    for name, expected in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")):
        if answer.headers.get(name) != expected:
            yield f"{name} is {answer.headers.get(name)}"
    if "Cache-Control" not in answer.headers:
        yield "no header says whether the answer may be cached"
    if "Server" in answer.headers:
        yield "a header says which server it is"
