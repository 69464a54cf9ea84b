"""Section `plan`: the target numbers of cells with the title, for each year of a scheme and for its end."""

from dataclasses import dataclass
from enum import StrEnum, auto

from grading.rules.programmes.parts.texts import Text


class Counted(StrEnum):
    """The cells that the target of a year counts."""

    recognised = auto()  # that receive the title in that year
    carrying_out = auto()  # that carry the model out in that year: their committee has confirmed their registration


@dataclass(frozen=True, kw_only=True)
class YearTarget:
    """The target that at least `cells` cells are counted in that year."""

    year: int
    cells: int


@dataclass(frozen=True, kw_only=True)
class ShareTarget:
    """The target that more than `more_than` percent (hundredths) of all cells have had the title by the end of the year
    `by`."""

    by: int
    more_than: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A scheme of several years. `years` are its first and last year; a year may be without a target. `counts` says
    which cells the target of a year counts; the share at the end is always of the cells recognised."""

    title: Text
    source: str
    years: tuple[int, int]
    targets: tuple[YearTarget, ...] = ()
    share: ShareTarget | None = None
    counts: Counted = Counted.recognised

    def wanted(self, year: int) -> int | None:
        return next((target.cells for target in self.targets if target.year == year), None)
