"""PDF files must be whole, open and passive; they are kept byte for byte."""

import contextlib
import zlib

import pytest

from grading.documents.uploads.accepting import accept
from grading.documents.uploads.refusal import UploadRefused
from grading.storage import digest

LIMIT = 2 * 1024 * 1024  # bytes


def packed(objects: bytes) -> bytes:
    return b"5 0 obj <</Type /ObjStm /N 1 /Filter /FlateDecode>> stream\r\n" + zlib.compress(objects) + b"\nendstream"


def test_a_pdf_is_kept_byte_for_byte(make_pdf):
    content = make_pdf()

    accepted = accept("a.pdf", content, max_bytes=LIMIT)

    assert (accepted.content, accepted.sha256, accepted.note) == (content, digest(content), "")
    assert accepted.mime == "application/pdf"


def test_a_truncated_pdf_is_damaged(refusal, make_pdf):
    content = make_pdf(b"x" * 5000)
    cut = {"file_damaged": {"name": "a.pdf", "cause": "cut"}}

    assert refusal("a.pdf", content[:-20]) == cut
    assert refusal("a.pdf", content[:-3]) == cut
    assert refusal("a.pdf", content.replace(b"startxref", b"")) == cut


def test_a_pdf_behind_other_content_is_refused(refusal, make_pdf):
    assert set(refusal("a.pdf", b"junk\n" + make_pdf())) == {"file_type"}


def test_a_pdf_that_is_also_a_zip_is_refused(refusal, make_pdf, pack):
    assert set(refusal("a.pdf", make_pdf() + pack({"a.txt": "x"}) + b"startxref\n0\n%%EOF")) == {"file_type"}
    assert set(refusal("a.pdf", make_pdf(b"startxref %%EOF") + pack({"a.txt": "x"}))) == {"file_type"}


@pytest.mark.parametrize(
    ("objects", "cause"),
    [
        (b"<</S /JavaScript /JS (app.alert(1))>>", "JavaScript"),
        (b"<</S /J#61va#53cript /JS (app.alert(1))>>", "JavaScript"),
        (b"<</S /#4aavaScript /JS (app.alert(1))>>", "JavaScript"),
        (b"<</S /#4AavaScript /JS (app.alert(1))>>", "JavaScript"),
        (b"<</S/Launch/F(cmd.exe)>>", "Launch"),
        (b"<</Type /EmbeddedFile>>", "EmbeddedFile"),
        (b"<</Names <</EmbeddedFiles 3 0 R>>>>", "EmbeddedFile"),
        (packed(b"7 0 <</S /JavaScript /JS (app.alert(1))>>"), "JavaScript"),
        (b"% /ObjStm stream\n" + packed(b"7 0 <</S /Launch>>"), "Launch"),
    ],
)
def test_a_pdf_that_acts_is_refused(refusal, make_pdf, objects, cause):
    assert refusal("a.pdf", make_pdf(objects)) == {"file_macro": {"name": "a.pdf", "cause": cause}}


def test_a_pdf_with_a_password_is_refused_as_locked(refusal, make_pdf):
    assert refusal("a.pdf", make_pdf(b"<</Encrypt 9 0 R>>"))["file_damaged"]["cause"] == "locked"


def test_packed_objects_without_actions_are_accepted(make_pdf):
    content = make_pdf(packed(b"7 0 <</Type /Page>>") + packed(b"8 0 <</Type /Font>>"))

    assert accept("a.pdf", content, max_bytes=LIMIT).content == content


def test_packed_objects_that_unpack_without_end_are_a_bomb(refusal, make_pdf):
    assert set(refusal("a.pdf", make_pdf(packed(b" " * 33 * 1024 * 1024)))) == {"file_bomb"}


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "evil", [b"/ObjStm stream\n", b"/ObjStm", b"/ObjStm stream endstream ", b"/J#61#61", b"stream "]
)
def test_a_pdf_made_to_be_slow_is_checked_quickly(make_pdf, evil):
    content = make_pdf(evil * 200_000 + b"stream endstream")

    with contextlib.suppress(UploadRefused):
        accept("a.pdf", content, max_bytes=len(content))
