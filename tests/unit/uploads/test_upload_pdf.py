"""PDF files must be whole, open and passive; what is sound is kept byte for byte."""

import contextlib
import zlib
from io import BytesIO

import pikepdf
import pytest

from grading.documents.uploads.accepting import accept
from grading.documents.uploads.refusal import UploadRefused
from grading.storage import digest

LIMIT = 2 * 1024 * 1024  # bytes
CUT = {"file_damaged": {"name": "a.pdf", "cause": "cut"}}


def written_by_hand(objects: bytes = b"", pages: bytes = b"3 0 R") -> bytes:
    """A PDF without its table of objects, as some scanners write it: readers look for the objects themselves."""
    return (
        b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type /Pages /Count 1 /Kids [" + pages + b"]>> endobj\n"
        b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>> endobj\n"
        + objects
        + b"\ntrailer <</Root 1 0 R /Size 9>>\nstartxref\n0\n%%EOF\n"
    )


def packed(objects: bytes) -> bytes:
    stream = zlib.compress(objects)
    head = f"5 0 obj <</Type /ObjStm /N 1 /First 4 /Length {len(stream)} /Filter /FlateDecode>> stream\r\n"
    return head.encode() + stream + b"\nendstream endobj"


def test_a_pdf_is_kept_byte_for_byte(make_pdf):
    content = make_pdf()

    accepted = accept("a.pdf", content, max_bytes=LIMIT)

    assert (accepted.content, accepted.sha256, accepted.note) == (content, digest(content), "")
    assert accepted.mime == "application/pdf"


def test_a_truncated_pdf_is_damaged(refusal, make_pdf):
    content = make_pdf()

    assert refusal("a.pdf", content[:-20]) == CUT
    assert refusal("a.pdf", content[:-3]) == CUT
    assert refusal("a.pdf", content.replace(b"startxref", b"")) == CUT


def test_a_pdf_locked_with_a_certificate_is_locked_and_not_damaged(refusal):
    locked = written_by_hand(b"").replace(b"/Size 9", b"/Encrypt <</Filter/Adobe.PubSec/V 4>> /ID[<00><00>]/Size 9")

    assert refusal("a.pdf", locked) == {"file_locked": {"name": "a.pdf"}}


def test_a_pdf_without_a_page_is_damaged(refusal):
    assert refusal("a.pdf", written_by_hand(pages=b"")) == CUT


def test_a_pdf_that_had_to_be_mended_is_kept_as_it_was_read():
    accepted = accept("a.pdf", written_by_hand(), max_bytes=LIMIT)

    assert accepted.note == "damage_removed"
    with pikepdf.open(BytesIO(accepted.content), attempt_recovery=False) as pdf:
        assert (len(pdf.pages), pdf.get_warnings()) == (1, [])


def test_a_pdf_that_was_mended_is_not_mended_again():
    once = accept("a.pdf", written_by_hand(), max_bytes=LIMIT)

    twice = accept("a.pdf", once.content, max_bytes=LIMIT)

    assert (twice.sha256, twice.note) == (once.sha256, "")


def test_a_pdf_behind_other_content_is_kept_without_it(make_pdf):
    accepted = accept("a.pdf", b"<script>alert(1)</script>\n" + make_pdf(), max_bytes=LIMIT)

    assert accepted.content.startswith(b"%PDF-")
    assert b"<script>" not in accepted.content


def test_a_pdf_that_is_also_a_zip_is_refused(refusal, make_pdf, pack):
    with_end = make_pdf() + pack({"a.txt": "x"}) + b"startxref\n0\n%%EOF"

    assert refusal("a.pdf", with_end) == {"file_damaged": {"name": "a.pdf", "cause": "two"}}


def test_a_pdf_that_asks_for_a_password_is_locked_and_one_that_only_forbids_printing_is_kept(refusal, make_pdf):
    locked = make_pdf(encryption=pikepdf.Encryption(user="mở", owner="chủ"))
    restricted = make_pdf(encryption=pikepdf.Encryption(user="", owner="chủ"))

    assert refusal("a.pdf", locked) == {"file_locked": {"name": "a.pdf"}}
    assert accept("a.pdf", restricted, max_bytes=LIMIT).content == restricted


@pytest.mark.timeout(20)
@pytest.mark.parametrize("evil", [b"/ObjStm stream\n", b"1 0 obj\n", b"[", b"<<", b"/J#61#61", b"stream endstream "])
def test_a_pdf_made_to_be_slow_is_checked_quickly(evil):
    content = written_by_hand(evil * 20_000)

    with contextlib.suppress(UploadRefused):
        accept("a.pdf", content, max_bytes=len(content))
