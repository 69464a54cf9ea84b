"""The motifs of the frame, as SVG in millimetres: suns, rings, Lạc birds, saw teeth, circles joined by tangents."""

from math import cos, pi, sin

RED, GOLD = "#8f1d1d", "#b8892b"
GROUND = "#faf4e4"  # gold at one eighth, for the field of the main band

Point = tuple[float, float]


def num(value: float) -> str:
    """Writes a length in the shortest way, to a hundredth of a millimetre."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace("-0.", "-.").removeprefix("0") if abs(value) < 1 and text != "0" else text


def line(points: list[Point], close: bool = False) -> str:
    """Returns path data for a line through the points."""
    pairs = " ".join(f"{num(x)} {num(y)}" for x, y in points)
    return f"M{pairs}" + ("z" if close else "")


def path(data: str, **style: object) -> str:
    return f'<path d="{data}"{attributes(style)}/>'


def ring(x: float, y: float, r: float, **style: object) -> str:
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}"{attributes(style)}/>'


def attributes(style: dict[str, object]) -> str:
    """Returns SVG attributes. A float becomes a length; a stroke without a fill gets the fill `none`."""
    if "stroke" in style:
        style = {"fill": "none", **style}
    written = {k: num(v) if isinstance(v, float) else v for k, v in style.items()}
    return "".join(f' {k.replace("_", "-")}="{v}"' for k, v in written.items())


def polar(x: float, y: float, r: float, turn: float) -> Point:
    """Returns a point on a circle; turn 0 is at the top, and 1 is a full turn."""
    return x + r * sin(2 * pi * turn), y - r * cos(2 * pi * turn)


def star(x: float, y: float, outer: float, inner: float, rays: int) -> str:
    """Returns path data for a sun: straight rays that meet at the inner radius."""
    points = []
    for k in range(rays):
        points += [polar(x, y, outer, k / rays), polar(x, y, inner, (k + 0.5) / rays)]
    return line(points, close=True)


def comb_ring(x: float, y: float, r: float, teeth: int, width: float, ink: str) -> str:
    """Draws a ring of radial strokes."""
    step = 2 * pi * r / teeth
    dash = f"{num(step * 0.4)} {num(step * 0.6)}"
    return ring(x, y, r, stroke=ink, stroke_width=width, stroke_dasharray=dash)


def dot_ring(x: float, y: float, r: float, dots: int, width: float, ink: str) -> str:
    step = 2 * pi * r / dots
    dash = f".01 {step - 0.01:.4f}"
    return ring(x, y, r, stroke=ink, stroke_width=width, stroke_linecap="round", stroke_dasharray=dash)


def use(name: str, x: float, y: float, turn: str = "") -> str:
    return f'<use href="#{name}" transform="translate({num(x)} {num(y)}){turn}"/>'


def bird() -> str:
    """Draws a Lạc bird that flies to the right, 19 by 8 mm; its middle is at the origin."""
    body = (
        "M10 .15Q7.2-.8 5.8-.8L1.3-3.2Q3-1.5 4.5-.55 3.3.05 2-.4-1-1.6-5.6-4.2-4.4-2-2.5-.45"
        "-5.2-.6-9.6-1.9L-8.4 0-9.6 1.7Q-5.2.8-2.5.5-3.7 1.8-4.9 3.6-1.4 2.1 1.7.7 3.6 1.1 5.2.6"
        " 7 .35 10 .15z"
    )
    feathers = (
        "M.9-.35Q-1.6-1.4-4.4-3M-.2-.2Q-1.9-.9-3.6-1.9M.7.4Q-1.5 1.3-3.7 2.5M-.5.4Q-1.7.9-2.9 1.6"
        "M-3.1.05H-8M-3.6-.22L-8.3-1.15M-3.6.3L-8.3 1.05"
    )
    return (
        f'<g id="lac">{path(body)}{path(feathers, stroke=GROUND, stroke_width=0.26)}'
        f"{ring(5.2, -0.15, 0.32, fill=GROUND)}</g>"
    )


def sun(r: float = 5.4) -> str:
    """Draws a small drum face; its middle is at the origin."""
    rays = r - 1.95
    rings = (
        ring(0, 0, r + 0.9, fill="#fff"),
        ring(0, 0, r, stroke=RED, stroke_width=0.5),
        comb_ring(0, 0, r - 0.95, round(r * 8), 0.9, GOLD),
        ring(0, 0, r - 1.65, stroke=GOLD, stroke_width=0.22),
        path(star(0, 0, rays, rays * 0.46, 14), fill=RED),
        ring(0, 0, rays * 0.2, fill="#fff"),
    )
    return f'<g id="sun">{"".join(rings)}</g>'


def circles(start: Point, end: Point, count: int, r: float = 2.5) -> str:
    """Draws a row of circles with dots, joined by tangents, between two points of one band."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = (x1 - x0) / (count - 1), (y1 - y0) / (count - 1)
    pitch = abs(dx) + abs(dy)
    across = (0, r - 0.1) if dx else (-r + 0.1, 0)
    tangents = ""
    for k in range(count - 1):
        x, y = x0 + k * dx, y0 + k * dy
        tangents += line([(x + across[0], y + across[1]), (x + dx - across[0], y + dy - across[1])])
    row = line([start, (x1 + dx / 2, y1 + dy / 2)])
    dash = {"stroke_linecap": "round", "stroke_dasharray": f".01 {pitch - 0.01:.4f}"}
    discs = ((2 * r, RED), (2 * r - 0.7, GROUND), (r, GOLD), (r - 0.5, GROUND), (0.44 * r, RED))
    return path(tangents, stroke=RED, stroke_width=0.35) + "".join(
        path(row, stroke=ink, stroke_width=float(width), **dash) for width, ink in discs
    )


def saw(start: Point, direction: Point, inward: Point, length: float, pitch: float = 3) -> str:
    """Returns path data for a row of triangles on a line."""
    count = round(length / pitch)
    step = length / count
    up = (direction[0] * step / 2 + inward[0] * 1.5, direction[1] * step / 2 + inward[1] * 1.5)
    down = (direction[0] * step / 2 - inward[0] * 1.5, direction[1] * step / 2 - inward[1] * 1.5)
    tooth = "".join(f"l{num(a)} {num(b)}" for a, b in (up, down))
    return f"M{num(start[0])} {num(start[1])}" + tooth * count + "z"


def bars(x: float, y: float) -> str:
    """Returns path data for three upright lines that separate the birds from the circles."""
    return "".join(line([(x + k, y - 3.4), (x + k, y + 3.4)]) for k in (-0.8, 0.0, 0.8))
