"""The levels and their demands. Points are whole hundredths."""

from dataclasses import dataclass

from grading.rules.levels import Level
from grading.rules.programmes.parts.conditions import Condition
from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class LevelRule:
    """The rule for reaching a level. `vetoes` are the cases that force this level, whatever else holds. `otherwise`
    marks the level of every unit that reaches no other level."""

    code: Level
    name: Text
    short: str
    min_points: int | None = None
    conditions: tuple[Condition, ...] = ()
    vetoes: tuple[Condition, ...] = ()
    vetoes_complete: bool | None = True
    otherwise: bool = False
