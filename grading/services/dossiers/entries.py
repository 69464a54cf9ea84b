"""What somebody typed for one criterion, and what of it the criterion does not take."""

from collections.abc import Iterator
from dataclasses import dataclass

from grading.rules.levels import Grade
from grading.rules.programmes.parts.criteria import Criterion
from grading.text import nfc
from workflows import Reason

MAX_WORDS = 4000
MAX_LINES = 60
"""About one page of the report. A text of thousands of lines would block printing for everybody else."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The entry typed for one criterion: a grade or points (hundredths), words, and the version on the form."""

    grade: Grade | None = None
    points: int | None = None
    words: str = ""
    version: int = 0


def entry_faults(criterion: Criterion, entry: Entry, *, is_waived: bool = False) -> Iterator[Reason]:
    """Yields why the criterion does not take the entry. `is_waived`: it does not apply to the unit."""
    number = {"criterion": criterion.number}
    if is_waived and entry.points is not None:
        yield Reason(code="points_waived", params=number)
    elif entry.points is not None and not criterion.is_typed:
        yield Reason(code="points_given", params=number)
    elif entry.points is not None:
        yield from _range_faults(criterion, entry.points)
    if len(nfc(entry.words)) > MAX_WORDS:
        yield Reason(code="words_long", params={"criterion": criterion.number, "max": MAX_WORDS})
    if entry.words.count("\n") >= MAX_LINES:
        yield Reason(code="words_lines", params={"criterion": criterion.number, "max": MAX_LINES})
    if entry.points is not None if criterion.scale == "grade" else entry.grade is not None:
        yield Reason(code="wrong_scale", params=number)


def _range_faults(criterion: Criterion, points: int) -> Iterator[Reason]:
    """Yields the one thing that is wrong with the points: an option, the ends of the range, or the step."""
    number = criterion.number
    most, typed = -criterion.fewest if criterion.takes_off else criterion.max_points, criterion.typed
    if criterion.takes(points):
        return
    if typed is not None and typed.options:
        allowed = tuple(abs(each.points) for each in typed.options)
        yield Reason(code="points_options", params={"criterion": number, "value": points, "points": allowed})
    elif most is not None and points > most:
        yield Reason(code="points_max", params={"criterion": number, "value": points, "max": most})
    elif points < criterion.fewest:
        yield Reason(code="points_least", params={"criterion": number, "value": points, "least": criterion.fewest})
    elif typed is not None and typed.step is not None:
        yield Reason(code="points_step", params={"criterion": number, "value": points, "step": typed.step})
