"""Says one clause of a condition as a demand, in both languages: on one line, so that it reads in only one way."""

from collections.abc import Mapping

from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.cell_types import NAMES
from grading.rules.programmes.parts.conditions import Clause, Join, Looks, Operator
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.operands import Measure, Number, OutcomeOf, UnitIs
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.clause_words import (
    amount,
    both,
    compared,
    listed,
    numbered,
    other_figure,
    outcome_name,
    row_name,
    year_words,
)
from grading.rules.programmes.saying.names import GRADES, KINDS, TYPES_EN
from grading.rules.programmes.saying.printed import UNSAID

# “Đúng 0” and “trên 0” read badly.
_NONE_AND_ANY: Mapping[tuple[Operator | None, int | None], tuple[str, str]] = {
    (Operator.equal, 0): ("không có", "none"),
    (Operator.more_than, 0): ("có", "some"),
}
_DOWN = (Operator.any_at_most, Operator.number_at_most)


def said(programme: Programme, clause: Clause) -> Text:
    """Returns what the clause demands."""
    match clause.looks:
        case Looks.figure:
            return _figure(programme, clause)
        case Looks.figures:
            assert clause.value_of is not None
            name = programme.metric(clause.figure or "").name
            other = other_figure(programme, clause.value_of)
            demand = compared(clause.operator, other)
            return both(f"{name.vi} {demand.vi}", f"{name.en}: {demand.en}")
        case Looks.points:
            return _points(programme, clause)
        case Looks.grades | Looks.group_grades:
            return _grades(programme, clause)
        case Looks.outcome:
            assert clause.outcome_of is not None
            return _outcome(programme, clause.outcome_of)
        case Looks.unit:
            assert clause.unit_is is not None
            return _unit(clause.unit_is)
        case Looks.judged:
            return clause.judged or both(UNSAID, "not decided")
        case _:
            return _joined(programme, clause)


def _figure(programme: Programme, clause: Clause) -> Text:
    metric, value = programme.metric(clause.figure or ""), clause.value
    if metric.unit is MetricUnit.percent and value == 10000 and clause.operator is Operator.at_least:
        return both(f"{metric.name.vi} đạt 100%", f"{metric.name.en}: 100%")
    if words := _NONE_AND_ANY.get((clause.operator, value)):
        return both(f"{metric.name.vi}: {words[0]}", f"{metric.name.en}: {words[1]}")
    demand = compared(clause.operator, amount(programme, clause, value))
    return both(f"{metric.name.vi} {demand.vi}", f"{metric.name.en}: {demand.en}")


def _points(programme: Programme, clause: Clause) -> Text:
    assert clause.points_of is not None
    names = [row_name(programme, key) for key in clause.points_of.of]
    rows = listed(names, ", ")
    if clause.points_of.measure is Measure.none_at_zero:
        return both(f"Không tiêu chí nào của {rows.vi} được 0 điểm", f"No criterion of {rows.en} with 0 points")
    demand = compared(clause.operator, amount(programme, clause, clause.value))
    if len(names) > 1:
        return both(f"Mỗi mục ({rows.vi}) {demand.vi}", f"Each of ({rows.en}): {demand.en}")
    return both(f"{rows.vi[:1].upper()}{rows.vi[1:]} {demand.vi}", f"{rows.en[:1].upper()}{rows.en[1:]}: {demand.en}")


def _grades(programme: Programme, clause: Clause) -> Text:
    numbers = ", ".join(programme.group(key).number for key in clause.groups if _is_here(programme, key))
    whole = clause.grade is None
    what = both("nhóm", "groups") if whole else both("tiêu chí", "criteria")
    grade = _grade(programme, clause)
    match clause.operator:
        case Operator.every_at_least:
            vi, en = f"mọi {what.vi} {grade.vi}", f"all {what.en} {grade.en}"
        case Operator.any_at_most:
            vi, en = f"có {what.vi} {grade.vi}", f"some of the {what.en} {grade.en}"
        case _:
            number = _number(clause.number or Number())
            vi, en = f"{number.vi} {what.vi} {grade.vi}", f"{number.en} {what.en} {grade.en}"
    return both(f"Nhóm {numbers}: {vi}", f"Group {numbers}: {en}")


