"""Unpacks and packs the archive that a Word or Excel file is: bounded in size, with harmless names."""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from grading.documents.uploads.refusal import Unfit

PARTS_MOST = 2000
UNPACKED_MOST = 50 * 1024 * 1024  # bytes of all parts together, including the parts of embedded files
RATIO_MOST = 200  # unpacked size to packed size; worksheets reach 50
_RATIO_FROM = 256 * 1024  # bytes; a smaller part is harmless even with a high ratio
CONTENT_TYPES = "[Content_Types].xml"
_OUTSIDE = re.compile(r"(^|/)\.\.(/|$)|^/|\\|:|\0")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the office formats allow no other method
_FIXED = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP file can store


@dataclass
class Allowance:
    """The number of bytes that may still be unpacked; the file shares it with the files inside it."""

    unpacked: int
    deeper: bool = True


def unpacked(content: bytes, allowance: Allowance) -> dict[str, bytes]:
    """Returns the parts by name. Raises Unfit: file_bomb, file_locked, file_damaged (cut, names)."""
    if content.count(b"PK\x01\x02") > 2 * PARTS_MOST:  # checked first, because a huge list of parts fills the memory
        raise Unfit("file_bomb")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members, allowance)
            # `read` stops at the size that _check_members has checked.
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError):
        raise Unfit("file_damaged", cause="cut") from None


def packed(parts: dict[str, bytes]) -> bytes:
    """Returns an archive of the parts; equal parts give equal bytes."""
    archived = BytesIO()
    with zipfile.ZipFile(archived, "w") as archive:
        # Word needs the part CONTENT_TYPES first.
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            member = zipfile.ZipInfo(name, _FIXED)
            member.create_system = 0
            archive.writestr(member, parts[name], zipfile.ZIP_DEFLATED, 6)
    return archived.getvalue()


def names_in(content: bytes) -> list[str]:
    """Returns the names of the parts, or none for an archive that cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError):
        return []


def _check_members(members: list[zipfile.ZipInfo], allowance: Allowance) -> None:
    allowance.unpacked -= sum(member.file_size for member in members)
    if len(members) > PARTS_MOST or allowance.unpacked < 0 or any(map(_is_bomb, members)):
        raise Unfit("file_bomb")
    if any(member.flag_bits & 1 for member in members):
        raise Unfit("file_locked")
    if any(member.compress_type not in _METHODS for member in members):
        raise Unfit("file_damaged", cause="cut")
    names = {member.filename.casefold() for member in members}
    if len(names) < len(members) or any(map(_OUTSIDE.search, names)):
        raise Unfit("file_damaged", cause="names")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(_RATIO_FROM, RATIO_MOST * member.compress_size)
