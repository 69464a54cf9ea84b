"""Turns HTML into PDF. Only this file knows WeasyPrint, which is loaded when the first paper is printed."""

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

from grading.documents.drawing import KeptPictures
from grading.documents.errors import PdfBusy as PdfBusy
from grading.documents.errors import PdfError as PdfError
from grading.documents.errors import PdfUnavailable as PdfUnavailable
from grading.documents.libraries import require_libraries

PRINT = Path(__file__).parents[2] / "templates" / "print"
VARIANT = "pdf/a-2a"
MM = 96 / 25.4
"""One millimetre in the layout's unit."""

_LOCK = Lock()
PATIENCE = 15
"""The seconds that a paper waits for another paper to be printed. After that, PdfBusy asks the reader to try again."""
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}


@dataclass(frozen=True)
class Block:
    """The measures of a laid out text: its height, and the width of each of its lines, in millimetres."""

    height: float
    lines: tuple[float, ...]


@dataclass(frozen=True)
class _Style:
    """A style sheet with its fonts and pictures. Loading them costs more time than a page, so they are kept."""

    css: Any
    fonts: Any
    fetch: "_Bundle"
    pictures: KeptPictures


class _Bundle:
    """Fetches `bundle:` addresses, which are files of one folder and of a few types, and refuses all other addresses.

    The class does not inherit from WeasyPrint's fetcher, whose handlers could open the network and the disk.
    """

    _fail_on_errors = True  # WeasyPrint then stops instead of printing a sheet without its frame

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


def fetcher(assets: Path) -> Any:
    """Returns what fetches the files of the folder for a document, and nothing else."""
    return _Bundle(assets)


def to_pdf(html: str, *, style: str, identifier: str, assets: Path = PRINT) -> bytes:
    """Returns the document as tagged PDF/A-2a.

    Equal arguments give equal bytes under the same fingerprint of the renderer.

    `style` is a style sheet inside `assets`; `identifier` becomes the file's permanent identifier.
    Raises PdfError for an asset that is refused or missing, PdfUnavailable without the system libraries.
    """
    with printing():
        return bytes(
            _page(html, style, assets).write_pdf(
                pdf_variant=VARIANT,
                pdf_identifier=sha256(identifier.encode()).digest()[:16],
                **_options(style, assets),
            )
        )


def measure(html: str, *, style: str, assets: Path = PRINT) -> list[tuple[str, Block]]:
    """Lays out without drawing, and returns name and block of each element with a `data-f`, in their order. Raises the
    errors of to_pdf."""
    with printing():
        pages = _page(html, style, assets).render(**_options(style, assets)).pages
        boxes = [box for page in pages for box in page._page_box.descendants(placeholders=True)]
    fields = ((box, _field(box)) for box in boxes)
    return [(field, _block(box)) for box, field in fields if field]


@contextmanager
def printing() -> Iterator[None]:
    """Lets one document be printed at a time, because Pango's fonts are not thread-safe; turns fetch errors into
    PdfError."""
    require_libraries()
    from weasyprint.urls import FatalURLFetchingError

    # WeasyPrint switches this on for the whole process. A photograph that was cut in transfer would then be accepted
    # as evidence.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if not _LOCK.acquire(timeout=PATIENCE):
        raise PdfBusy("another document is being printed")
    try:
        with warnings.catch_warnings():
            # WeasyPrint 70 leaves this file open.
            warnings.filterwarnings("ignore", "unclosed file .*sRGB2014", ResourceWarning)
            yield
    except FatalURLFetchingError as error:  # a BaseException, which no error handler would catch
        raise PdfError(str(error)) from error
    finally:
        _LOCK.release()


def _page(html: str, style: str, assets: Path) -> Any:
    from weasyprint import HTML

    return HTML(string=html, base_url="bundle:", url_fetcher=_style(style, assets).fetch)


def _options(style: str, assets: Path) -> dict[str, Any]:
    cached_style = _style(style, assets)
    return {"stylesheets": [cached_style.css], "font_config": cached_style.fonts, "cache": cached_style.pictures}


@lru_cache(maxsize=8)
def _style(style: str, assets: Path) -> _Style:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetch = FontConfiguration(), _Bundle(assets)
    return _Style(CSS(url=f"bundle:{style}", url_fetcher=fetch, font_config=fonts), fonts, fetch, KeptPictures())


atexit.register(_style.cache_clear)  # this removes the fonts' temporary folder while Python can still remove it


def _field(box: Any) -> str | None:
    """Returns the field name of a block box, or None.

    The boxes of the lines, of the text and of ::before belong to the same element and do not count.
    """
    from weasyprint.formatting_structure.boxes import BlockBox

    if box.element is None or box.element_tag != box.element.tag or not isinstance(box, BlockBox):
        return None
    return box.element.get("data-f") or None


def _block(box: Any) -> Block:
    from weasyprint.formatting_structure.boxes import LineBox

    lines = [part for part in box.descendants(placeholders=True) if isinstance(part, LineBox)]
    widths = (sum(child.margin_width() for child in line.children) for line in lines)
    return Block(box.height / MM, tuple(width / MM for width in widths))
