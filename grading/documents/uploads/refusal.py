"""Why an upload is not taken in: one error for callers, one for the checks inside."""

from workflows.reasons import Reason

# Every code an upload can be refused with, and the names of its parameters.
UPLOAD_CODES: dict[str, tuple[str, ...]] = {
    "file_type": ("name",),
    "file_empty": ("name",),
    "file_size": ("name", "size", "max"),  # hundredths of a megabyte
    "file_heic": ("name",),
    "file_secret": ("name", "word"),
    "file_damaged": ("name", "cause"),  # cut, locked (with a password), doctype, names
    "file_macro": ("name", "cause"),  # program, external, or what the PDF holds: JavaScript, Launch, EmbeddedFile …
    "file_bomb": ("name",),
}


class UploadRefused(Exception):
    """The file is not taken in and nothing of it was kept; `reasons` says why, for the person who sent it."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class Unfit(Exception):
    """What one check found. `accept` adds the file's name and raises UploadRefused."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
