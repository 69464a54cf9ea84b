"""The cells of a workbook as the workbook shows them: their text, and the letters of their column."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from grading.text import nfc
from grading.typed import numbers

Cell = str | int | float | bool | date | datetime | time | timedelta


@lru_cache(maxsize=4096, typed=True)  # a table repeats its numbers
def as_text(cell: Cell | None) -> str:
    """Returns what a cell says, with numbers as people write them here and days as 2022-12-31."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return numbers.shown(cell)
    return "" if cell is None else nfc(str(cell)).strip()


def letters_of(column: int) -> str:
    """Returns the letters of a column, which is counted from 0: A, B … Z, AA."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_of(letters: str) -> int:
    """Returns the number of a column, counted from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
