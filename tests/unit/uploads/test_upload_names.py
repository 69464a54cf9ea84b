"""The name of an upload is readable in Vietnamese and harmless wherever it is written."""

import unicodedata

import pytest

from grading.documents.uploads.accepting import accept
from grading.documents.uploads.names import LONGEST, download_headers, shown_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Biên bản họp.pdf", "Biên bản họp.pdf"),
        (unicodedata.normalize("NFD", "Hoà Thuận – nghị quyết.pdf"), "Hoà Thuận – nghị quyết.pdf"),
        ("C:\\Users\\Bí thư\\Biên bản.PDF", "Biên bản.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("Công văn 15-CV.HU", "Công văn 15-CV.HU"),
        ("IMG_1.HEIC", "IMG_1.heic"),
        ("..", "minh-chung"),
        ("", "minh-chung"),
        (".pdf", "pdf"),
        ("báo cáo\u202efdp.exe", "báo cáofdp.exe"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie- x=1.pdf"),
        ("zero\u200bwidth\u0000.pdf", "zerowidth.pdf"),
        ('x"; filename="y.pdf', "x-; filename=-y.pdf"),
        ("  nhiều   khoảng\u00a0trắng .pdf ", "nhiều khoảng trắng.pdf"),
        ("<img src=x onerror=alert(1)>.png", "-img src=x onerror=alert(1)-.png"),
        ("Nghị quyết số 01. Về thi đua", "Nghị quyết số 01. Về thi đua"),
        ("half\ud800.pdf", "half.pdf"),
    ],
)
def test_a_name_is_shown_without_its_harmful_parts(sent, shown):
    assert shown_name(sent) == shown


def test_a_long_name_is_cut_before_its_extension():
    shown = shown_name("Nghị quyết " * 40 + ".docx")

    assert len(shown) <= LONGEST
    assert shown.startswith("Nghị quyết Nghị quyết")
    assert shown.endswith(".docx")


def test_a_shown_name_stays_as_it_is():
    names = ["Báo cáo " * 40 + ".pdf", 'a"b\\c/d:e.PDF', "Ảnh (1).jpeg", " . .pdf"]

    once = [shown_name(name) for name in names]

    assert [shown_name(name) for name in once] == once


def test_an_accepted_file_carries_the_shown_name(make_pdf):
    accepted = accept(unicodedata.normalize("NFD", "/srv/Biên bản.pdf"), make_pdf(), max_bytes=10_000)

    assert accepted.name == "Biên bản.pdf"


def test_a_download_runs_nothing_and_is_not_cached():
    headers = download_headers("Biên bản.pdf", "application/pdf")

    assert headers == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename=\"Bien ban.pdf\"; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "private, no-store",
    }


def test_a_kind_outside_the_table_is_sent_as_bytes():
    assert download_headers("a.html", "text/html")["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("name", ['a"; x="b.pdf', "a\r\nX-Evil: 1.pdf", "Đề án 100%.pdf", "báo\\cáo.pdf", "字.pdf"])
def test_no_name_breaks_out_of_its_header(name):
    disposition = download_headers(name, "application/pdf")["Content-Disposition"]

    assert disposition.isascii()
    assert disposition.isprintable()
    assert disposition.count('"') == 2
    assert not any(sign in disposition for sign in ("%0D", "%0A", "%5C", "%22"))
    assert "%" not in disposition.partition("filename*")[0]
