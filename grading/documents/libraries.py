"""The system libraries under the PDF: whether they are there, and in which version."""

import ctypes
import sys
from functools import cache

from grading.documents.errors import PdfUnavailable

PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""What is loaded, and the Debian package that holds it; HarfBuzz and Fontconfig come with them."""


@cache
def require_libraries() -> None:
    """Raises PdfUnavailable, naming the packages to install.

    HarfBuzz-subset is asked for too: WeasyPrint would go on without it, slower and with other bytes.
    """
    missing = [package for library, package in PACKAGES.items() if not _loads(library)]
    if missing and sys.platform == "linux":
        packages = " ".join(missing)
        raise PdfUnavailable(f"No PDF can be made without {packages}. Install: sudo apt-get install {packages}")


def library_version(library: str, function: str) -> str:
    """What the library answers when asked for its version."""
    ask = getattr(ctypes.CDLL(library), function)
    ask.restype = ctypes.c_char_p
    return str(ask().decode())


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
