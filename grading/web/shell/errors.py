"""The only table from errors to HTTP. Each page says what is wrong and what to do, and keeps the typed texts."""

from flask import Flask, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadRequest, HTTPException, MethodNotAllowed, SecurityError
from werkzeug.routing import IntegerConverter, Map

from grading.db import DatabaseGone, OutcomeUnknown
from grading.documents.errors import PdfBusy, PdfUnavailable
from grading.documents.uploads.refusal import UploadRefused
from grading.rules.frozen.formats import UnreadableFormat
from grading.services.ground.errors import Forbidden, NotNow, Refused
from grading.storage import StoredFileError
from grading.troubles import Trouble, trouble_of
from grading.turnstile import NoTurn
from grading.web.shell import carrying, writing
from grading.web.shell.assets import asset
from grading.web.shell.language import chosen
from grading.web.shell.limits import largest, most_bytes
from grading.web.shell.session import db, has_stored
from grading.web.shell.targets import page_above, page_before
from grading.words import reason_words
from grading.words.troubles import trouble_words
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
        app.register_error_handler(overtaken, _at_once)
    for beneath in (DBAPIError, NoTurn, DatabaseGone, OutcomeUnknown, StoredFileError, OSError):
        app.register_error_handler(beneath, _broken)
    app.register_error_handler(Exception, _failure)


def show(error: Exception) -> ResponseReturnValue:
    status = next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)
    reasons: tuple[Reason, ...] = getattr(error, "reasons", ())
    return page(status, [*map(reason_words, reasons)], title=_case(error, reasons) if status == 409 else None)


def _case(error: Exception, reasons: tuple[Reason, ...]) -> str:
    """Returns what is the case when something is not possible now; the sentences below it say more."""
    if any(reason.code.startswith("stale") or reason.code.endswith("_stale") for reason in reasons):
        return str(_("Nội dung vừa được người khác cập nhật"))
    return str(_("Hồ sơ đang ở bước khác") if isinstance(error, StepNotOpen) else _("Chưa thực hiện được"))


def page(
    status: int, sentences: list[str] | None = None, *, title: str | None = None,
    back_url: str | None = None, back_words: str | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """Returns the page of one status: its title, the reasons, the typed texts, and a way back.

    If the page itself cannot be made (the database went away, say), the bare page takes its place.
    """
    writing.forget()
    try:
        html = render_template(
            "shell/error.html", title=title or _title(status), sentences=sentences or _sentences(status),
            back_url=back_url or page_before() or "/", back_words=back_words, typed=_typed(status), bare=False,
        )  # fmt: skip
    except Exception:
        current_app.logger.exception("the page of an error could not be made")
        return bare(status, sentences, title=title)
    return html, status


def bare(status: int, sentences: list[str] | None = None, *, title: str | None = None) -> ResponseReturnValue:
    """Returns a page that uses neither the session's account nor the database, nor anything else that may be broken."""
    template = current_app.jinja_env.get_template("shell/error.html")
    return (
        template.render(
            title=title or _title(status), sentences=sentences or _sentences(status), back_url="/",
            typed=_typed(status), bare=True, lang=chosen(), asset=asset, is_demo=False, nav=[],
            standing_words=None, service_owner="", verify_url=None,
        ),
        status,
    )  # fmt: skip


def _title(status: int) -> str:
    titles = {
        400: _("Yêu cầu chưa đúng"),
        401: _("Mời đăng nhập lại"),
        403: _("Nội dung này không thuộc phạm vi được phân công"),
        404: _("Không tìm thấy trang này"),
        405: _("Không tìm thấy trang này"),
        409: _("Nội dung vừa được người khác cập nhật"),
        413: _("Nội dung gửi lên quá lớn"),
        422: _("Mời đồng chí xem lại nội dung vừa nhập"),
        429: _("Mời đồng chí đợi ít phút rồi thử lại"),
        503: _("Hệ thống đang bận"),
    }
    return str(titles.get(status, _("Hệ thống gặp lỗi; dữ liệu đã lưu vẫn còn")))


def _sentences(status: int) -> list[str]:
    nowhere = _("Địa chỉ chưa đúng, hoặc nội dung không thuộc phạm vi được xem.")
    sentences = {
        400: _("Mời quay lại trang trước, mở lại trang rồi gửi lại."),
        403: _("Tài khoản đang dùng không được phân công việc này. Nếu cần, đề nghị liên hệ quản trị hệ thống."),
        404: nowhere,
        405: nowhere,
        409: _("Nội dung này vừa được người khác cập nhật. Mời mở lại trang, đối chiếu rồi lưu lại."),
        413: largest(most_bytes(current_app, request.endpoint, request.content_type or "")),
        503: _("Mời đợi một phút rồi thử lại. Nội dung đã lưu vẫn còn."),
    }
    return [str(sentences.get(status, _("Mời thử lại. Nếu vẫn gặp, đề nghị báo quản trị hệ thống thời điểm xảy ra.")))]


def _typed(status: int) -> list[tuple[str, str]]:
    """Returns the typed texts for copying, so that a refused form loses nothing. A form that was too large was not
    read, and one that was stored needs no copy."""
    if request.method != "POST" or status == 413 or (request.endpoint or "").startswith("auth.") or has_stored():
        return []
    try:
        return carrying.texts_of(list(request.form.items()))
    except (HTTPException, OSError):  # OSError: the form itself found no room on the disk
        return []


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


def _at_once(error: Exception) -> ResponseReturnValue:
    """Answers when the database refuses a row that the service let pass: somebody else wrote it at the same moment. The
    request runs once more, because the service now sees the other's row and knows what to say of it."""
    current_app.logger.warning("refused by the database", exc_info=error)
    if _may_run_again():
        return _again()
    if has_stored():
        return bare(503, [trouble_words(Trouble.stored)], title=_beneath_title())
    db.session.rollback()
    return page(409)


def _broken(error: Exception) -> ResponseReturnValue:
    """Runs the same request once more after a deadlock or a lost connection; then shows a page that says what broke. A
    request that has stored something never runs again."""
    trouble = trouble_of(error)
    if trouble is None:
        return _failure(error)
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


def _failure(error: Exception) -> ResponseReturnValue:
    """Logs our own mistake in full and shows a page that needs neither session nor database."""
    if current_app.testing:
        raise error
    current_app.logger.error("request failed", exc_info=error)
    return bare(500)
