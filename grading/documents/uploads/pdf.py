"""Checks a PDF from outside: complete, without password or active content. The check searches and never parses it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from grading.documents.uploads.refusal import Unfit

_TAIL = 2048  # bytes at the end of the file in which PDF readers look for the end mark
_NAMES = ("Encrypt", "JavaScript", "Launch", "EmbeddedFile", "RichMedia")
_UNPACKED_MOST = 32 * 1024 * 1024  # bytes of packed objects that the check unpacks
_BROKEN_MOST = 50  # packed objects that may fail to unpack; a file with more of them counts as damaged


def _spelled(name: str) -> bytes:
    """Returns a pattern for the name in any spelling: /J#61vaScript is the same name as /JavaScript."""
    signs = "".join(f"(?:{sign}|(?i:#{ord(sign):02x}))" for sign in name)
    return f"(?P<{name}>{signs})".encode()


_NAMED = re.compile(b"/(?:" + b"|".join(map(_spelled, _NAMES)) + b")")


def check_pdf(content: bytes) -> None:
    """Raises Unfit: file_damaged (cut, locked), file_type (the file is also a ZIP), file_macro, file_bomb."""
    tail = content[-_TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Unfit("file_damaged", cause="cut")
    if _is_also_a_zip(content):
        raise Unfit("file_type")
    for objects in (content, *_packed_objects(content)):
        if match := _NAMED.search(objects):
            raise _unfit(str(match.lastgroup))


def _unfit(name: str) -> Unfit:
    return Unfit("file_damaged", cause="locked") if name == "Encrypt" else Unfit("file_macro", cause=name)


def _is_also_a_zip(content: bytes) -> bool:
    try:
        zipfile.ZipFile(BytesIO(content)).close()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return True


def _packed_objects(content: bytes) -> Iterator[bytes]:
    """Yields the unpacked object streams. Since PDF 1.5 an action may be inside such a stream, where a search of the
    packed file cannot find it."""
    at, left, broken = 0, _UNPACKED_MOST, 0
    while (at := content.find(b"/ObjStm", at) + 1) and (start := content.find(b"stream", at) + 6) > 6:
        if (end := content.find(b"endstream", start)) < 0:
            return
        try:
            objects = zlib.decompressobj().decompress(content[start:end].lstrip(b"\r\n"), left)
        except zlib.error:
            broken += 1
            if broken > _BROKEN_MOST:
                raise Unfit("file_damaged", cause="cut") from None
            # The search goes on at the next mention, not after `end`: a mention in a comment must not hide a real one.
            continue
        left -= len(objects)
        if left <= 0:
            raise Unfit("file_bomb")
        yield objects
        at = end
