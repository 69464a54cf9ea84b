"""No page shows a code of the database, the mark of a source, or a label that its value says again."""

import html5lib
import pytest

from tests.conventions.reading import unread


def found(words: str) -> list[str]:
    return list(unread(html5lib.parse(f"<body><main>{words}</main>", namespaceHTMLElements=False)))


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("<p>committee_grassroots; đảng ủy</p>", "shows the code committee_grassroots"),
        ("<td>EXCELLENT</td>", "shows the code EXCELLENT"),
        ("<li>Điều lệ Đảng [B]</li>", "shows the mark [B]"),
        ("<li>Đề án 02 [S3]</li>", "shows the mark [S3]"),
        ("<dl><div><dt>Số vào sổ</dt><dd>Số vào sổ: 04/2023</dd></div></dl>", "says “Số vào sổ” twice"),
        ("<p>Số vào sổ: Số vào sổ: 04/2023</p>", "says “Số vào sổ” twice"),
    ],
)
def test_a_word_that_no_reader_knows_is_found(words: str, fault: str) -> None:
    assert found(words) == [fault]


@pytest.mark.parametrize(
    "words",
    [
        "<p>Đã xếp loại: “Hoàn thành tốt nhiệm vụ”</p>",
        "<p>bao_cao_nam.pdf</p>",
        "<p>HTXSNV, HTTNV</p>",
        "<code>unit_code</code>",
        "<p>Mã HU-A-01, số 05-QĐ/ĐU</p>",
    ],
)
def test_words_names_of_files_and_what_is_set_as_code_are_read(words: str) -> None:
    assert found(words) == []
