"""The examples of a programme in words, each with the outcome that the rules give it."""

from collections.abc import Iterator, Mapping

from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.examples import Example, Expected
from grading.rules.programmes.saying.printed import number

_OUTCOMES: Mapping[Expected, str] = {
    Expected.recognised: "đủ điều kiện công nhận",
    Expected.declined: "không đủ điều kiện công nhận",
    Expected.no_level: "không khớp mức nào, tập thể xem xét, quyết định",
    Expected.open: "chưa đủ số liệu để xác định",
}


def example_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the examples, in Vietnamese."""
    if programme.examples:
        yield "Ví dụ (đã thử theo bộ tiêu chí này)"
    for example in programme.examples:
        yield f"    - {example.text.vi}: {_outcome(programme, example.outcome)}"
        if words := "; ".join(_figures(programme, example)):
            yield f"      {words}"


def _outcome(programme: Programme, expected: Expected) -> str:
    return _OUTCOMES.get(expected) or programme.level(Level(expected.value)).name.vi


def _figures(programme: Programme, example: Example) -> Iterator[str]:
    yield from (f"{programme.metric(key).name.vi} {number(value)}" for key, value in example.figures.items())
    yield from (f"tiêu chí {programme.criterion(key).number}: {number(value)}" for key, value in example.points.items())
