"""Removes the camera's metadata from pictures inside Word and Excel files, and leaves the pictures as they are."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from grading.documents.uploads.kinds import JPEG_START, PNG_START

_ORIENTATION = 0x0112
_COMMENT, _APP1, _APP2, _APP14, _APP15, _SCAN = 0xFE, 0xE1, 0xE2, 0xEE, 0xEF, 0xDA
_PNG_METADATA = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}


def without_metadata(content: bytes) -> bytes:
    """Returns the same picture without place, camera, date and comments. Content that is neither JPEG nor PNG comes
    back as it is."""
    if content.startswith(JPEG_START):
        return b"".join(_jpeg(content))
    if content.startswith(PNG_START):
        return b"".join(_png(content))
    return content


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    yield _turned(content)
    at = 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content) and content[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if not _is_metadata(content[at + 1], content[at + 4 : end]):
            yield content[at:end]
        at = end
    yield content[at:]


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
        at = end
