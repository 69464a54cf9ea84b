"""The raw photograph of a camera or phone is refused by its name: only its small preview could be read."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from grading.documents.uploads.accepting import accept
from tests.unit.uploads.making import picture

LIMIT = 10**7  # bytes
PREVIEW, PHOTOGRAPH = (64, 48), (2000, 1500)


def tags_of(size, *more):
    """The tags of a picture without its pixels: width, height, one sample of eight bits, and more."""
    width, height = size
    return [(256, 4, width), (257, 4, height), (258, 3, 8), (262, 3, 1), *more]


def listed(tags, order):
    tags = sorted(tags)
    lines = b"".join(struct.pack(f"{order}HHI", tag, kind, 1) + struct.pack(f"{order}{'I' if kind == 4 else 'HH'}",
                     *((value,) if kind == 4 else (value, 0))) for tag, kind, value in tags)  # fmt: skip
    return struct.pack(f"{order}H", len(tags)) + lines + b"\0" * 4


def tiff(first, inner=None, *, order="<", mark=b""):
    """A TIFF with an uncompressed first picture, and with another one inside it."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 16) + mark.ljust(8, b"\0")
    pixels = b"\x80" * (64 * 48)
    first = [*first, (277, 3, 1), (278, 4, 48), (279, 4, len(pixels)), (259, 3, 1)]
    length = 2 + 12 * (len(first) + 1 + (inner is not None)) + 4
    after = listed(inner, order) if inner is not None else b""
    more = [(330, 4, 16 + length)] if inner is not None else []
    return head + listed([*first, (273, 4, 16 + length + len(after)), *more], order) + after + pixels


DNG, REDUCED = (50706, 4, 0x00000401), (254, 4, 1)
LARGER = tags_of(PHOTOGRAPH)


@pytest.mark.parametrize("name", ["IMG_0001.jpg", "IMG_0001.dng", "IMG_0001"])
@pytest.mark.parametrize(
    "content",
    [
        tiff(tags_of(PREVIEW, REDUCED, DNG), LARGER), tiff(tags_of(PREVIEW, DNG), LARGER, order=">"),
        tiff(tags_of(PREVIEW), LARGER), tiff(tags_of(PREVIEW, REDUCED)), tiff(tags_of(PREVIEW), mark=b"CR\x02"),
        b"FUJIFILMCCD-RAW 0201" + b"\0" * 99, b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + b"\0" * 99,
    ],
    ids=["DNG", "DNG of another order", "larger inside", "preview", "CR2", "RAF", "CR3"],
)  # fmt: skip
def test_a_raw_photograph_is_refused_as_one(refusal, name, content):
    assert list(refusal(name, content)) == ["file_raw"]


@pytest.mark.parametrize("content", [picture("TIFF"), tiff(tags_of(PREVIEW)), tiff(tags_of(PREVIEW), tags_of((8, 6)))])
def test_an_ordinary_tiff_is_kept_whole(content):
    with Image.open(BytesIO(content)) as image:
        size = image.size

    kept = accept("a.tif", content, max_bytes=LIMIT).content

    with Image.open(BytesIO(kept)) as image:
        assert image.size == size
