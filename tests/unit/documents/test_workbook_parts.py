"""A sheet of counts is scanned without a stop at each cell, and whatever else stands in a sheet is still seen."""

import pytest

from grading.documents.workbook_parts import Unreadable, scan

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="urn:sheet">'
CELL, FAR = b'<c r="B7" t="s"><v>3</v></c>', b'<c r="XFD9"/>'


def sheet(rows: bytes, before: bytes = b"", behind: bytes = b"") -> bytes:
    return HEAD + before + b"<sheetData>" + rows + b"</sheetData>" + behind + b"</worksheet>"


def row(*cells: bytes) -> bytes:
    return b'<row r="7">' + b"".join(cells) + b"</row>"


@pytest.mark.parametrize(
    ("content", "cells", "last_column"),
    [
        (sheet(row(CELL)), 1, 2),
        (sheet(row(CELL), behind=b"<sheetData>" + row(FAR) + b"</sheetData>"), 2, 16384),
        (sheet(row(CELL), before=row(FAR)), 2, 16384),
        (sheet(row(CELL), before=b"<!--", behind=b"--><sheetData>" + row(FAR) + b"</sheetData>"), 1, 16384),
        (sheet(row(CELL, b"<x:c xmlns:x='urn:sheet' r='XFD9'/>")), 2, 16384),
        (sheet(row(CELL, b"<c t='s' r='XFD9'/>")), 2, 16384),
        (sheet(row(CELL, b'<c r="C7"><v>' + b"1" * 300 + b"</v></c>")), 2, 3),
        (sheet(row(CELL)).replace(b"UTF-8", b"ISO-8859-1"), 1, 2),
        (sheet(row(CELL)).replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY f "<c r=\'XFD9\'/>">]><worksheet', 1)
         .replace(b"<v>3</v>", b"<v>&f;</v>"), 2, 16384),
    ],
    ids=["plain", "second table", "before", "comment", "prefix", "other order", "long", "encoding", "entity"],
)  # fmt: skip
def test_every_cell_counts_wherever_and_however_it_stands(content, cells, last_column):
    part = scan(content)

    assert (part.cells, part.last_column) == (cells, last_column)


def test_a_cell_with_two_addresses_is_damage():
    content = sheet(row(b'<c r="B7" r="XFD9"><v>3</v></c>'))

    with pytest.raises(Unreadable, match="file_damaged"):
        scan(content)
