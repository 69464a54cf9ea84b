"""Section `examples`: units with figures, points and votes, each with the outcome that the office expects."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grading.rules.levels import Grade, Level
from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class Votes:
    """The votes of an example's ballot by option, the members who count, and the option that the office expects to
    pass; None if none passes. What is not said is as large as can be: everybody came, and every paper was valid."""

    eligible: int
    all: int | None = None
    present: int | None = None
    returned: int | None = None
    valid: int | None = None
    votes: Mapping[str, int]
    passes: str | None


@dataclass(frozen=True, kw_only=True)
class PastOutcome:
    """An outcome of the unit itself: of its rating or of a title (a model), so many years ago."""

    of: str
    years_ago: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Example:
    """One unit as the office imagines it. Points and figures are hundredths; a grade for `every` criterion, or a
    percentage of its points, stands for each criterion that is not named. `claim` is what the unit claims for itself.

    `outcome` is the key of an outcome, `declined` for a title that is not given, `no_level` where no outcome's rules
    fit and the body chooses, or `open` where what the example says does not decide yet.
    """

    key: str
    text: Text
    unit: str
    type: str | None = None
    every: Grade | None = None
    every_pct: int | None = None
    grades: Mapping[str, Grade] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    figures_before: Mapping[str, int] = field(default_factory=dict)
    outcomes: tuple[PastOutcome, ...] = ()
    registered: bool | None = None
    rating: Level | None = None
    claim: str | None = None
    ballot: Votes | None = None
    outcome: str
