"""Writes frame.svg: the ornamental frame of a Giấy khen, A4 landscape, in millimetres.

The motifs come from the Đông Sơn bronze drums: a sun with 14 rays, rings of combs and saw teeth, circles
with a dot joined by tangents, flying Lạc birds. The frame uses two inks and their tints. Each row of equal
marks is one dashed stroke, so that the file stays small and quick to draw.

    python frame.py [frame.svg]
"""

import sys
from pathlib import Path

from motifs import (
    GOLD,
    GROUND,
    RED,
    attributes,
    bars,
    bird,
    circles,
    comb_ring,
    dot_ring,
    line,
    num,
    path,
    polar,
    ring,
    saw,
    star,
    sun,
    use,
)

W, H = 297, 210
SHADE = "#f8f2e5"  # gold at one sixth, for the watermark
EDGE = 7  # the outermost line
BAND = 15.2  # the middle of the main band
INNER = 21.9  # the innermost line; text stays 6 mm away from it
CORNER = 18.1  # the middle of a corner square
SQUARE = 9.3  # half the side of a corner square
SUN_GAP = 7.2  # half the space for the medallion in the middle of a side


def frame_line(inset: float, **style: object) -> str:
    return (
        f'<rect x="{num(inset)}" y="{num(inset)}" width="{num(W - 2 * inset)}"'
        f' height="{num(H - 2 * inset)}"{attributes(style)}/>'
    )


def step(inset: float, tall: float = 1.3, cell: float = 1.7, ink: str = GOLD) -> str:
    """Draws a step meander around the sheet: on each side, three dashed strokes make one square wave."""
    a, pen, parts = CORNER + SQUARE, 0.28, ""
    for length, upright in ((W - 2 * a, False), (H - 2 * a, True)):
        count = round(length / cell / 2) * 2 + 1  # an odd number, so that both halves mirror each other
        s = length / count
        rows = (
            (0.0, tall, f"{pen} {s - pen:.4f}", pen / 2),
            (-tall / 2, pen, f"{s:.4f}", 0),
            (tall / 2, pen, f"{s:.4f}", s),
        )
        for shift, width, dash, offset in rows:
            data = ""
            for level in (inset + shift, (W if upright else H) - inset - shift):
                ends = [(level, a), (level, H - a)] if upright else [(a, level), (W - a, level)]
                data += line(ends)
            parts += path(
                data,
                stroke=ink,
                stroke_width=float(width),
                stroke_dasharray=dash,
                stroke_dashoffset=f"{offset:.4f}",
            )
    return parts


def band_lines(inset: float) -> str:
    """Returns one line on each side, from corner square to corner square."""
    a, b = CORNER + SQUARE, inset
    ends = [(a, b, W - a, b), (a, H - b, W - a, H - b), (b, a, b, H - a), (W - b, a, W - b, H - a)]
    return "".join(line([(x0, y0), (x1, y1)]) for x0, y0, x1, y1 in ends)


def sides() -> str:
    """Draws the bands between the corner squares."""
    a, base = CORNER + SQUARE, BAND + 3.85
    teeth = (
        saw((a, base), (1, 0), (0, 1), W - 2 * a)
        + saw((a, H - base), (1, 0), (0, -1), W - 2 * a)
        + saw((base, a), (0, 1), (1, 0), H - 2 * a)
        + saw((W - base, a), (0, 1), (-1, 0), H - 2 * a)
    )
    middle = band_lines(BAND)
    parts = [
        path(middle, stroke=GOLD, stroke_width=7.9),
        path(middle, stroke=GROUND, stroke_width=7.4),
        step(9.97),
        path(teeth, fill=RED),
    ]
    cx, cy, flock = W / 2, H / 2, SUN_GAP + 42
    uprights = ""
    for y in (BAND, H - BAND):
        for turn in (-1, 1):
            parts.append(circles((cx + turn * (flock + 4), y), (cx + turn * (cx - a - 4), y), 12))
            uprights += bars(cx + turn * flock, y)
            for k in (0, 1):
                mirror = "" if turn < 0 else " scale(-1 1)"
                parts.append(use("lac", cx + turn * (SUN_GAP + 9.6 + 20.6 * k), y, mirror))
        parts.append(use("sun", cx, y))
    for x in (BAND, W - BAND):
        for turn in (-1, 1):
            ends = (x, cy + turn * (SUN_GAP + 2.6)), (x, cy + turn * (cy - a - 4))
            parts.append(circles(*ends, 12))
        parts.append(use("sun", x, cy))
    parts.append(path(uprights, stroke=GOLD, stroke_width=0.3))
    return "".join(parts)


def corner() -> str:
    """Draws a square with the face of a drum; its middle is at the origin."""
    side = num(2 * SQUARE)
    square = f'<rect x="{-SQUARE}" y="{-SQUARE}" width="{side}" height="{side}" fill="{GROUND}"'
    rings = (
        ring(0, 0, 8.3, fill="#fff", stroke=RED, stroke_width=0.55),
        dot_ring(0, 0, 7.35, 30, 0.75, GOLD),
        ring(0, 0, 6.65, stroke=GOLD, stroke_width=0.22),
        comb_ring(0, 0, 5.95, 44, 0.95, RED),
        ring(0, 0, 5.25, stroke=GOLD, stroke_width=0.22),
        path(star(0, 0, 4.9, 2.2, 14), fill=RED),
        ring(0, 0, 1, fill="#fff"),
        ring(0, 0, 0.45, fill=GOLD),
    )
    return f'<g id="corner">{square} stroke="{GOLD}" stroke-width=".3"/>{"".join(rings)}</g>'


def inner_line() -> str:
    """Draws the innermost line, which steps around the corner squares."""
    i, c = INNER, CORNER + SQUARE + 1.6
    points = [(c, i), (W - c, i), (W - c, c), (W - i, c), (W - i, H - c), (W - c, H - c)]
    points += [(W - c, H - i), (c, H - i), (c, H - c), (i, H - c), (i, c), (c, c)]
    return path(line(points, close=True), stroke=RED, stroke_width=0.4)


def watermark(x: float, y: float, r: float) -> str:
    """Draws the face of a drum behind the text, in one tint."""
    birds = "".join(
        use("lac", *polar(x, y, r * 0.71, k / 10), f" rotate({num(36 * k)}) scale(-1.25 1.25)") for k in range(10)
    )
    rings = (1, 0.9, 0.86, 0.55, 0.45)
    return "".join(
        (
            f'<g fill="{SHADE}">',
            *(ring(x, y, r * k, stroke=SHADE, stroke_width=0.5) for k in rings),
            comb_ring(x, y, r * 0.95, 180, r * 0.07, SHADE),
            dot_ring(x, y, r * 0.5, 48, 2.6, SHADE),
            path(star(x, y, r * 0.43, r * 0.18, 14)),
            birds,
            "</g>",
        )
    )


def frame() -> str:
    corners = "".join(use("corner", x, y) for x in (CORNER, W - CORNER) for y in (CORNER, H - CORNER))
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{W}mm" height="{H}mm"'
            f' viewBox="0 0 {W} {H}" preserveAspectRatio="none">',
            f"<defs>{bird()}{sun()}{corner()}</defs>",
            watermark(W / 2, H / 2, 60),
            frame_line(EDGE + 0.5, stroke=RED, stroke_width=1.0),
            f'<g fill="{RED}">{sides()}</g>',
            corners,
            frame_line(EDGE + 1.7, stroke=GOLD, stroke_width=0.25),
            inner_line(),
            "</svg>\n",
        )
    )


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "frame.svg").write_text(frame(), encoding="utf-8")
