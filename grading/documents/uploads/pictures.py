"""Removes the camera's metadata from pictures inside Word and Excel files, and leaves the pictures as they are."""

import re
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from grading.documents.uploads.places import without_places
from grading.documents.uploads.recognising import JPEG_START, PNG_START, STARTS, Form, media_brands

_ORIENTATION = 0x0112
_COMMENT, _APP1, _APP2, _APP14, _APP15, _SCAN = 0xFE, 0xE1, 0xE2, 0xEE, 0xEF, 0xDA
_PNG_METADATA = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}
_MEDIA_BRANDS = {b"heic", b"heix", b"mif1", b"avif"}
_STILLS = re.compile(rb"RIFF....WEBP|\x00\x00\x01\x00|\xd7\xcd\xc6\x9a|\x01\x00\x00\x00.{36} EMF|II\xbc", re.DOTALL)


def is_picture(content: bytes) -> bool:
    """Returns whether the content begins as a picture: Word names a copied one .tmp, and one of a phone .heic."""
    form = next((form for start, form in STARTS.items() if content.startswith(start)), None)
    is_still = form is not None and form not in (Form.PDF, Form.OFFICE)
    return (
        is_still or bool(_STILLS.match(content)) or bool(media_brands(content) & {b"heic", b"heix", b"mif1", b"avif"})
    )


def without_metadata(content: bytes) -> bytes:
    """Returns the same picture without place, camera, date and comments. Of a kind other than JPEG and PNG only the
    place is removed; content that is no picture comes back as it is."""
    if content.startswith(JPEG_START):
        return b"".join(_jpeg(content))
    if content.startswith(PNG_START):
        return b"".join(_png(content))
    return without_places(content)


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    yield _turned(content)
    at = 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content) and content[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if not _is_metadata(content[at + 1], content[at + 4 : end]):
            yield content[at:end]
        at = end
    yield without_places(content[at:])  # phones append more pictures, each with a place of its own


def _is_metadata(marker: int, payload: bytes) -> bool:
    colours = marker == _APP14 or (marker == _APP2 and payload.startswith(b"ICC_PROFILE"))
    return marker == _COMMENT or (_APP1 <= marker <= _APP15 and not colours)


def _turned(content: bytes) -> bytes:
    """Returns EXIF with only the orientation of the camera, which programs need; empty for an upright picture."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG",)) as image:
            turn = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # a broken picture may raise any error; Word can show it or not, so it is no reason to refuse
        return b""
    if turn not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = turn
    payload = exif.tobytes()
    return b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG_START
    at = len(PNG_START)
    while at < len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] not in _PNG_METADATA:
            yield content[at:end]
        if content[at + 4 : at + 8] == b"IEND":
            return
        at = end
