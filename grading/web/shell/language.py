"""The language of the pages that this visitor chose: Vietnamese first, English second."""

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import refresh

from grading.text import Language
from grading.web.shell import carrying
from grading.web.shell.targets import safe_target

bp = Blueprint("language", __name__)


def chosen() -> Language:
    """Returns the language chosen on the page. Without a choice it is Vietnamese, whatever the browser's language."""
    return "en" if session.get("lang") == "en" else "vi"


@bp.get("/language")
def back() -> ResponseReturnValue:
    """Leads on from the address that a form with typed texts left in the browser's bar."""
    return redirect(safe_target(request.args.get("next", "")))


@bp.post("/language")
def switch() -> ResponseReturnValue:
    """Goes back to the page. A button of a form sends the form along: its names stand before the boxes of the form."""
    session["lang"] = "en" if request.values.get("lang") == "en" else "vi"
    refresh()
    page = safe_target(request.values.get("next", ""))
    if "to" in request.args:
        return carrying.into_language(page, request.args["to"])
    return redirect(page, code=303)
