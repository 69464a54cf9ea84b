"""The only table from errors to HTTP. Every page says what is wrong, in the visitor's language, and keeps what was typed."""

from flask import Flask, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from grading.db import db, is_lock_conflict
from grading.documents.pdf import PdfUnavailable
from grading.documents.uploads_refusal import UploadRefused
from grading.services.errors import Forbidden, NotNow, Refused
from grading.words import reason_words
from workflows import NotYourStep, Reason, StepNotOpen, StepRefused

STATUS_OF: dict[type[Exception], int] = {
    NoResultFound: 404,
    NotYourStep: 403,
    Forbidden: 403,
    StepNotOpen: 409,
    NotNow: 409,
    StaleDataError: 409,
    StepRefused: 422,
    Refused: 422,
    UploadRefused: 422,
    PdfUnavailable: 503,
}
_NEVER_SHOWN = {"csrf_token", "version", "next", "password", "again"}


def init_app(app: Flask) -> None:
    for error in STATUS_OF:
        app.register_error_handler(error, show)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _retry_once)
    app.register_error_handler(Exception, _failure)


def show(error: Exception) -> ResponseReturnValue:
    status = next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)
    reasons: tuple[Reason, ...] = getattr(error, "reasons", ())
    return page(status, [reason_words(reason) for reason in reasons])


def page(status: int, sentences: list[str] | None = None) -> ResponseReturnValue:
    """The page of one status: its title, the reasons, what was typed, and a way back."""
    back = request.referrer if request.referrer and request.referrer.startswith(request.host_url) else None
    return (
        render_template(
            "errors/error.html",
            title=_title(status),
            sentences=sentences or _sentences(status),
            back_url=back or url_for("work.show"),
            typed=_typed(),
            bare=False,
        ),
        status,
    )


def _title(status: int) -> str:
    titles = {
        400: _("Biểu mẫu đã hết hạn"),
        403: _("Nội dung này không thuộc phạm vi được phân công"),
        404: _("Không tìm thấy trang này"),
        405: _("Không tìm thấy trang này"),
        409: _("Chưa thực hiện được: hồ sơ đã thay đổi hoặc đang ở bước khác"),
        413: _("Tệp gửi lên quá lớn"),
        422: _("Mời đồng chí xem lại"),
        429: _("Mời đồng chí đợi ít phút rồi thử lại"),
        503: _("Hệ thống đang bận"),
    }
    return titles.get(status, _("Hệ thống gặp lỗi; dữ liệu đã lưu vẫn còn"))


def _sentences(status: int) -> list[str]:
    sentences = {
        400: _("Biểu mẫu đã mở quá lâu hoặc phiên đăng nhập đã đổi. Nội dung vừa nhập được giữ bên dưới; mời mở lại trang và gửi lại."),
        403: _("Tài khoản đang dùng không được giao việc này. Nếu cần, đề nghị liên hệ quản trị hệ thống."),
        404: _("Địa chỉ chưa đúng, hoặc nội dung không thuộc phạm vi được xem. Mời quay lại trang Việc cần làm."),
        405: _("Địa chỉ chưa đúng, hoặc nội dung không thuộc phạm vi được xem. Mời quay lại trang Việc cần làm."),
        409: _("Nội dung này vừa được người khác cập nhật. Mời mở lại trang, đối chiếu rồi lưu lại."),
        413: _("Mời chụp lại với cỡ nhỏ hơn hoặc tách thành nhiều tệp."),
        503: _("Mời đợi một phút rồi làm lại. Nội dung vừa nhập được giữ bên dưới."),
    }
    return [sentences.get(status, _("Mời thử lại. Nếu vẫn gặp, đề nghị báo quản trị hệ thống thời điểm xảy ra."))]


def _typed() -> list[tuple[str, str]]:
    """What was typed, to copy from: a refused form loses nothing."""
    if request.method != "POST" or (request.endpoint or "").startswith("auth."):
        return []
    return [(name, value) for name, value in request.form.items() if value.strip() and name not in _NEVER_SHOWN]


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    return page(error.code)


def _form_expired(_error: CSRFError) -> ResponseReturnValue:
    return page(400)


def _retry_once(error: OperationalError) -> ResponseReturnValue:
    """A deadlock or a busy database: the same request once more, then a page that says so."""
    db.session.rollback()
    if not is_lock_conflict(error) or "retried" in g or request.endpoint is None:
        return _failure(error) if not is_lock_conflict(error) else page(503)
    g.retried = True
    try:
        return current_app.view_functions[request.endpoint](**(request.view_args or {}))
    except Exception as second:
        return current_app.handle_user_exception(second)


def _failure(error: Exception) -> ResponseReturnValue:
    """Our own mistake: logged whole, shown as a page that needs neither session nor database."""
    current_app.logger.exception("request failed", exc_info=error)
    if current_app.testing:
        raise error
    return render_template("errors/error.html", title=_title(500), sentences=_sentences(500),
                           back_url="/", typed=_typed(), bare=True), 500  # fmt: skip
