"""Vietnamese first, English second: which one this visitor chose."""

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue

from grading.text import Language
from grading.web.shell.targets import safe_target

bp = Blueprint("language", __name__)


def chosen() -> Language:
    """A choice made on the page; Vietnamese for everybody else, whatever the browser was installed in."""
    return "en" if session.get("lang") == "en" else "vi"


@bp.post("/language")
def switch() -> ResponseReturnValue:
    session["lang"] = "en" if request.form.get("lang") == "en" else "vi"
    return redirect(safe_target(request.form.get("next", "")), code=303)
