"""Codes into words. Services and processes speak in codes; only here do they become sentences, in two languages."""

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
    state_words,
    step_words,
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
    "state_words",
    "step_words",
]
