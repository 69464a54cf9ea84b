"""Says the smallest things that stand between a unit and one condition: what is missing, and by how much."""

from collections.abc import Iterable, Sequence

from grading import text
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Join, Looks, Operator
from grading.rules.programmes.parts.operands import RATING, Measure
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
from grading.rules.programmes.saying.clauses import said
from grading.rules.programmes.saying.names import LEVELS
from grading.rules.standings import Found, Standing


def lacking(programme: Programme, clause: Clause, found: Found) -> Text:
    """Returns what is in the way of a clause that fails, or what is not known of one that is open."""
    match clause.looks:
        case Looks.figure | Looks.figures:
            return _figure(programme, clause, found)
        case Looks.points:
            return _points(programme, clause, found)
        case Looks.grades | Looks.group_grades:
            return _grades(programme, clause, found)
        case Looks.outcome:
            return _outcome(programme, clause, found)
        case Looks.joined:
            return _joined(programme, clause, found)
        case _:
            demand = said(programme, clause)
            if found.standing is Standing.unknown:
                return both(f"chưa rõ: {demand.vi}", f"not known: {demand.en}")
            return both(f"chưa đạt: {demand.vi}", f"not met: {demand.en}")


def _figure(programme: Programme, clause: Clause, found: Found) -> Text:
    name = programme.metric(clause.figure or "").name
    if clause.value_of is not None and found.needed is None:
        other = other_figure(programme, clause.value_of)
        return both(f"chưa có số liệu {other.vi}", f"no figure yet: {other.en}")
    if found.needed is None:
        return both(f"chưa quy định ngưỡng của “{name.vi}”", f"no threshold yet of “{name.en}”")
    if found.value is None:
        return both(f"chưa có số liệu “{name.vi}”", f"no figure yet: “{name.en}”")
    subject = both(f"“{name.vi}”", f"“{name.en}”")
    return _measured(programme, clause, found, subject)


def _measured(programme: Programme, clause: Clause, found: Found, subject: Text) -> Text:
    """Returns the value, the demand, and by how much the value is below or above it."""
    value, needed = found.value or 0, found.needed or 0
    has, demand = amount(programme, clause, value), compared(clause.operator, amount(programme, clause, needed))
    by = both("", "")
    if value != needed:
        vi, en = text.hundredths(abs(needed - value)), text.hundredths(abs(needed - value), "en")
        by = both(f" (thiếu {vi})", f" ({en} short)") if value < needed else both(f" (vượt {vi})", f" ({en} over)")
    return both(
        f"{subject.vi} là {has.vi}, yêu cầu {demand.vi}{by.vi}", f"{subject.en} is {has.en}, {demand.en} needed{by.en}"
    )


def _points(programme: Programme, clause: Clause, found: Found) -> Text:
    assert clause.points_of is not None
    open_rows = ", ".join(found.criteria)
    if clause.points_of.measure is Measure.none_at_zero:
        if found.standing is Standing.unknown:
            return both(f"chưa có điểm tiêu chí {open_rows}", f"no points yet: criteria {open_rows}")
        return both(f"tiêu chí {open_rows} được 0 điểm", f"0 points: criteria {open_rows}")
    rows = found.parts or (found,)
    names = [row_name(programme, key) for key in clause.points_of.of]
    against = [(name, row) for name, row in zip(names, rows, strict=True) if row.standing is found.standing]
    return listed(_row(programme, clause, row, name) for name, row in against)


def _row(programme: Programme, clause: Clause, found: Found, name: Text) -> Text:
    if found.value is None:
        return both(f"chưa quy định ngưỡng hoặc điểm tối đa của {name.vi}", f"no threshold or maximum yet of {name.en}")
    measured = _measured(programme, clause, found, name)
    if found.standing is Standing.unknown:
        open_rows = ", ".join(found.criteria)
        return both(f"{measured.vi}; chưa có điểm tiêu chí {open_rows}", f"{measured.en}; no points yet: {open_rows}")
    return measured


def _grades(programme: Programme, clause: Clause, found: Found) -> Text:
    whole, numbers = clause.grade is None, ", ".join(found.criteria)
    what = both("nhóm", "groups") if whole else both("tiêu chí", "criteria")
    demand = said(programme, clause)
    if found.standing is Standing.unknown:
        return both(f"{demand.vi}; chưa rõ {what.vi} {numbers}", f"{demand.en}; not known yet: {what.en} {numbers}")
    if clause.operator is Operator.every_at_least:
        return both(f"{demand.vi}; chưa đạt: {numbers}", f"{demand.en}; below it: {numbers}")
    here = f" ({numbers})" if numbers else ""
    number = (found.value or 0) // 100 if clause.number is not None else 0
    return both(f"{demand.vi}; hiện có {number}{here}", f"{demand.en}; there are {number}{here}")


def _outcome(programme: Programme, clause: Clause, found: Found) -> Text:
    asked = clause.outcome_of
    assert asked is not None
    years, rows = [year_words(ago) for ago in asked.years_ago], found.parts or (found,)
    against = [(year, row) for year, row in zip(years, rows, strict=True) if row.standing is found.standing]
    name = outcome_name(programme, asked)
    if found.standing is Standing.unknown:
        open_years = listed((year for year, _row in against), ", ")
        return both(f"{name.vi}: chưa có kết quả {open_years.vi}", f"{name.en}: no result of {open_years.en}")
    results = listed((_result(asked.of, year, row.outcome) for year, row in against), ", ")
    return both(f"{name.vi}; kết quả {results.vi}", f"{name.en}; result {results.en}")


def _result(of: str, year: Text, outcome: str | None) -> Text:
    none = both("không được công nhận", "not received")
    level = LEVELS.get(outcome or "", none) if of == RATING else none
    return both(f"{year.vi}: {level.vi}", f"{year.en}: {level.en}")


def _joined(programme: Programme, clause: Clause, found: Found) -> Text:
    pairs = list(zip(clause.parts, found.parts, strict=True))
    if clause.join is Join.no:
        part, under = pairs[0]
        if found.standing is Standing.unknown:
            return lacking(programme, part, under)
        demand = said(programme, part)
        return both(f"thuộc trường hợp phải loại trừ: {demand.vi}", f"excluded, and yet the case: {demand.en}")
    if clause.join is Join.all:
        return listed(_each(programme, (pair for pair in pairs if pair[1].standing is found.standing)))
    return _chosen(programme, clause, pairs)


def _chosen(programme: Programme, clause: Clause, pairs: Sequence[tuple[Clause, Found]]) -> Text:
    """Returns how many of a list hold, how many more are needed, and what is in the way of each of the others."""
    against = [pair for pair in pairs if pair[1].standing in (Standing.fails, Standing.unknown)]
    number, good = len(pairs), len(pairs) - len(against)
    more = (1 if clause.join is Join.any else clause.count or 1) - good
    rest = numbered(_each(programme, against))
    return both(
        f"mới đạt {good} trong {number} điều kiện, còn thiếu {more}: {rest.vi}",
        f"{good} of {number} hold, {more} more needed: {rest.en}",
    )


def _each(programme: Programme, pairs: Iterable[tuple[Clause, Found]]) -> Iterable[Text]:
    for clause, found in pairs:
        words = lacking(programme, clause, found)
        yield both(f"[{words.vi}]", f"[{words.en}]") if clause.join else words
