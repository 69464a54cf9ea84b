"""How a clause of a condition stands for one unit, and what is known of a value that lies between two ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from grading.rules.figure_values import compares
from grading.rules.programmes.parts.conditions import Clause, Operator


class Standing(StrEnum):
    """The state of a condition. `unknown`: a figure or a grade is still missing. `judged`: a body decides."""

    holds = "holds"
    fails = "fails"
    unknown = "unknown"
    judged = "judged"


ORDER = (Standing.fails, Standing.unknown, Standing.judged, Standing.holds)
"""From the worst to the best. What a body judges counts as good, and what is not known may still become bad."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """How one clause stands for one unit.

    `value`, `needed` and `short_by` are hundredths of a figure, of points, of a percentage or of a number. `criteria`
    are the numbers of the criteria or groups that decide; while it is unknown, those that are open. `outcome` is the
    unit's own. `parts` are those of a joined clause, of points of several rows, or of outcomes of several years, in the
    order of the file.
    """

    is_sparse: ClassVar[bool] = True

    standing: Standing
    value: int | None = None
    needed: int | None = None
    criteria: tuple[str, ...] = ()
    outcome: str | None = None
    parts: tuple["Found", ...] = ()

    @property
    def short_by(self) -> int | None:
        return None if self.value is None or self.needed is None else abs(self.needed - self.value)


@dataclass(frozen=True, kw_only=True)
class Stood:
    """A clause with how it stands: what a reason says of it in words, once the programme is at hand."""

    clause: Clause
    found: Found


def open_leaves(clause: Clause, found: Found) -> Iterator[Stood]:
    """Yields each clause of an unknown one that is itself not known and joins no others."""
    if clause.join is None:
        if found.standing is Standing.unknown:
            yield Stood(clause=clause, found=found)
        return
    for part, under in zip(clause.parts, found.parts, strict=True):
        yield from open_leaves(part, under)


def all_of(found: Iterable[Found]) -> Found:
    parts = tuple(found)
    return Found(standing=min((each.standing for each in parts), key=ORDER.index), parts=parts)


def between(operator: Operator, least: Fraction, most: Fraction, needed: Fraction | int) -> Standing:
    """Returns how a comparison stands of a value that lies between two ends."""
    if least < needed < most and operator is Operator.equal:
        return Standing.unknown
    ends = {compares(least, operator, needed), compares(most, operator, needed)}
    if len(ends) == 2:
        return Standing.unknown
    return Standing.holds if ends == {True} else Standing.fails
