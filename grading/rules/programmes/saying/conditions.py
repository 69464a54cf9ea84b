"""Describes a condition in Vietnamese: its demand, the units that it applies to, its exception and its source."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Condition, Join
from grading.rules.programmes.saying.clauses import head, is_pair, said


def nested_lines(programme: Programme, condition: Condition) -> Iterator[str]:
    """Yields the condition as one item of the list below a level or a title."""
    first, *rest = condition_lines(programme, condition)
    yield f"    - {first}"
    yield from (f"      {line}" for line in rest)


def condition_lines(programme: Programme, condition: Condition) -> Iterator[str]:
    """Yields a line with the condition's demand, the units that it applies to, and its source. What a demand joins
    follows, one part a line, and further in by its depth."""
    own = f"“{condition.sentence.vi}”: " if condition.sentence else ""
    except_ = f", trừ {condition.unless.vi}" if condition.unless else ""
    first, *rest = _lines(programme, condition)
    colon = ":" if rest else ""
    yield f"{_whom(condition)}{own}{first.removesuffix(':')}{except_} ({condition.source}){colon}"
    yield from rest


def _lines(programme: Programme, clause: Clause) -> Iterator[str]:
    is_short = clause.join is Join.no and clause.parts[0].join is None
    if clause.join is None or is_pair(clause) or is_short:
        yield said(programme, clause).vi
        return
    yield f"{head(clause).vi}:"
    for part in clause.parts:
        first, *rest = _lines(programme, part)
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)


def _whom(condition: Condition) -> str:
    """Returns the words for a condition that applies only to cells or only to committees; empty for the others."""
    kinds = {kind.partition("_")[0] for kind in condition.applies_to}
    return {frozenset({"cell"}): "Chi bộ: ", frozenset({"committee"}): "Đảng bộ: "}.get(frozenset(kinds), "")
