"""Draws QR codes as SVG paths, which are sharp at any size."""

import segno
from markupsafe import Markup

QUIET = 4
"""The white modules on each side; the standard requires four."""
FIELD = 40
"""The side of the printed field, including the quiet zone, in millimetres on A4."""
FINEST = 0.5
"""The smallest module that telephones can read from paper, in millimetres."""


def qr_svg(url: str, label: str) -> Markup:
    """Returns the QR code of the address at error level M, as SVG with the class `qr`.

    Raises ValueError when the address is too long to scan.
    """
    rows = [bytes(row) for row in segno.make_qr(url, error="m", boost_error=False).matrix]
    side = len(rows) + 2 * QUIET
    if side * FINEST > FIELD:
        raise ValueError(f"an address of {len(url)} letters is too long for a QR code of {FIELD} mm: {url}")
    path = "".join(_row(row, y + QUIET) for y, row in enumerate(rows))
    frame = Markup(
        '<svg class="qr" role="img" viewBox="0 0 {side} {side}"><title>{label}</title><path d="{path}"/></svg>'
    )
    return frame.format(side=side, label=label, path=path)


def _row(row: bytes, y: int) -> str:
    """Returns the path of one row: each run of dark modules is one rectangle."""
    runs, start = "", None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs += f"M{start + QUIET} {y}h{x - start}v1h-{x - start}z"
            start = None
    return runs
