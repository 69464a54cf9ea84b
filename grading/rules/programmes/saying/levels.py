"""Describes the levels of a programme in Vietnamese."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.parts.levels import LevelRule
from grading.rules.programmes.saying.conditions import condition_line
from grading.rules.programmes.saying.printed import UNSAID, number


def level_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about every level: its points, its conditions and the cases that force it."""
    if programme.levels:
        yield "Các mức xếp loại"
    for level in programme.levels:
        points = f", từ {number(level.min_points)} điểm" if level.min_points is not None else ""
        yield f"  {level.name.vi} ({level.short}{points})"
        yield from (f"    - {condition_line(programme, condition)}" for condition in level.conditions)
        yield from _vetoes(programme, level)


def _vetoes(programme: Programme, level: LevelRule) -> Iterator[str]:
    if level.vetoes:
        yield "    Thuộc mức này khi có một trong các trường hợp:"
    yield from (f"    - {condition_line(programme, veto)}" for veto in level.vetoes)
    if level.vetoes_complete is None:
        yield f"    (danh mục các trường hợp buộc xếp mức này: {UNSAID if not level.vetoes else 'chưa đủ'})"
    if level.otherwise:
        yield "    Mọi trường hợp không đạt mức nào ở trên"