def _is_here(programme: Programme, key: str) -> bool:
    return any(group.key == key for group in programme.groups)


def _grade(programme: Programme, clause: Clause) -> Text:
    """Returns the words for a grade and better, or worse. “From … up” reads badly with the highest grade, and “from …
    down” with the lowest."""
    down = clause.operator in _DOWN
    if clause.grade is not None:
        name, end = GRADES[clause.grade], Grade.poor if down else Grade.excellent
        if clause.grade is end:
            return both(name.vi if down else f"đạt {name.vi}", f"at {name.en}")
    else:
        grades = next(group.grades for group in programme.groups if group.key in clause.groups)
        label, end_grade = clause.group_grade or "", grades[-1 if down else 0].grade
        name = both(f"loại {label}", label)
        if label == end_grade:
            return both(f"đạt {name.vi}", f"at {name.en}")
    if down:
        return both(f"từ {name.vi} trở xuống", f"at {name.en} or worse")
    return both(f"từ {name.vi} trở lên", f"at {name.en} or better")


def _number(number: Number) -> Text:
    if number.at_least is None:
        if number.at_most == 0:
            return both("không", "none of the")
        return both(f"không quá {number.at_most}", f"at most {number.at_most}")
    if number.at_most is None:
        return both(f"ít nhất {number.at_least}", f"at least {number.at_least}")
    if number.at_least == number.at_most:
        return both(f"đúng {number.at_least}", f"exactly {number.at_least}")
    return both(f"từ {number.at_least} đến {number.at_most}", f"{number.at_least} to {number.at_most}")


def _outcome(programme: Programme, asked: OutcomeOf) -> Text:
    name, years = outcome_name(programme, asked), listed((year_words(ago) for ago in asked.years_ago), ", ")
    each = both("từng năm: ", "in each of: ") if len(asked.years_ago) > 1 else both("", "")
    return both(f"{name.vi} {each.vi}{years.vi}", f"{name.en} {each.en}{years.en}")


def _unit(asked: UnitIs) -> Text:
    if asked.registered is not None:
        return both("Đã đăng ký", "Registered") if asked.registered else both("Không đăng ký", "Not registered")
    if asked.types:
        vi, en = (", ".join(names[each] for each in asked.types) for names in (NAMES, TYPES_EN))
        return both(f"Loại hình là {vi}", f"Type: {en}")
    kinds = listed((KINDS[each] for each in asked.kinds), ", ")
    return both(f"Là {kinds.vi}", f"Is {kinds.en}")


def is_pair(clause: Clause) -> bool:
    """Says whether the clause demands two figures together, which reads well without a list."""
    return clause.join is Join.all and [part.looks for part in clause.parts] == [Looks.figure] * 2


def head(clause: Clause) -> Text:
    """Returns the words before the list of what a clause joins."""
    number = len(clause.parts)
    match clause.join:
        case Join.all:
            return both(f"Đủ {number} điều kiện", f"All {number} of these")
        case Join.any:
            return both(f"Một trong {number} điều kiện", f"One of these {number}")
        case Join.no:
            return both("Không thuộc trường hợp", "Not the case")
        case _:
            return both(
                f"Ít nhất {clause.count} trong {number} điều kiện", f"At least {clause.count} of these {number}"
            )


def _joined(programme: Programme, clause: Clause) -> Text:
    parts = [said(programme, part) for part in clause.parts]
    if is_pair(clause):
        return both(f"{parts[0].vi}, đồng thời {parts[1].vi}", f"{parts[0].en}, and {parts[1].en}")
    inner = [
        both(f"[{each.vi}]", f"[{each.en}]") if part.join else each
        for part, each in zip(clause.parts, parts, strict=True)
    ]
    first, rest = head(clause), inner[0] if clause.join is Join.no else numbered(inner)
    return both(f"{first.vi}: {rest.vi}", f"{first.en}: {rest.en}")
