"""Checks that the system libraries for PDF are present, and reads their versions."""

import ctypes
import sys
from functools import cache

from grading.documents.errors import PdfUnavailable

PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""The libraries to load, with their Debian packages. HarfBuzz and Fontconfig come with these packages."""


@cache
def require_libraries() -> None:
    """Raises PdfUnavailable with the packages to install, if a library is missing on Linux.

    HarfBuzz-subset is required too: without it WeasyPrint would work, but slower and with different bytes.
    """
    missing = [package for library, package in PACKAGES.items() if not _loads(library)]
    if missing and sys.platform == "linux":
        packages = " ".join(missing)
        raise PdfUnavailable(f"No PDF can be made without {packages}. Install: sudo apt-get install {packages}")


def library_version(library: str, function: str) -> str:
    """Returns the version that the library reports."""
    ask = getattr(ctypes.CDLL(library), function)
    ask.restype = ctypes.c_char_p
    return str(ask().decode())


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
