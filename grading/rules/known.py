"""Holds what is known of one unit when the rules of a programme work out what it reaches."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grading.rules.levels import Grade

Outcomes = Mapping[tuple[str, int], str]
"""Outcomes by what they are of (`rating`, or the model of a title) and how many years ago."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """The grades and typed points by the key of the criterion, and the figures by metric (points and figures are
    hundredths). `rating` is the level of the organisation for `year`, or None before it is decided. `claim` is the
    outcome that the unit claimed for itself, `ballot` the one that its ballot carried; None before that.

    The rest is read only by programmes whose conditions look at it: `before` are the figures of the year before,
    `outcomes` the unit's own of this and earlier years, `registered` whether it is registered for the title. Nothing
    recorded means that it is not known.
    """

    unit_kind: str = ""
    cell_type: str = ""
    grades: Mapping[str, Grade] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    before: Mapping[str, int] = field(default_factory=dict)
    year: int | None = None
    rating: str | None = None
    claim: str | None = None
    ballot: str | None = None
    outcomes: Outcomes = field(default_factory=dict)
    registered: bool | None = None
