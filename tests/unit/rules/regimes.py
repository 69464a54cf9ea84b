"""Units that meet every demand of a regime; tests and properties change one thing in such a unit."""

from grading.rules.levels import Grade
from grading.rules.programme import Programme

_MEMBERS = {
    "members_rated": 20, "members_excellent": 4, "members_good": 16, "members_completed": 0,
    "members_not_completed": 0,
}  # fmt: skip
_TARGETS = {"targets_total": 10, "targets_met": 10}
BEST: dict[str, dict[str, int]] = {
    "r2019": {
        **_MEMBERS, **_TARGETS, "organisations_rated": 10, "organisations_good_or_better": 10,
        "organisations_completed_or_better": 10,
    },
    "r2023": {
        **_MEMBERS, **_TARGETS, "main_targets_missed": 0, "products": 3, "subordinates_total": 10,
        "subordinates_disciplined": 0, "subordinates_not_remedied": 0, "corruption_not_remedied": 0,
        "leaders_disciplined": 0, "leaders_not_remedied": 0, "collective_disciplined": 0, "conclusions_against": 0,
    },
    "demo-r2025": {
        **_MEMBERS, "tasks_total": 20, "tasks_done": 20, "tasks_on_time": 20, "tasks_late": 0, "tasks_exceeded": 10,
        "subordinates_disciplined": 0, "leaders_disciplined": 0, "shortcomings_total": 3, "shortcomings_fixed": 3,
    },
}  # fmt: skip
"""Counts by programme and metric."""


def best_of(programme: Programme) -> tuple[dict[str, Grade], dict[str, int], dict[str, int]]:
    """Returns grades, points (hundredths) and figures (hundredths)."""
    grades = {criterion.key: Grade.excellent for criterion in programme.criteria if criterion.scale == "grade"}
    points = {
        criterion.key: criterion.max_points or 0 for criterion in programme.criteria if criterion.scale == "points"
    }
    return grades, points, {key: count * 100 for key, count in BEST[programme.key].items()}
