"""Section `plan`: how many cells a scheme of several years wants to have the title, year by year and at its end."""

from dataclasses import dataclass

from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class YearTarget:
    """At least `cells` cells that receive the title in that year."""

    year: int
    cells: int


@dataclass(frozen=True, kw_only=True)
class ShareTarget:
    """More than `more_than` percent (hundredths) of all cells have had the title by the end of that year."""

    by: int
    more_than: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`years`: first and last year of the scheme; years without a target of their own are shown without one."""

    title: Text
    source: str
    years: tuple[int, int]
    targets: tuple[YearTarget, ...] = ()
    share: ShareTarget | None = None

    def wanted(self, year: int) -> int | None:
        return next((target.cells for target in self.targets if target.year == year), None)
