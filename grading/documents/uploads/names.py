"""The shown name of a file: readable, and harmless in a page, a header or a folder."""

import re
import unicodedata
from urllib.parse import quote

from grading.documents.uploads.kinds import MIME
from grading.text import nfc

LONGEST = 120  # characters, including the extension
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # characters that Windows refuses in a name
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, bidi and zero-width signs, surrogates, private and unassigned ones
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
    if not stem or len(extension) > 10 or " " in extension:  # the dot does not begin an extension
        stem, dot, extension = tidy, "", ""
    return stem[: LONGEST - len(extension) - 1].rstrip(". ") + dot + extension.lower()


def extension_of(name: str) -> str:
    return name.rpartition(".")[2] if "." in name else ""


def with_extension(name: str, extension: str) -> str:
    return f"{name.rpartition('.')[0]}.{extension}"


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


def _is_seen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in _UNSEEN


def _ascii(name: str) -> str:
    """Returns an ASCII name for browsers that cannot read a UTF-8 name: Báo cáo.pdf → Bao cao.pdf."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return re.sub(r'[^ -~]|["\\%]', "_", bare.replace("đ", "d").replace("Đ", "D"))
