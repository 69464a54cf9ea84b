"""Programmes with changed outcomes, for tests."""

from dataclasses import replace
from typing import Any

from grading.rules.programme import Programme


def changed(programme: Programme, key: str, **changes: Any) -> Programme:
    """Returns the programme with another rule for one outcome."""
    outcomes = tuple(replace(rule, **changes) if rule.key == key else rule for rule in programme.outcomes)
    return replace(programme, outcomes=outcomes)


def asking(programme: Programme, **changes: Any) -> Programme:
    """Returns the programme whose title asks for something else."""
    return changed(programme, programme.plain, **changes)
