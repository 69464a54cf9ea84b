"""The rule for giving a title."""

from dataclasses import dataclass

from grading.rules.levels import Level
from grading.rules.programmes.parts.conditions import Condition
from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """The rule for giving a title.

    `min_each` is a percentage of each criterion's points. `model` is the model of the title (four_good,
    exemplary_cell), which is the same in the files of all issuers; it is empty in copies stored before the field
    existed. `conditions` compare figures with values, for example how many of the organisations below have the title.
    """

    title: Text
    model: str = ""
    min_total: int | None = None
    min_each: int | None = None
    requires_rating_at_least: Level | None = None
    conditions: tuple[Condition, ...] = ()
