"""Writes demo.svg, draft.svg and test.svg: the words that lie over a sheet, as outlines.

The words are outlines, not text: otherwise a person who copies text would get the slanting letters mixed into the
lines under them.

    python marks.py [FOLDER]
"""

import sys
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
INK = "#8f1d1d"
TRACKING = 55  # thousandths of the type size
MARKS = {
    "demo": "BẢN TRÌNH DIỄN - KHÔNG CÓ GIÁ TRỊ",
    "draft": "DỰ THẢO - CHƯA CÓ GIÁ TRỊ",
    "test": "IN THỬ",
}


class PlainPen(BasePen):
    """Collects path data that is quick to draw: every curve becomes straight lines, and details finer than FINE are
    left out."""

    FINE = 34

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.data, self.last = "", (0, 0)

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802, the name BasePen calls
        self.data += f"M{point[0]:.0f} {point[1]:.0f}"
        self.last = point

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802, the name BasePen calls
        if abs(point[0] - self.last[0]) + abs(point[1] - self.last[1]) > self.FINE:
            self.data += f"L{point[0]:.0f} {point[1]:.0f}"
            self.last = point

    def _qCurveToOne(self, bend: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802, the name BasePen calls
        (x0, y0), (x1, y1), (x2, y2) = self.last, bend, end
        self._lineTo(((x0 + 2 * x1 + x2) / 4, (y0 + 2 * y1 + y2) / 4))
        self._lineTo(end)

    def _closePath(self) -> None:  # noqa: N802, the name BasePen calls
        self.data += "z"


def outlines(text: str, font: TTFont) -> str:
    """Returns one SVG that is as wide as the text, in units of the font."""
    glyphs, names, x, shapes = font.getGlyphSet(), font.getBestCmap(), 0, ""
    for letter in text:
        glyph = glyphs[names[ord(letter)]]
        pen = PlainPen(glyphs)
        glyph.draw(pen)
        if pen.data:
            shapes += f'<path transform="translate({x} 0)" d="{pen.data}"/>'
        x += round(glyph.width) + TRACKING
    box = f"0 0 {x - TRACKING} 1200"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
        f'<g fill="{INK}" transform="translate(0 920) scale(1 -1)">{shapes}</g></svg>\n'
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    face = TTFont(HERE.parent / "fonts" / "EBGaramond-SemiBold.ttf")
    for name, words in MARKS.items():
        (folder / f"{name}.svg").write_text(outlines(words, face), encoding="utf-8")
