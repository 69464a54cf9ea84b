"""What is known of one unit when the rules of a programme work out what it reaches."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grading.rules.levels import Grade


@dataclass(frozen=True, kw_only=True)
class Known:
    """The grades and typed points by the key of the criterion, and the figures by metric (points and figures are
    hundredths). `rating` is the level of the organisation for `year`, or None before it is decided. `claim` is the
    outcome that the unit claimed for itself, `ballot` the one that its ballot carried; None before that."""

    unit_kind: str = ""
    grades: Mapping[str, Grade] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    year: int | None = None
    rating: str | None = None
    claim: str | None = None
    ballot: str | None = None
