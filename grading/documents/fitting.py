"""Fits long texts on a commendation by measuring them, by the rule of templates/print/README.md."""

from collections.abc import Callable, Mapping, Sequence
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


Layout = Callable[[Sequence[Fit]], Sequence[Mapping[str, Block]]]
"""A function that lays out the citation in each of these ways and measures it."""


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


Likely = Callable[[str, Sequence[float]], float]
"""A function that says about how narrow a text can be, by its name and the widths of its lines."""


def fit_citation(lay_out: Layout, likely: Likely) -> Fit:
    """Returns the first step at which the citation fits its field, with balanced texts. Raises DoesNotFit."""
    for step in STEPS:
        blocks = lay_out([Fit(step=step)])[0]
        if blocks["citation"].height <= FIELD_HEIGHT + _ROUNDING:
            return Fit(step=step, widths=_balance(lay_out, step, blocks, likely))
    raise DoesNotFit(max(CITATION, key=lambda name: blocks[name].height))


@dataclass(frozen=True, kw_only=True)
class _Search:
    """The search for the narrowest width of one text, by halves: where it lies, and where it is likely to be."""

    lines: int
    low: int
    high: int
    likely: float

    @property
    def middle(self) -> int:
        return (self.low + self.high) // 2

    def narrowed(self, fits: bool) -> "_Search":
        if fits:
            return replace(self, high=self.middle)
        return replace(self, low=min(self.middle + 1, self.high))

    def learnt(self, block: Block) -> "_Search":
        """Returns the search after a layout at its middle: the text must keep its lines and cut no word."""
        return self.narrowed(len(block.lines) <= self.lines and max(block.lines) <= self.middle + _ROUNDING)


def _balance(lay_out: Layout, step: int, blocks: Mapping[str, Block], likely: Likely) -> dict[str, int]:
    """Returns the narrowest width of each text of two or more lines that keeps its number of lines and cuts no word.

    The widths that the search is likely to try are laid out together: a layout costs more than the texts in it.
    """
    searches = {
        name: _Search(
            lines=len(lines), low=max(1, int(sum(lines) / len(lines))), high=FIELD_WIDTH, likely=likely(name, lines)
        )
        for name in CITATION
        if len(lines := blocks[name].lines) > 1
    }
    tried: dict[tuple[str, int], Block] = {}
    while any(search.low < search.high for search in searches.values()):
        if any((name, search.middle) not in tried for name, search in searches.items()):
            path = _likely_path(searches)
            laid_out = lay_out([Fit(step=step, whole=True, widths=widths) for widths in path])
            for widths, found in zip(path, laid_out, strict=True):
                tried |= {(name, width): found[name] for name, width in widths.items()}
        searches = {name: search.learnt(tried[name, search.middle]) for name, search in searches.items()}
    return {name: search.high for name, search in searches.items() if search.high < FIELD_WIDTH}


def _likely_path(searches: Mapping[str, _Search]) -> list[dict[str, int]]:
    """Returns the widths that the searches try one after the other, if the likely widths are right."""
    path: list[dict[str, int]] = []
    while not path or any(search.low < search.high for search in searches.values()):
        path.append({name: search.middle for name, search in searches.items()})
        searches = {
            name: search.narrowed(search.middle + _ROUNDING >= search.likely) for name, search in searches.items()
        }
    return path
