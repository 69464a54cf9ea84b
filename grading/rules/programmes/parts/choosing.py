"""The points that a person may choose for a criterion: options with their names, or steps."""

from dataclasses import dataclass

from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class Option:
    """Points (hundredths) that may be chosen, and what they stand for, if the table says it."""

    points: int
    name: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """Either `options`, the only points that may be chosen, or the equal `step` between those that may be typed."""

    options: tuple[Option, ...] = ()
    step: int | None = None
