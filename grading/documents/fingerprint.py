"""The renderer's fingerprint: everything besides a paper's facts that determines the bytes of the paper."""

import zlib
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from grading.documents.libraries import library_version, require_libraries
from grading.documents.pdf import PRINT

CODE = (
    "breaking.py", "commendation.py", "drawing.py", "fitting.py", "papers.py", "pdf.py", "qr.py", "typesetting.py",
)  # fmt: skip


@cache
def renderer_fingerprint() -> str:
    """Returns the versions and file hashes under which equal facts give equal bytes. Raises PdfUnavailable."""
    require_libraries()
    fonts = sorted(PRINT.rglob("*.ttf"))
    sheets = sorted(path for path in PRINT.rglob("*") if path.suffix in {".css", ".html", ".svg"})
    code = [Path(__file__).parent / name for name in CODE]
    pango = library_version("libpango-1.0.so.0", "pango_version_string")
    # HarfBuzz and its subsetter come from one source, so they have the same version.
    harfbuzz = library_version("libharfbuzz-subset.so.0", "hb_version_string")
    return (
        f"WeasyPrint {version('weasyprint')}, pydyf {version('pydyf')}, zlib {zlib.ZLIB_RUNTIME_VERSION}, "
        f"Pango {pango}, HarfBuzz and its subsetter {harfbuzz}, "
        f"fonts {_digest(fonts)}, templates {_digest(sheets)}, code {_digest(code)}"
    )


def _digest(paths: list[Path]) -> str:
    digest = sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
