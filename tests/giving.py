"""A programme whose points follow from figures, its rules changed one at a time, and the figures of one cell."""

from dataclasses import replace
from pathlib import Path

from grading.rules import giving
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.giving import Band, Departs, GivenBy, Giving, GivingKind
from grading.rules.programmes.reading.loading import load

OWN = load(Path("tests/programmes/own-points.yaml"))
FULL = {
    "due": 25, "present": 23, "speakers": 12, "absences": 1, "late": 2, "tasks_total": 20, "tasks_done": 18,
    "initiatives": 3, "prizes_commune": 1, "prizes_province": 1,
}  # fmt: skip
"""They give 4 + 5 + 4 + 27 + 3 points; the unity of the cell is judged, 52 at most."""
RESOLUTION = Giving(
    kind=GivingKind.bands,
    figure="attendance_pct",
    rows=(
        Band(least=9000, points=3000),
        Band(least=8000, below=9000, points=2700),
        Band(least=7000, below=8000, points=2400),
        Band(least=6000, below=7000, points=2000),
        Band(least=5000, below=6000, points=1500),
        Band(below=5000, points=1000),
    ),
)


def figures(**changed: int) -> dict[str, int]:
    """Returns the figures in hundredths, with these changes."""
    return {key: value * 100 for key, value in (FULL | changed).items()}


def under(rule: Giving, departs: Departs = Departs.never, most: int = 3000) -> Programme:
    """Returns the programme with this rule in the place of the one for attendance."""
    group = OWN.groups[0]
    first = replace(group.criteria[0], max_points=most, given_by=GivenBy(rule=rule, departs=departs))
    return replace(OWN, groups=(replace(group, criteria=(first, *group.criteria[1:])), *OWN.groups[1:]))


def points(key: str, programme: Programme = OWN, **changed: int) -> int | None:
    """Returns the points (hundredths) that the figures give this criterion."""
    return giving.given(programme, Known(figures=figures(**changed)))[key].points
