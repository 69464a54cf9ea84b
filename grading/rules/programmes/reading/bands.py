"""Checks the rows of a table over a figure: whether they leave a gap or overlap over what the figure can be."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil, floor
from typing import Any

from grading.rules.programmes.reading.document import Document, Found, Steps
from grading.rules.programmes.reading.extending import written

Number = int | Decimal
Cut = tuple[Number, int]
"""A place between two values: just before the number (0) or just after it (1)."""

ENDLESS: Cut = (Decimal("Infinity"), 1)
START: Cut = (0, 0)
_END_OF_PERCENT: Cut = (100, 1)


def row_faults(rows: Sequence[Document], steps: Steps, figure: Document) -> Found:
    """Yields rows that do not say their ends, that hold no value, that overlap, and values that no row holds."""
    faulty = False
    for code, where, params in _each_row(rows, steps, figure):
        faulty = True
        yield code, where, params
    if not faulty:
        yield from _covering(rows, steps, figure, start=START, end=end_of(figure))


def counter_faults(counter: Document, steps: Steps, figure: Document) -> Found:
    """Yields the same for the rows of a counter. A count before the first row takes nothing off, and from `all_from` on
    no row is needed."""
    rows, where = counter.get("rows", ()), [*steps, "rows"]
    faults = list(_each_row(rows, where, figure))
    yield from faults
    if rows and not faults:
        end = (counter["all_from"], 0) if "all_from" in counter else end_of(figure)
        spans = [_span(row, figure) for row in rows]
        yield from _covering(rows, where, figure, start=min(low for low, _high in spans), end=end)
        for index, (low, high) in enumerate(spans):
            if "all_from" in counter and high > end:
                params = {"figure": figure["name"]["vi"], "value": _example(max(low, end), high)}
                yield "giving_overlap", [*where, index], params


def end_of(figure: Document) -> Cut:
    """Returns the end of what the figure can be: a percentage ends at 100, a count or a mean nowhere."""
    return _END_OF_PERCENT if figure["unit"] == "percent" else ENDLESS


def _each_row(rows: Sequence[Document], steps: Steps, figure: Document) -> Found:
    for index, row in enumerate(rows):
        if not _says_its_ends(row):
            yield "giving_row_ends", [*steps, index], {}
        elif (span := _span(row, figure))[0] >= span[1]:
            yield "giving_row_empty", [*steps, index], {"figure": figure["name"]["vi"]}


def _says_its_ends(row: Document) -> bool:
    low, high = ("from" in row) + ("above" in row), ("to" in row) + ("below" in row)
    return low <= 1 and high <= 1 and low + high > 0


def _covering(rows: Sequence[Document], steps: Steps, figure: Document, *, start: Cut, end: Cut) -> Found:
    spans = sorted((_span(row, figure), index) for index, row in enumerate(rows))
    name, at = figure["name"]["vi"], start
    for (low, high), index in spans:
        if low > at:
            yield "giving_gap", steps, {"figure": name, "value": _example(at, low)}
        elif low < at:
            yield "giving_overlap", [*steps, index], {"figure": name, "value": _example(low, min(at, high))}
        at = max(at, high)
    if at < end:
        yield "giving_gap", steps, {"figure": name, "value": _example(at, end)}


def _span(row: Document, figure: Document) -> tuple[Cut, Cut]:
    """Returns the two cuts between which the row lies. Counts are whole, so the cuts of a count are moved to the next
    whole number: above 2 is from 3, and to 4 is below 5."""
    low = _cut(row, "from", "above", open_end=START)
    high = _cut(row, "below", "to", open_end=ENDLESS)
    return (_whole(low), _whole(high)) if figure["unit"] == "count" else (low, high)


def _cut(row: Document, before: str, after: str, *, open_end: Cut) -> Cut:
    if before in row:
        return row[before], 0
    return (row[after], 1) if after in row else open_end


def _whole(cut: Cut) -> Cut:
    number, is_after = cut
    if cut == ENDLESS:
        return cut
    return (floor(number) + 1 if is_after else ceil(number)), 0


def _example(low: Cut, high: Cut) -> str:
    """Returns a value between two cuts."""
    if not low[1] or high == ENDLESS:
        return _printed(low[0] + low[1])
    return _printed(high[0] if high[1] else round((Decimal(low[0]) + Decimal(high[0])) / 2, 2))


def _printed(number: Any) -> str:
    return written(int(number) if number == int(number) else Decimal(number).normalize())


def numbers_of(rows: Sequence[Document], steps: Steps) -> Iterator[tuple[Steps, Number]]:
    """Yields the points of each row with their place."""
    return (([*steps, index, "points"], row["points"]) for index, row in enumerate(rows))
