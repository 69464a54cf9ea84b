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
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
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
    ("name", "content"),
    [
        ("page.jpg", HTML),
        ("page.pdf", HTML),
        ("drawing.png", SVG),
        ("drawing.svg", SVG),
        ("picture.gif", GIF),
        ("picture.pdf", GIF + b"%PDF-1.4\nstartxref\n0\n%%EOF"),
        ("picture.avif", AVIF),
        ("picture.jpg", AVIF),
        ("old.doc", OLD_WORD),
        ("old.docx", OLD_WORD),
        ("program.exe", b"MZ" + b"\0" * 100),
        ("program.pdf", b"MZ" + b"\0" * 100),
        ("report.pdf.exe", b"%PDF-1.4\nstartxref\n0\n%%EOF"),
        ("text.docx", b"Ordinary text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100),
        ("no extension", b"%PDF-1.4\nstartxref\n0\n%%EOF"),
    ],
)
def test_any_other_kind_is_refused_whatever_its_name(refusal, name, content):
    assert refusal(name, content) == {"file_type": {"name": name}}


def test_a_kind_under_the_name_of_another_is_refused(refusal, make_pdf, make_photo, make_docx, make_xlsx):
    assert set(refusal("a.jpg", make_pdf())) == {"file_type"}
    assert set(refusal("a.pdf", make_photo())) == {"file_type"}
    assert set(refusal("a.xlsx", make_docx())) == {"file_type"}
    assert set(refusal("a.docx", make_xlsx())) == {"file_type"}
    assert set(refusal("a.docx", make_photo())) == {"file_type"}


def test_a_photograph_that_a_chat_app_renamed_gets_its_own_extension(make_photo):
    renamed = accept("Ảnh họp.png", make_photo("JPEG"), max_bytes=LIMIT)
    other = accept("Ảnh họp.jpg", make_photo("PNG"), max_bytes=LIMIT)

    assert (renamed.name, renamed.kind, renamed.mime) == ("Ảnh họp.jpg", FileKind.JPEG, "image/jpeg")
    assert (other.name, other.kind, other.mime) == ("Ảnh họp.png", FileKind.PNG, "image/png")


@pytest.mark.parametrize(
    ("name", "content"), [("IMG_0001.HEIC", HEIC), ("IMG_0001.jpg", HEIC), ("IMG_0001.heif", b"\0" * 20 + HEIC)]
)
def test_a_photograph_of_an_iphone_has_a_refusal_of_its_own(refusal, name, content):
    assert set(refusal(name, content)) == {"file_heic"}


def test_an_office_file_with_a_password_is_refused_as_locked(refusal):
    reasons = refusal("a.docx", LOCKED)

    assert reasons == {"file_damaged": {"name": "a.docx", "cause": "locked"}}


def test_an_empty_file_is_refused_as_empty(refusal):
    assert refusal("a.pdf", b"") == {"file_empty": {"name": "a.pdf"}}


def test_a_size_over_the_limit_is_reported_in_hundredths_of_a_megabyte(refusal, make_pdf):
    content = make_pdf(b"\n" * LIMIT)

    assert refusal("a.pdf", content) == {"file_size": {"name": "a.pdf", "size": 210, "max": 200}}


def test_a_file_of_exactly_the_limit_is_accepted(make_pdf):
    content = make_pdf()

    assert accept("a.pdf", content, max_bytes=len(content)).content == content


def test_every_reason_of_the_first_check_is_given_at_once(refusal):
    reasons = refusal("Báo cáo (MẬT).txt", b"x" * 20, max_bytes=10)

    assert set(reasons) == {"file_secret", "file_size", "file_type"}


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
