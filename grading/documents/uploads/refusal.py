"""The errors of a refused upload: one for callers, one for the checks inside."""

from workflows.reasons import Reason

# Every code that can refuse an upload, with the names of its parameters.
UPLOAD_CODES: dict[str, tuple[str, ...]] = {
    "file_type": ("name",),
    "file_empty": ("name",),
    "file_size": ("name", "size", "max"),  # hundredths of a megabyte
    "file_heic": ("name",),
    "file_secret": ("name", "word"),
    "file_damaged": ("name", "cause"),  # cut, locked (with a password), doctype, names
    "file_macro": ("name", "cause"),  # program, external, or a name in the PDF: JavaScript, Launch, EmbeddedFile …
    "file_bomb": ("name",),
}


class UploadRefused(Exception):
    """The file is refused and nothing of it was kept; `reasons` tells the person who sent it why."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class Unfit(Exception):
    """The fault that one check found. `accept` adds the file's name and raises UploadRefused."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
