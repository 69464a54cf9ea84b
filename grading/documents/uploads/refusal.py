"""The errors of a refused upload: one for callers, one for the checks inside."""

from workflows.reasons import Reason

# Every code that can refuse an upload, with the names of its parameters.
UPLOAD_CODES: dict[str, tuple[str, ...]] = {
    "file_type": ("name",),
    "file_empty": ("name",),
    "file_size": ("name", "size", "max"),  # hundredths of a megabyte
    "file_secret": ("name", "word"),
    # other kinds of files, each with a way to bring it
    "file_heic": ("name",),
    "file_raw": ("name",),  # the photograph as the sensor of a camera saw it
    "file_old_office": ("name",),  # DOC, XLS
    "file_print": ("name", "found"),  # slides, opendocument, rtf, html, text, svg, pages, binary_sheet, template
    "file_archive": ("name",),
    "file_film": ("name",),
    "file_frames": ("name",),  # a picture of several pages
    # files of these kinds that cannot be read or are not safe to read
    "file_locked": ("name",),
    "file_damaged": ("name", "cause"),  # cut, other, main, doctype, names, two
    "file_macro": ("name", "cause"),  # what the file does: the keys of CAUSES in grading/words/files.py
    "file_bomb": ("name",),
    # what became of the process that reads it
    "file_slow": ("name",),
    "file_lost": ("name",),
    "file_busy": ("name",),
}
OTHER_KINDS = {
    "file_type",
    "file_heic",
    "file_raw",
    "file_old_office",
    "file_print",
    "file_archive",
    "file_film",
    "file_frames",
}
"""The codes of files that are of another kind than those that are read."""


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
