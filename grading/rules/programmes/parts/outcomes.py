"""The outcomes of a programme, levels of a rating or degrees of a title alike. Points are whole hundredths."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.levels import Level
from grading.rules.programmes.parts.conditions import Condition
from grading.rules.programmes.parts.texts import Text

RECOGNISED = "recognised"
"""The key of the one outcome of a title whose file names no outcomes."""
DECLINED = "declined"
"""The key that every title has for what is not given."""
TITLES = (RECOGNISED, DECLINED)
"""What an imported result says of a title, whatever outcomes its programme named."""
OPEN, NO_LEVEL = "open", "no_level"
"""What an example expects where something is missing, and where no outcome fits."""
RESERVED = (DECLINED, OPEN, NO_LEVEL, "for", "against", Level.NOT_RATED.value)
"""The words that no table may use as the key of an outcome of its own."""


class NotAbove(StrEnum):
    """What an outcome is never above: what the unit claimed for itself, or what its ballot carried."""

    claim = "claim"
    ballot = "ballot"


class Unmet(StrEnum):
    """What happens where points reach an outcome and its conditions do not hold: the next lower outcome whose
    conditions do, or the body decides."""

    next_lower = "next_lower"
    body_decides = "body_decides"


@dataclass(frozen=True, kw_only=True)
class MinEach:
    """The least share of each criterion's maximum: of all criteria, or only of those named or in the groups named.
    `pct` is None while the issuer has not given it."""

    pct: int | None
    groups: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutcomeRule:
    """The rule for reaching one outcome. The outcomes of a programme stand highest first.

    `counts_as` is the legal level that a level of a rating counts as. `within` is the lower outcome of which this one
    is a narrower degree: who has this one has that one too. `min_pct` is a share of the total of points. `vetoes` are
    the cases that force this outcome, whatever else holds; `caps` those in which a unit gets at most this outcome.
    `otherwise` marks the outcome of every unit that reaches no other. `unset` names the demands that the issuer has yet
    to give.
    """

    key: str
    name: Text
    short: str
    counts_as: Level | None = None
    within: str | None = None
    min_points: int | None = None
    min_pct: int | None = None
    min_each: tuple[MinEach, ...] = ()
    requires_rating_at_least: Level | None = None
    conditions: tuple[Condition, ...] = ()
    vetoes: tuple[Condition, ...] = ()
    vetoes_complete: bool | None = True
    caps: tuple[Condition, ...] = ()
    otherwise: bool = False
    unset: tuple[str, ...] = ()
