"""Turns codes into sentences, in two languages. Services and processes use codes; only this package has the words."""

from grading.words.reasons import fault_words, reason_words
from grading.words.vocabulary import (
    grade_words,
    group_words,
    kind_words,
    layer_words,
    meeting_words,
    outcome_words,
    part_words,
    registering_words,
    role_words,
    seat_words,
    state_words,
    step_words,
    work_words,
)

__all__ = [
    "fault_words",
    "grade_words",
    "group_words",
    "kind_words",
    "layer_words",
    "meeting_words",
    "outcome_words",
    "part_words",
    "reason_words",
    "registering_words",
    "role_words",
    "seat_words",
    "state_words",
    "step_words",
    "work_words",
]
