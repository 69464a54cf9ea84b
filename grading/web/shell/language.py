"""The language of the pages that this visitor chose: Vietnamese first, English second."""

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue

from grading.text import Language
from grading.web.shell.targets import safe_target

bp = Blueprint("language", __name__)


def chosen() -> Language:
    """Returns the language chosen on the page. Without a choice it is Vietnamese, whatever the browser's language."""
    return "en" if session.get("lang") == "en" else "vi"


@bp.post("/language")
def switch() -> ResponseReturnValue:
    session["lang"] = "en" if request.form.get("lang") == "en" else "vi"
    return redirect(safe_target(request.form.get("next", "")), code=303)
