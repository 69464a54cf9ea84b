"""The shown name of a file: readable, and harmless in a page, a header or a folder."""

import re
import unicodedata
from urllib.parse import quote

from grading.documents.uploads.kinds import EXTENSIONS, MIME, OWN_EXTENSION, FileKind
from grading.text import nfc

LONGEST = 120  # characters, including the extension
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # characters that Windows refuses in a name
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, bidi and zero-width signs, surrogates, private and unassigned ones
_COMMON = {
    *EXTENSIONS, "doc", "xls", "ppt", "pptx", "docm", "xlsm", "xlsb", "rtf", "odt", "ods", "txt", "csv", "xml", "htm",
    "html", "mht", "heic", "heif", "webp", "avif", "tif", "tiff", "bmp", "gif", "dng", "zip", "rar", "7z", "exe", "tmp",
    "mp3", "mp4", "mov",
}  # fmt: skip
"""Extensions that also stand in capitals, as cameras and old programs write them."""
_NAMELESS = "minh-chung"


def shown_name(name: str) -> str:
    """Returns the name in NFC without folders and invisible signs, at most LONGEST characters long. The extension is
    kept, in lower case."""
    last = re.split(r"[/\\]", nfc(name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last if _is_seen(sign))
    tidy = " ".join(_FORBIDDEN.sub("-", seen).split()).strip(". ")
    if not tidy:
        return _NAMELESS
    stem, dot, extension = tidy.rpartition(".") if "." in tidy else (tidy, "", "")
    if not stem or not _is_extension(extension):
        stem, dot, extension = tidy, "", ""
    return stem[: LONGEST - len(extension) - 1].rstrip(". ") + dot + extension.lower()


def extension_of(name: str) -> str:
    return name.rpartition(".")[2] if "." in name else ""


def named_as(name: str, kind: FileKind) -> str:
    """Returns the shown name with the extension of its content: phones and chat apps give files wrong ones, or none.
    "Biên bản.pdf.exe" and "Biên bản.pdf (1)" hold a PDF under its name."""
    extension = extension_of(name)
    if EXTENSIONS.get(extension) is kind:
        return name
    stem = name.removesuffix("." + extension) if extension and _is_extension(extension) else name
    if EXTENSIONS.get(extension_of(stem)) is kind:
        return stem
    own = "." + OWN_EXTENSION[kind]
    return stem[: LONGEST - len(own)].rstrip(". ") + own


def download_headers(name: str, mime: str) -> dict[str, str]:
    """Returns headers that make a browser save the file and run nothing in it, whatever the file contains."""
    shown = shown_name(name)
    return {
        "Content-Type": mime if mime in MIME.values() else "application/octet-stream",
        "Content-Disposition": f"attachment; filename=\"{_ascii(shown)}\"; filename*=UTF-8''{quote(shown, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "private, no-store",
    }


def _is_extension(text: str) -> bool:
    """Returns whether a dot begins an extension there, and no sentence, number or sign of an office: "Nghị quyết số
    01. Về thi đua", "Công văn 15-CV.HU"."""
    is_one = len(text) <= 10 and text.isascii() and text.isalnum() and not text.isdecimal()
    return is_one and (not text.isupper() or text.lower() in _COMMON)


def _is_seen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in _UNSEEN


def _ascii(name: str) -> str:
    """Returns an ASCII name for browsers that cannot read a UTF-8 name: Báo cáo.pdf → Bao cao.pdf."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return re.sub(r'[^ -~]|["\\%]', "_", bare.replace("đ", "d").replace("Đ", "D"))
