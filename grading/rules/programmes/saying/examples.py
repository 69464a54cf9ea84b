"""The examples of a programme in words, each with the outcome that the rules give it."""

from collections.abc import Iterator, Mapping

from grading.rules.programme import Programme
from grading.rules.programmes.parts.cell_types import NAMES
from grading.rules.programmes.parts.examples import Example
from grading.rules.programmes.parts.outcomes import DECLINED, NO_LEVEL, OPEN, RECOGNISED
from grading.rules.programmes.saying.names import GRADES, LEVELS
from grading.rules.programmes.saying.printed import OPTIONS, number

_OUTCOMES: Mapping[str, str] = {
    RECOGNISED: "đủ điều kiện công nhận",
    DECLINED: "không đủ điều kiện công nhận",
    NO_LEVEL: "không khớp mức nào, tập thể xem xét, quyết định",
    OPEN: "chưa đủ số liệu để xác định",
}


def example_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the examples, in Vietnamese."""
    if programme.examples:
        yield "Ví dụ (đã thử theo bộ tiêu chí này)"
    for example in programme.examples:
        yield f"    - {example.text.vi}: {_outcome(programme, example.outcome)}"
        if words := "; ".join((*_whole(programme, example), *_figures(programme, example))):
            yield f"      {words}"


def _outcome(programme: Programme, expected: str) -> str:
    return _OUTCOMES.get(expected) or programme.outcome(expected).name.vi


def _whole(programme: Programme, example: Example) -> Iterator[str]:
    """Yields what holds for the whole unit: its type, what every criterion has that is not named, rating and votes."""
    if example.type:
        yield f"chi bộ loại hình {NAMES[example.type]}"
    if example.every is not None:
        yield f"mọi tiêu chí không nêu riêng: {GRADES[example.every].vi}"
    if example.every_pct is not None:
        yield f"mọi tiêu chí không nêu riêng: {number(example.every_pct)}% điểm tối đa"
    if example.rating is not None:
        yield f"xếp loại của năm: {LEVELS[example.rating].vi}"
    if votes := example.ballot:
        said = ", ".join(
            f"{OPTIONS.get(option) or programme.outcome(option).name.vi} {count}"
            for option, count in votes.votes.items()
        )
        yield f"{votes.eligible} đảng viên được tính, phiếu: {said}"


def _figures(programme: Programme, example: Example) -> Iterator[str]:
    if example.claim is not None:
        yield f"tự đề nghị: {programme.outcome(example.claim).name.vi}"
    yield from (f"{programme.metric(key).name.vi} {number(value)}" for key, value in example.figures.items())
    yield from (
        f"tiêu chí {programme.criterion(key).number}: {GRADES[grade].vi}" for key, grade in example.grades.items()
    )
    yield from (f"tiêu chí {programme.criterion(key).number}: {number(value)}" for key, value in example.points.items())
