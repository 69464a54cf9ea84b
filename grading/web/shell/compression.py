"""Compresses what goes over the wire: the project's own files, and pages that nobody can make say something else."""

from flask import Flask, Response, request
from flask_compress import Compress

_compress = Compress()


def init_app(app: Flask) -> None:
    app.config.update(COMPRESS_REGISTER=False, COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=5)
    _compress.init_app(app)
    app.after_request(_smaller)


def _smaller(response: Response) -> Response:
    if response.status_code != 200 or not _tells_no_secret():
        return response
    if request.endpoint == "static":
        _read_whole(response)
    _leave_out_what_is_refused()
    return _compress.after_request(response)


def _leave_out_what_is_refused() -> None:
    """Takes the encodings of quality 0 out of what the browser asks for: flask-compress takes them for the last choice,
    and they are no choice."""
    asked = [f"{name};q={quality}" for name, quality in request.accept_encodings if quality > 0]
    request.environ["HTTP_ACCEPT_ENCODING"] = ",".join(asked)


def _read_whole(response: Response) -> None:
    """Makes the content of a small file that was to be sent as a stream the content of the answer."""
    file = response.response
    response.direct_passthrough = False
    response.set_data(b"".join(response.iter_encoded()))
    if closing := getattr(file, "close", None):
        closing()


def _tells_no_secret() -> bool:
    """Says whether the length of the compressed answer can tell nothing. A page holds a token; whoever could make it
    repeat guesses beside the token, and measure its length on the way, would find the token letter by letter. So only
    pages are compressed that mirror nothing of the request."""
    return request.endpoint == "static" or (request.method == "GET" and not request.query_string)
