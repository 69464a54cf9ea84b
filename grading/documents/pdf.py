"""HTML in, PDF out. The only file that knows WeasyPrint, which is loaded when something is first printed."""

import atexit
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote

from PIL import ImageFile

from grading.documents.errors import PdfBusy as PdfBusy
from grading.documents.errors import PdfError as PdfError
from grading.documents.errors import PdfUnavailable as PdfUnavailable
from grading.documents.libraries import require_libraries

PRINT = Path(__file__).parents[2] / "templates" / "print"
VARIANT = "pdf/a-2a"
MM = 96 / 25.4
"""One millimetre in the unit of the layout."""

_LOCK = Lock()
PATIENCE = 15
"""Seconds that a paper waits for another one, before its reader is asked to come back."""
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}


@dataclass(frozen=True)
class Block:
    """A laid out text: its height, and the width of each of its lines, in millimetres."""

    height: float
    lines: tuple[float, ...]


@dataclass(frozen=True)
class _Style:
    """A style sheet with its fonts, kept between documents: loading them costs more than a page."""

    css: Any
    fonts: Any
    fetch: "_Bundle"


class _Bundle:
    """Fetches `bundle:` addresses, files of one folder and of few types, and refuses all others.

    Not a subclass of WeasyPrint's fetcher, whose handlers could open the network and the disk.
    """

    _fail_on_errors = True  # WeasyPrint stops instead of printing a sheet without its frame

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def __call__(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse

        path = self._file(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    def _file(self, url: str) -> Path:
        scheme, _, name = url.partition(":")
        path = (self.folder / unquote(name)).resolve()
        if scheme != "bundle" or not path.is_relative_to(self.folder) or path.suffix not in TYPES:
            raise PermissionError(url)
        return path


def to_pdf(html: str, *, style: str, identifier: str, assets: Path = PRINT) -> bytes:
    """The document as tagged PDF/A-2a; equal arguments give equal bytes under one fingerprint of the renderer.

    `style` is a style sheet inside `assets`; `identifier` becomes the file's permanent identifier.
    Raises PdfError for an asset that is refused or missing, PdfUnavailable without the system libraries.
    """
    with _printing():
        return bytes(
            _page(html, style, assets).write_pdf(
                pdf_variant=VARIANT,
                pdf_identifier=sha256(identifier.encode()).digest()[:16],
                **_options(style, assets),
            )
        )


def measure(html: str, *, style: str, assets: Path = PRINT) -> dict[str, Block]:
    """Lays out without drawing: what each element with a `data-f` takes up. Raises what to_pdf raises."""
    with _printing():
        pages = _page(html, style, assets).render(**_options(style, assets)).pages
        boxes = [box for page in pages for box in page._page_box.descendants(placeholders=True)]
    fields = ((box, _field(box)) for box in boxes)
    return {field: _block(box) for box, field in fields if field}


@contextmanager
def _printing() -> Iterator[None]:
    """One document at a time, since Pango's fonts are not made for threads; errors become PdfError."""
    require_libraries()
    from weasyprint.urls import FatalURLFetchingError

    # WeasyPrint switches this on for the whole process, and a photograph cut on the way would pass as evidence.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if not _LOCK.acquire(timeout=PATIENCE):
        raise PdfBusy("another document is being printed")
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "unclosed file .*sRGB2014", ResourceWarning)  # WeasyPrint 70 leaves it
            yield
    except FatalURLFetchingError as error:  # a BaseException: no error handler would see it
        raise PdfError(str(error)) from error
    finally:
        _LOCK.release()


def _page(html: str, style: str, assets: Path) -> Any:
    from weasyprint import HTML

    return HTML(string=html, base_url="bundle:", url_fetcher=_style(style, assets).fetch)


def _options(style: str, assets: Path) -> dict[str, Any]:
    kept = _style(style, assets)
    return {"stylesheets": [kept.css], "font_config": kept.fonts}


@lru_cache(maxsize=8)
def _style(style: str, assets: Path) -> _Style:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetch = FontConfiguration(), _Bundle(assets)
    return _Style(CSS(url=f"bundle:{style}", url_fetcher=fetch, font_config=fonts), fonts, fetch)


atexit.register(_style.cache_clear)  # the fonts' temporary folder goes while Python can still remove it


def _field(box: Any) -> str | None:
    """The name of a paragraph; its lines, letters and ::before name the same element."""
    from weasyprint.formatting_structure.boxes import BlockBox

    if box.element is None or box.element_tag != box.element.tag or not isinstance(box, BlockBox):
        return None
    return box.element.get("data-f") or None


def _block(box: Any) -> Block:
    from weasyprint.formatting_structure.boxes import LineBox

    lines = [part for part in box.descendants(placeholders=True) if isinstance(part, LineBox)]
    widths = (sum(child.margin_width() for child in line.children) for line in lines)
    return Block(box.height / MM, tuple(width / MM for width in widths))
