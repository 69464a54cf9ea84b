"""Knows the notes and the signatures below a table by their words. Everything else there is a row, which is read or
refused: a row is not dropped because it stands alone."""

import re
from collections.abc import Sequence

_REMARK = re.compile(r"(ghi chú|lưu ý|chú thích|nguồn( số liệu)?|nơi nhận) ?(:|$)", re.IGNORECASE)
_SIGNING = re.compile(
    r"(người lập|lập biểu|người tổng hợp|người báo cáo|t/m|tm\.|k/t|kt\.|thủ trưởng|xác nhận của|\(?(đã )?ký\b)"
    r"|([^0-9]+, )?ngày .{1,12} tháng .{1,12} năm( [0-9]{4}|[ .…]*)$",
    re.IGNORECASE,
)


class NotesBelow:
    """Reads the lines of one table that stand behind an empty line, in order."""

    def __init__(self) -> None:
        self._is_signed = False

    def takes(self, cells: Sequence[str]) -> bool:
        """Says whether the line is a note: a remark in the first column, the words above a signature, or a person's
        name below these words."""
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and _REMARK.match(cells[0]):
            return True
        if self._is_signed and all(map(_is_name, filled)):
            return True
        others = [cell for cell in filled if not _SIGNING.match(cell)]
        is_signing = len(others) < len(filled) <= 3 and all(map(_is_office, others))
        self._is_signed |= is_signing
        return is_signing


def _is_office(text: str) -> bool:
    return " " in text and not any(map(str.isdigit, text))


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(word.isalpha() and word == word.capitalize() for word in words)
