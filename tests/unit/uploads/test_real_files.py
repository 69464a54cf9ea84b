"""What people and offices really have passes, under a name that fits; what is refused gets its true reason."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from grading.documents.uploads.accepting import accept
from grading.words import reason_words
from tests.unit.uploads.making import exif, heic, photo, unpack
from tests.unit.uploads.real_files import PASSES, REFUSED
from workflows import Reason

LIMIT = 2 * 1024 * 1024  # bytes


def _opens(kind: str, content: bytes) -> bool:
    """Opens the kept file with a library."""
    if kind == "pdf":
        with pikepdf.open(BytesIO(content)) as pdf:
            return len(pdf.pages) == 1
    if kind in ("jpeg", "png"):
        return Image.open(BytesIO(content)).format == kind.upper()
    return "[Content_Types].xml" in unpack(content)


@pytest.mark.parametrize(
    ("name", "content", "kept_as", "note"), [pytest.param(*rest, id=what) for what, *rest in PASSES]
)
def test_a_real_file_passes(name, content, kept_as, note):
    accepted = accept(name, content, max_bytes=LIMIT)

    assert (accepted.name, accepted.note) == (kept_as, note)
    assert _opens(accepted.kind, accepted.content)


@pytest.mark.parametrize(("name", "content", "code", "said"), [pytest.param(*rest, id=what) for what, *rest in REFUSED])
def test_a_file_that_cannot_be_taken_is_told_the_true_reason(refusal, name, content, code, said):
    assert refusal(name, content) == {code: {"name": name, **said}}


def test_the_place_of_a_photograph_goes_from_every_kind_of_picture_in_a_document(make_docx):
    block = b"\0\0\0\6" + exif().tobytes()
    webp = BytesIO()
    Image.new("RGB", (9, 9)).save(webp, "WEBP", exif=exif())
    pictures = {"word/media/1.heic": heic(block), "word/media/2.tmp": photo(), "word/media/3.webp": webp.getvalue()}
    place = (9).to_bytes(4, "big") + (1).to_bytes(4, "big") + (54).to_bytes(4, "big") + (1).to_bytes(4, "big")
    places = (place, b"".join(number.to_bytes(4, "little") for number in (9, 1, 54, 1)))
    assert all(any(each in picture for each in places) for picture in pictures.values())

    parts = unpack(accept("a.docx", make_docx(**pictures), max_bytes=LIMIT).content)

    assert not any(each in parts[name] for each in places for name in pictures)
    assert len(parts["word/media/1.heic"]) == len(pictures["word/media/1.heic"])


def test_the_description_of_a_picture_goes_with_its_place_and_costs_little_time_where_it_has_no_end(make_docx):
    packet = b"<x:xmpmeta><exif:GPSLatitude>9,54N</exif:GPSLatitude></x:xmpmeta>"
    open_ends = b"".join(b"<x:xmpmeta" + number.to_bytes(4, "big") for number in range(20_000))

    content = make_docx(**{"word/media/1.heic": heic(packet + b"<x:xmpmeta/>" + open_ends)})
    parts = unpack(accept("a.docx", content, max_bytes=LIMIT).content)

    assert b"GPSLatitude" not in parts["word/media/1.heic"]
    assert open_ends in parts["word/media/1.heic"]


@pytest.mark.parametrize("case", REFUSED, ids=[what for what, *_rest in REFUSED])
def test_every_refusal_names_the_file_or_the_stamp_and_says_what_to_do(case):
    _what, name, _content, code, said = case

    words = reason_words(Reason(code=code, params={"name": name, **said}))

    assert name in words or said.get("word", name) in words
    assert "mời" in words.lower() or code == "file_secret"
