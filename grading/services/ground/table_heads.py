"""Looks for the head row of a table: on which sheet it stands, in which line, and under which spelling of its names."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from grading.documents.workbooks import MAX_ROWS
from grading.services.ground.csv_rows import FaultList, Grid
from grading.text import search_key

HEAD_WITHIN = 50
"""The head row is looked for in so many lines from the top."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """A head row that was found: its line, its names as keys, and the lines below it."""

    grid: Grid
    keys: tuple[str, ...]
    end: int
    """The place in the grid of the first line below the head."""

    @property
    def line(self) -> int:
        return self.grid.lines[self.end - 1][0]

    def wanted(self, names: Collection[str]) -> int:
        return len(set(self.keys) & set(names))

    def has_rows(self, names: Collection[str]) -> bool:
        """Says whether any line below has something in a column with one of these names."""
        places = [at for at, key in enumerate(self.keys) if key in names]
        return any(cells[at] for _line, cells in self.grid.lines[self.end :] for at in places if at < len(cells))


def head_key(name: str) -> str:
    """Returns what is compared of a column's name: without marks, case and invisible signs, with i for y, because
    "lí do" and "lý do" are one word."""
    return search_key(name).replace("y", "i")


def find_head(
    grids: Sequence[Grid], wanted: Mapping[str, str], needed: Collection[str], faults: FaultList
) -> Head | None:
    """Returns the head row with the most wanted names, first among those with every needed one. Where several sheets
    that one sees hold such a table, one of which may be too long to be read, or only one that nobody sees, this is a
    fault: no row is left behind in silence, and what was hidden is not read unseen."""
    heads = [head for grid in grids if (head := _best(grid, wanted)) is not None]
    whole = [head for head in heads if set(needed) <= set(head.keys)]
    seen = [head for head in whole if not head.grid.is_hidden and not head.grid.is_cut]
    long = [head for head in whole if not head.grid.is_hidden and head.grid.is_cut]
    filled = [head for head in seen if head.grid.is_workbook and head.has_rows(wanted)]
    if len(filled) > 1:
        faults.add(0, "", "sheet_twice", sheets=tuple(f"“{head.grid.name}”" for head in filled))
    elif seen and long:
        faults.add(0, "", "sheet_long", name=long[0].grid.name, read=seen[0].grid.name, max=MAX_ROWS)
    elif whole and not seen and not long:
        faults.add(0, "", "sheet_hidden", name=whole[0].grid.name)
    candidates = filled or seen or [head for head in heads if not (head.grid.is_hidden or head.grid.is_cut)]
    return max(candidates, key=lambda head: head.wanted(wanted), default=None)


def _best(grid: Grid, wanted: Mapping[str, str]) -> Head | None:
    """Returns the line with the most wanted names; where names stand in two rows, as merged cells leave them, both rows
    together."""
    best, most = None, 0
    keys = [tuple(map(head_key, cells)) for _line, cells in grid.lines[: HEAD_WITHIN + 1]]
    for at, upper in enumerate(keys[:HEAD_WITHIN]):
        for end, names in ((at + 1, upper), (at + 2, _joined(upper, keys[at + 1 : at + 2], wanted))):
            found = len(wanted.keys() & set(names))
            if found > most:
                best, most = Head(grid=grid, keys=names, end=end), found
    return best


def _joined(upper: tuple[str, ...], below: Sequence[tuple[str, ...]], wanted: Mapping[str, str]) -> tuple[str, ...]:
    lower = below[0] if below else ()
    width = max(len(upper), len(lower))
    pairs = zip(*(names + ("",) * (width - len(names)) for names in (upper, lower)), strict=True)
    return tuple(under if under in wanted else over for over, under in pairs)
