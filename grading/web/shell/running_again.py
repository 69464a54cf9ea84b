"""Answers where something broke beneath a request: once more where that may help, else with a page that says what."""

from flask import current_app, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from grading.troubles import Trouble, trouble_of
from grading.web.shell import writing
from grading.web.shell.error_page import bare, failure, page
from grading.web.shell.session import db, has_stored
from grading.words.troubles import trouble_words


def at_once(error: Exception) -> ResponseReturnValue:
    """Answers when the database refuses a row that the service let pass: somebody else wrote it at the same moment. The
    request runs once more, because the service now sees the other's row and knows what to say of it."""
    current_app.logger.warning("refused by the database", exc_info=error)
    if _may_run_again():
        return _again()
    if has_stored():
        return bare(503, [trouble_words(Trouble.stored)], title=_beneath_title())
    db.session.rollback()
    return page(409)


def broken(error: Exception) -> ResponseReturnValue:
    """Runs the same request once more after a deadlock or a lost connection; then shows a page that says what broke. A
    request that has stored something never runs again."""
    trouble = trouble_of(error)
    if trouble is None:
        return failure(error)
    if isinstance(error, OperationalError) and trouble in _PASSING and _may_run_again():
        return _again()
    current_app.logger.error("%s beneath the service", trouble, exc_info=error)
    trouble = Trouble.stored if has_stored() else trouble
    status, title = 507 if trouble is Trouble.full else 503, None if trouble is Trouble.busy else _beneath_title()
    if trouble in _OF_FILES:
        return page(status, [trouble_words(trouble)], title=title)
    return bare(status, [trouble_words(trouble)], title=title)


_PASSING, _OF_FILES = {Trouble.busy, Trouble.lost}, {Trouble.file_missing, Trouble.file_damaged}


def _beneath_title() -> str:
    return str(_("Máy chủ gặp sự cố"))


def _may_run_again() -> bool:
    return not g.get("retried") and bool(request.endpoint) and not has_stored()


def _again() -> ResponseReturnValue:
    """Answers the whole request again, with all its files from their beginning. The database has rolled the first
    attempt back: neither a lost commit nor a finished one comes here."""
    g.retried = True
    writing.forget()
    db.session.rollback()
    for _field, file in request.files.items(multi=True):
        file.stream.seek(0)
    try:
        answer = current_app.preprocess_request()
        return current_app.make_response(current_app.dispatch_request() if answer is None else answer)
    except Exception as second_error:
        return current_app.handle_user_exception(second_error)
