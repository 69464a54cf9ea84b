"""Fits long texts on a commendation by measuring them, by the rule of templates/print/README.md."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from grading.documents.pdf import Block

FIELD_WIDTH = 235
FIELD_HEIGHT = 42 + 1.05
"""The height of the citation's field, in millimetres on A4. The empty half millimetre above and below the letters may
extend beyond the field."""
STEPS = (1, 2, 3, 4)
TIGHT = (1.0, 0.85, 0.72, 0.6)
"""The scale factors for a line that must stay one line. The style sheet has the same numbers."""
LINES = {
    "issuer_line": 235.0, "give": 235.0, "title": 235.0,
    "place_date": 104.0, "formula": 104.0, "office": 104.0, "signer_name": 104.0, "short_code": 66.0,
}  # fmt: skip
SAME_SIZE = ("formula", "office")
ENTRIES_HEIGHT = 41.0
"""The greatest height of the entries beside the QR code (millimetres on A4). They grow upwards from their last line and
stay below the upper edge of the code."""
CITATION = ("recipient", "parent", "achievement")
_ROUNDING = 0.05


class DoesNotFit(Exception):
    """The text of one field is too long for its place, even at the smallest size."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.field = name


@dataclass(frozen=True, kw_only=True)
class Fit:
    """The layout of a sheet: the citation's step, its balanced widths in millimetres, and the size of each line."""

    step: int = 1
    widths: Mapping[str, int] = field(default_factory=dict)
    tight: Mapping[str, int] = field(default_factory=dict)
    whole: bool = False
    """True while `_balance` searches for a width: words then stay whole."""


Layout = Callable[[Fit], Mapping[str, Block]]
"""A function that lays out the citation and measures it."""


def fit_lines(blocks: Mapping[str, Block]) -> dict[str, int]:
    """Returns the size of each line that must stay one line, as an index of TIGHT. Raises DoesNotFit."""
    if blocks["entries"].height > ENTRIES_HEIGHT:
        raise DoesNotFit("decision_line")
    tight = {name: _tight(name, blocks[name], room) for name, room in LINES.items() if name in blocks}
    return tight | dict.fromkeys(SAME_SIZE, max(tight[name] for name in SAME_SIZE))


def _tight(name: str, block: Block, room: float) -> int:
    width = max(block.lines, default=0)
    for number, factor in enumerate(TIGHT):
        if width * factor <= room + _ROUNDING:
            return number
    raise DoesNotFit(name)


def fit_citation(lay_out: Layout) -> Fit:
    """Returns the first step at which the citation fits its field, with balanced texts. Raises DoesNotFit."""
    for step in STEPS:
        blocks = lay_out(Fit(step=step))
        if blocks["citation"].height <= FIELD_HEIGHT + _ROUNDING:
            return Fit(step=step, widths=_balance(lay_out, step, blocks))
    raise DoesNotFit(max(CITATION, key=lambda name: blocks[name].height))


def _balance(lay_out: Layout, step: int, blocks: Mapping[str, Block]) -> dict[str, int]:
    """Returns the narrowest width of each text of two or more lines that keeps its number of lines and cuts no word."""
    lines = {name: len(blocks[name].lines) for name in CITATION if len(blocks[name].lines) > 1}
    low = {name: max(1, int(sum(blocks[name].lines) / count)) for name, count in lines.items()}
    high = dict.fromkeys(lines, FIELD_WIDTH)
    trial = Fit(step=step, whole=True)
    while any(low[name] < high[name] for name in lines):
        middle = {name: (low[name] + high[name]) // 2 for name in lines}
        trial_blocks = lay_out(replace(trial, widths=middle))
        for name, width in middle.items():
            if len(trial_blocks[name].lines) <= lines[name] and max(trial_blocks[name].lines) <= width + _ROUNDING:
                high[name] = width
            else:
                low[name] = min(width + 1, high[name])
    return {name: width for name, width in high.items() if width < FIELD_WIDTH}
