"""The only table from errors to HTTP."""

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadRequest, HTTPException, MethodNotAllowed, SecurityError
from werkzeug.routing import IntegerConverter, Map

from grading.db import DatabaseGone, OutcomeUnknown
from grading.documents.errors import PdfBusy, PdfUnavailable
from grading.documents.uploads.refusal import UploadRefused
from grading.rules.frozen.formats import UnreadableFormat
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.storage import StoredFileError
from grading.turnstile import NoTurn
from grading.web.shell import carrying
from grading.web.shell.error_page import bare, failure, page
from grading.web.shell.running_again import at_once, broken
from grading.web.shell.targets import page_above
from grading.words import reason_words
from workflows import NotYourStep, Reason, StepNotOpen, StepRefused

STATUS_OF: dict[type[Exception], int] = {
    NoResultFound: 404,
    NotYourStep: 403,
    Forbidden: 403,
    StepNotOpen: 409,
    NotNow: 409,
    StepRefused: 422,
    Refused: 422,
    UploadRefused: 422,
    PdfBusy: 503,
    PdfUnavailable: 503,
    UnreadableFormat: 500,
}


class RowNumber(IntegerConverter):
    """The converter for `<int:…>` in every address. A number that no row can have gives 404 and no database error."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**31 - 1)


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_nul)
    for error in STATUS_OF:
        app.register_error_handler(error, show)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(SecurityError, lambda _error: bare(400))  # the host is not ours, so make no addresses
    app.register_error_handler(HTTPException, _http)
    for overtaken in (IntegrityError, StaleDataError):
        app.register_error_handler(overtaken, at_once)
    for beneath in (DBAPIError, NoTurn, DatabaseGone, OutcomeUnknown, StoredFileError, OSError):
        app.register_error_handler(beneath, broken)
    app.register_error_handler(Exception, failure)


def show(error: Exception) -> ResponseReturnValue:
    status = next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)
    if status == 422 and request.method == "GET":
        status = 409  # nothing was typed that could be looked over
    reasons: tuple[Reason, ...] = getattr(error, "reasons", ())
    return page(status, [*map(reason_words, reasons)], title=_case(error, reasons) if status == 409 else None)


def _case(error: Exception, reasons: tuple[Reason, ...]) -> str:
    """Returns what is the case when something is not possible now; the sentences below it say more."""
    if any(reason.code.startswith("stale") or reason.code.endswith("_stale") for reason in reasons):
        return str(_("Nội dung vừa được người khác cập nhật"))
    return str(_("Hồ sơ đang ở bước khác") if isinstance(error, StepNotOpen) else _("Chưa thực hiện được"))


def _refuse_nul() -> None:
    """Raises BadRequest for a NUL, which PostgreSQL does not store and nobody types."""
    texts = [request.path, *request.args.values()]
    if request.method == "POST":
        texts += request.form.values()
    if any("\0" in text for text in texts):
        raise BadRequest


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    if isinstance(error, MethodNotAllowed) and request.method == "GET" and (above := page_above(request.path)):
        return redirect(above, code=303)
    return page(error.code)


def _form_expired(_error: CSRFError) -> ResponseReturnValue:
    """Answers a form whose token is of a session that is over: the browser was closed, or somebody signed in anew."""
    return carrying.after_expiry() or page(
        400,
        [_("Biểu mẫu đã mở quá lâu, hoặc phiên đăng nhập đã đổi. Mời mở lại trang rồi gửi lại.")],
        title=_("Biểu mẫu đã hết hạn"),
    )
