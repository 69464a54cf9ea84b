"""How large a request may be, by its address. What is larger is refused by its length, before it is read as a form."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from flask import Flask, Request, current_app, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

MOST_FORM = 2_000_000
"""Bytes of a form without files. The table of a meeting with a long reason for each of 300 cells has fewer."""
MOST_FIELDS = 20_000
"""Boxes of a form. Two million bytes hold a million boxes without a word, which would take a hundred megabytes."""
_MULTIPART, _URLENCODED = "multipart/form-data", "application/x-www-form-urlencoded"
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Marks a view to which files are sent: its requests may be as large as MAX_CONTENT_LENGTH."""
    view.__dict__["takes_files"] = True
    return view


class _Parser(FormDataParser):
    """Reads forms as Werkzeug does, and counts the boxes first: Werkzeug counts them in multipart forms alone."""

    def parse(self, stream: Any, mimetype: str, content_length: int | None, options: Any = None) -> Any:
        if mimetype == _URLENCODED:
            body = stream.read()
            if body.count(b"&") >= MOST_FIELDS:
                raise RequestEntityTooLarge
            stream = BytesIO(body)
        return super().parse(stream, mimetype, content_length, options)


class LimitedRequest(Request):
    form_data_parser_class = _Parser


def init_app(app: Flask) -> None:
    """Registers the check of the length. It comes before everything that reads a form, the check of form tokens too."""
    app.request_class = LimitedRequest
    app.before_request(_refuse_large)


def most_bytes(app: Flask, endpoint: str | None, content_type: str) -> int:
    """Returns how many bytes may be sent. Files come in multipart forms, and only where they are asked for."""
    view = app.view_functions.get(endpoint or "")
    whole: int = app.config["MAX_CONTENT_LENGTH"]
    if getattr(view, "takes_files", False) and content_type.partition(";")[0].strip().lower() == _MULTIPART:
        return whole
    return min(MOST_FORM, whole)


def endpoint_of(app: Flask, method: str, path: str) -> str | None:
    """Returns the endpoint that a server would call for this address; None if no page is there."""
    try:
        endpoint: str = app.url_map.bind("localhost").match(path, method=method)[0]
    except HTTPException:
        return None
    return endpoint


def largest(most: int) -> str:
    """Returns the sentence for an address that takes so many bytes: files, or words alone."""
    if most <= MOST_FORM:
        return str(_("Trang này nhận tối đa %(most)s triệu ký tự. Mời rút gọn rồi gửi lại.", most=MOST_FORM // 10**6))
    file_mb = current_app.extensions["settings"].max_upload_mb
    request_mb = most // (1024 * 1024)
    sentence = _("Mỗi tệp tối đa %(each)s MB, mỗi lần gửi tối đa %(whole)s MB.", each=file_mb, whole=request_mb)
    remedy = _("Mời chụp lại với cỡ nhỏ hơn hoặc gửi làm nhiều lần.")
    return f"{sentence} {remedy}"


def _refuse_large() -> None:
    """Raises RequestEntityTooLarge. A body without a length is cut while it is read."""
    most = most_bytes(current_app, request.endpoint, request.content_type or "")
    request.max_content_length = most
    if (request.content_length or 0) > most:
        raise RequestEntityTooLarge
