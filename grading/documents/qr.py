"""QR codes as paths, sharp at any size."""

import segno
from markupsafe import Markup

QUIET = 4
"""Modules left white on each side; the standard asks for four."""
FIELD = 40
"""Side of the printed field, quiet zone included, in millimetres on A4."""
FINEST = 0.5
"""The smallest module, in millimetres, that telephones read from paper."""


def qr_svg(url: str, label: str) -> Markup:
    """The address at error level M, in the class `qr`. Raises ValueError when it is too long to scan."""
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
    """Each run of dark modules as one rectangle."""
    runs, start = "", None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs += f"M{start + QUIET} {y}h{x - start}v1h-{x - start}z"
            start = None
    return runs
