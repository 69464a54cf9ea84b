"""When a title is given."""

from dataclasses import dataclass

from grading.rules.levels import Level
from grading.rules.programmes.parts.levels import Condition
from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """When a title is given. `min_each` is a percentage of each criterion's points. `model` is what the title is of
    (four_good, exemplary_cell), one and the same in the files of all issuers; empty in copies stored before it was.
    `conditions` are figures against values: how many of the organisations below have the title, say."""

    title: Text
    model: str = ""
    min_total: int | None = None
    min_each: int | None = None
    requires_rating_at_least: Level | None = None
    conditions: tuple[Condition, ...] = ()
