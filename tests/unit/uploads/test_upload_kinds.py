"""The first check of a file accepts or refuses its kind, size and name, with all the reasons at once."""

import contextlib
import random

import pytest

from grading.documents.uploads.accepting import accept
from grading.documents.uploads.kinds import FileKind
from grading.documents.uploads.refusal import UploadRefused

LIMIT = 2 * 1024 * 1024  # bytes
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 64
AVIF = b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf" + b"\0" * 64
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024
LOCKED = OLD_WORD + "EncryptedPackage".encode("utf-16-le")


def test_each_of_the_five_kinds_is_accepted(make_pdf, make_photo, make_docx, make_xlsx):
    files = {
        "a.pdf": make_pdf(),
        "a.jpg": make_photo(),
        "a.jpeg": make_photo(),
        "a.png": make_photo("PNG"),
        "a.docx": make_docx(),
        "a.xlsx": make_xlsx("Số phiếu"),
    }

    kinds = [accept(name, content, max_bytes=LIMIT).kind for name, content in files.items()]

    assert kinds == [FileKind.PDF, FileKind.JPEG, FileKind.JPEG, FileKind.PNG, FileKind.DOCX, FileKind.XLSX]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.jpg", HTML, "file_print"),
        ("page.pdf", HTML, "file_print"),
        ("drawing.png", SVG, "file_print"),
        ("old.docx", OLD_WORD, "file_type"),
        ("program.exe", b"MZ" + b"\0" * 100, "file_type"),
        ("program.pdf", b"MZ" + b"\0" * 100, "file_type"),
        ("text.docx", b"Ordinary text", "file_print"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100, "file_damaged"),
        ("picture.avif", AVIF, "file_damaged"),
        ("bang.xlsx", b"\x07\x12" * 100, "file_damaged"),
    ],
)
def test_any_other_kind_is_refused_whatever_its_name(refusal, name, content, code):
    assert set(refusal(name, content)) == {code}


def test_the_content_decides_and_not_the_name(make_pdf, make_photo, make_docx, make_xlsx):
    files = {"a.jpg": make_pdf(), "b.pdf": make_photo(), "c.xlsx": make_docx(), "d.docx": make_xlsx(), "e": make_pdf()}

    names = [accept(name, content, max_bytes=LIMIT).name for name, content in files.items()]

    assert names == ["a.pdf", "b.jpg", "c.docx", "d.xlsx", "e.pdf"]


def test_a_photograph_that_a_chat_app_renamed_gets_its_own_extension(make_photo):
    renamed = accept("Ảnh họp.png", make_photo("JPEG"), max_bytes=LIMIT)
    other = accept("Ảnh họp.jpg", make_photo("PNG"), max_bytes=LIMIT)

    assert (renamed.name, renamed.kind, renamed.mime) == ("Ảnh họp.jpg", FileKind.JPEG, "image/jpeg")
    assert (other.name, other.kind, other.mime) == ("Ảnh họp.png", FileKind.PNG, "image/png")


@pytest.mark.parametrize(
    ("name", "content"), [("IMG_0001.HEIC", HEIC), ("IMG_0001.jpg", HEIC), ("IMG_0001.heif", b"\0" * 20)]
)
def test_a_photograph_of_an_iphone_has_a_refusal_of_its_own(refusal, name, content):
    assert set(refusal(name, content)) == {"file_heic"}


def test_an_office_file_with_a_password_is_refused_as_locked(refusal):
    reasons = refusal("a.docx", LOCKED)

    assert reasons == {"file_locked": {"name": "a.docx"}}


def test_an_empty_file_is_refused_as_empty(refusal):
    assert refusal("a.pdf", b"") == {"file_empty": {"name": "a.pdf"}}


def test_a_size_over_the_limit_is_reported_in_hundredths_of_a_megabyte(refusal, make_pdf):
    content = make_pdf() + b"\n" * LIMIT

    assert refusal("a.pdf", content) == {"file_size": {"name": "a.pdf", "size": 210, "max": 200}}


def test_a_file_of_exactly_the_limit_is_accepted(make_pdf):
    content = make_pdf()

    assert accept("a.pdf", content, max_bytes=len(content)).content == content


def test_every_reason_of_the_first_check_is_given_at_once(refusal):
    reasons = refusal("Báo cáo (MẬT).txt", b"x" * 20, max_bytes=10)

    assert set(reasons) == {"file_secret", "file_size", "file_print"}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # Pillow warns of EXIF that it cannot read
def test_a_damaged_file_is_accepted_or_refused_but_never_breaks_the_check(make_pdf, make_photo, make_docx, make_xlsx):
    chance = random.Random(2022)
    files = {"a.pdf": make_pdf(), "a.jpg": make_photo(), "a.png": make_photo("PNG"), "a.docx": make_docx()}
    files["a.xlsx"] = make_xlsx("Số phiếu")

    for name, content in files.items():
        for _ in range(150):
            damaged = bytearray(content)
            for _ in range(chance.randint(1, 6)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            cut = chance.randrange(len(damaged)) if chance.random() < 0.3 else len(damaged)
            with contextlib.suppress(UploadRefused):
                accept(name, bytes(damaged[:cut]), max_bytes=LIMIT)
