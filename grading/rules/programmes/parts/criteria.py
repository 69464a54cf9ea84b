"""What is assessed: groups of criteria, each on the four grades or by points."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.programmes.parts.texts import Text


class Scale(StrEnum):
    """How a criterion is assessed: on the four grades, or by points."""

    grade = "grade"
    points = "points"


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One row that is assessed. `max_points` is None on the grade scale, and while the issuer has not given it."""

    key: str
    number: str
    text: Text
    scale: Scale
    max_points: int | None = None
    evidence_min: int = 0
    figures: tuple[str, ...] = ()
    applies_to_types: tuple[str, ...] = ()

    def concerns(self, cell_type: str) -> bool:
        """Whether a cell of this type is assessed by it; without a list every cell is."""
        return not self.applies_to_types or cell_type in self.applies_to_types


@dataclass(frozen=True, kw_only=True)
class Group:
    """Criteria that belong together; one page of the self-assessment. `max_points` is what they add up to, where the
    regime fixes it."""

    key: str
    number: str
    text: Text
    criteria: tuple[Criterion, ...]
    max_points: int | None = None
