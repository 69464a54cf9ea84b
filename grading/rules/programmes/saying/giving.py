"""Prints the rules by which figures give points, in Vietnamese, as the paper of an office would say them."""

from collections.abc import Iterator
from fractions import Fraction

from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.cell_types import NAMES, CellType
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.giving import Band, Counter, Departs, Direction, Giving, GivingKind, Span
from grading.rules.programmes.saying.ends import ends
from grading.rules.programmes.saying.printed import number
from grading.rules.programmes.saying.values import LEVELS, share_words

_DEPARTS = {
    Departs.with_reason: "Được chấm điểm khác khi có nêu lý do",
    Departs.never: "Không ai chấm điểm khác",
}


def giving_lines(programme: Programme, criterion: Criterion) -> Iterator[str]:
    """Yields the lines below a criterion that say how its points follow from figures; none for a typed criterion."""
    if criterion.given_by is None:
        return
    for line in _rule(programme, criterion.given_by.rule, criterion.fewest):
        yield f"      {line}"
    yield f"      {_DEPARTS[criterion.given_by.departs]}"


def _rule(programme: Programme, rule: Giving, least: int) -> Iterator[str]:
    match rule.kind:
        case GivingKind.bands:
            yield from _bands(programme, rule)
        case GivingKind.each:
            yield _each(programme, rule)
        case GivingKind.proportion:
            yield _proportion(programme, rule)
        case GivingKind.steps:
            yield from _steps(programme, rule)
        case GivingKind.by_level:
            yield "Theo mức xếp loại của năm:"
            yield from (f"  {LEVELS[Level(key)].vi}: {number(points)} điểm" for key, points in rule.levels.items())
        case GivingKind.taken_off:
            yield from _taken_off(programme, rule, least)
        case _:
            yield from _joined(programme, rule, least)


def _taken_off(programme: Programme, rule: Giving, least: int) -> Iterator[str]:
    yield f"Từ {_full(rule)}, trừ (không dưới {number(least)}):"
    for counter in rule.counters:
        yield from (f"  {line}" for line in _counter(programme, counter))


def _joined(programme: Programme, rule: Giving, least: int) -> Iterator[str]:
    yield _joining(rule)
    for part in rule.parts:
        lines = list(_rule(programme, part, least))
        yield f"  - {lines[0]}"
        yield from (f"    {line}" for line in lines[1:])


def _bands(programme: Programme, rule: Giving) -> Iterator[str]:
    yield f"Theo số liệu “{_name(programme, rule.figure)}”:"
    yield from _rows(programme, rule, rule.rows)
    for case in rule.cases:
        types = "; ".join(NAMES[CellType(each)] for each in case.types)
        yield f"  {types or f'“{_name(programme, rule.by)}” {_row(programme, rule.by, case)}'}:"
        yield from (f"  {line}" for line in _rows(programme, rule, case.rows))


def _rows(programme: Programme, rule: Giving, rows: tuple[Band, ...]) -> Iterator[str]:
    return (f"  {_row(programme, rule.figure, row)}: {number(row.points)} điểm" for row in rows)


def _steps(programme: Programme, rule: Giving) -> Iterator[str]:
    """Yields the base, the steps and what lies before the floor. A step that is not whole does not count."""
    is_down = rule.direction is Direction.down
    start = _row(programme, rule.figure, _base_of(rule, is_down=is_down))
    step = _row(programme, rule.figure, Span(below=rule.start) if is_down else Span(above=rule.start))
    most = "điểm tối đa của tiêu chí" if rule.most is None else f"{number(rule.most)} điểm"
    unit = share_words(programme, rule.figure or "", Fraction(rule.step)).vi
    yield f"Theo số liệu “{_name(programme, rule.figure)}”:"
    yield f"  {start}: {number(rule.base)} điểm"
    yield (
        f"  {step}: cứ {'giảm' if is_down else 'thêm'} đủ {unit} được cộng {number(rule.points)} điểm, "
        f"phần lẻ không tính, nhiều nhất {most}"
    )
    if rule.floor is not None:
        before = Span(above=rule.floor) if is_down else Span(below=rule.floor)
        yield f"  {_row(programme, rule.figure, before)}: {number(rule.below)} điểm"


def _base_of(rule: Giving, *, is_down: bool) -> Span:
    return Span(least=rule.start, most=rule.floor) if is_down else Span(least=rule.floor, most=rule.start)


def _name(programme: Programme, key: str | None) -> str:
    return programme.metric(key or "").name.vi


def _row(programme: Programme, key: str | None, row: Span) -> str:
    return ends(row, programme.metric(key or "")).vi


def _full(rule: Giving) -> str:
    return "điểm tối đa" if rule.points is None else f"{number(rule.points)} điểm"


def _each(programme: Programme, rule: Giving) -> str:
    most = "điểm tối đa của tiêu chí" if rule.most is None else f"{number(rule.most)} điểm"
    return f"{_for_each(programme, rule.figure, 'được', rule.points, rule.after)}, nhiều nhất {most}"


def _for_each(programme: Programme, key: str | None, verb: str, points: int | None, after: int) -> str:
    """Returns the words for so many points for each, from the first that counts."""
    free = f", tính từ số thứ {number(after + 100)}" if after else ""
    return f"“{_name(programme, key)}”: cứ 1 {verb} {number(points)} điểm{free}"


def _proportion(programme: Programme, rule: Giving) -> str:
    share = f"“{_name(programme, rule.figure)}” chia “{_name(programme, rule.of)}”"
    return f"{share}, nhân {_full(rule)}; không có gì để chia: {number(rule.of_none)} điểm"


def _counter(programme: Programme, counter: Counter) -> Iterator[str]:
    name = _name(programme, counter.figure)
    if counter.each is not None:
        yield _for_each(programme, counter.figure, "trừ", counter.each, counter.after)
    yield from (
        f"“{name}” {_row(programme, counter.figure, row)}: trừ {number(row.points)} điểm" for row in counter.rows
    )
    if counter.all_from is not None:
        yield f"“{name}” từ {number(counter.all_from)} trở lên: hết điểm"


def _joining(rule: Giving) -> str:
    if rule.kind is GivingKind.highest_of:
        return "Chỉ tính mức cao nhất trong:"
    least = f", ít nhất {number(rule.least)} điểm" if rule.least is not None else ""
    most = f", nhiều nhất {number(rule.most)} điểm" if rule.most is not None else ""
    return f"Cộng lại{least}{most}:"
