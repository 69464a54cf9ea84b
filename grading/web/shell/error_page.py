"""The page that says what is wrong and what to do. It keeps the typed texts; where the session or the database may be
broken, a bare page takes its place."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException

from grading.web.shell import carrying, writing
from grading.web.shell.assets import asset
from grading.web.shell.language import chosen
from grading.web.shell.limits import largest, most_bytes
from grading.web.shell.session import has_stored
from grading.web.shell.targets import page_before

_NOWHERE = _("Địa chỉ chưa đúng, hoặc nội dung không thuộc phạm vi được xem.")
_TITLES = {
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
_OUR_MISTAKE = _("Hệ thống gặp lỗi; dữ liệu đã lưu vẫn còn")
_SENTENCES = {
    400: _("Mời quay lại trang trước, mở lại trang rồi gửi lại."),
    403: _("Tài khoản đang dùng không được phân công việc này. Nếu cần, đề nghị liên hệ quản trị hệ thống."),
    404: _NOWHERE,
    405: _NOWHERE,
    409: _("Nội dung này vừa được người khác cập nhật. Mời mở lại trang, đối chiếu rồi lưu lại."),
    503: _("Mời đợi một phút rồi thử lại. Nội dung đã lưu vẫn còn."),
}
_TRY_AGAIN = _("Mời thử lại. Nếu vẫn gặp, đề nghị báo quản trị hệ thống thời điểm xảy ra.")


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
    return str(_TITLES.get(status, _OUR_MISTAKE))


def _sentences(status: int) -> list[str]:
    if status == 413:
        return [largest(most_bytes(current_app, request.endpoint, request.content_type or ""))]
    return [str(_SENTENCES.get(status, _TRY_AGAIN))]


def _typed(status: int) -> list[tuple[str, str]]:
    """Returns the typed texts for copying, so that a refused form loses nothing. A form that was too large was not
    read, and one that was stored needs no copy."""
    if request.method != "POST" or status == 413 or (request.endpoint or "").startswith("auth.") or has_stored():
        return []
    try:
        return carrying.texts_of(list(request.form.items()))
    except (HTTPException, OSError):  # OSError: the form itself found no room on the disk
        return []


def failure(error: Exception) -> ResponseReturnValue:
    """Logs our own mistake in full and shows a page that needs neither session nor database."""
    if current_app.testing:
        raise error
    current_app.logger.error("request failed", exc_info=error)
    return bare(500)
