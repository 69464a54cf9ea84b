"""Says in few words what was found for a clause, in both languages: a value, an outcome, how many of a list hold."""

from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Join, Looks
from grading.rules.programmes.parts.operands import RATING, RECOGNISED
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.clause_words import amount, both, listed
from grading.rules.programmes.saying.clauses import said
from grading.rules.programmes.saying.lacking import lacking
from grading.rules.programmes.saying.names import LEVELS
from grading.rules.standings import Found, Standing, Stood

_GOOD = (Standing.holds, Standing.judged)
_NOTHING = both("Chưa có", "None yet")
_TITLES = {RECOGNISED: both("Được công nhận", "Received")}


def demand_said(programme: Programme, clause: Clause, sentence: Text | None) -> Text:
    """Returns what the clause demands: in its own sentence where it has one."""
    return sentence or said(programme, clause)


def stood_said(programme: Programme, value: Stood | Clause) -> Text:
    """Returns what a clause lacks, or what it demands, for the middle of a sentence."""
    if isinstance(value, Stood):
        return lacking(programme, value.clause, value.found)
    demand = said(programme, value)
    return both(demand.vi[:1].lower() + demand.vi[1:], demand.en[:1].lower() + demand.en[1:])


def found_said(programme: Programme, clause: Clause, found: Found) -> Text:
    """Returns what was found; empty where the standing alone says it."""
    if clause.looks is Looks.joined and clause.join is not Join.no:
        good = sum(part.standing in _GOOD for part in found.parts)
        number = len(found.parts)
        return both(f"Đạt {good} trong {number} điều kiện", f"{good} of {number} hold")
    if clause.looks is Looks.joined:
        return found_said(programme, clause.parts[0], found.parts[0])
    if clause.looks is Looks.outcome:
        return listed(_outcome(clause, row) for row in found.parts or (found,))
    rows = [row for row in found.parts or (found,) if row.value is not None]
    if rows:
        return listed(amount(programme, clause, row.value) for row in rows)
    if found.criteria:
        numbers = ", ".join(found.criteria)
        what = both("Nhóm", "Groups") if clause.group_grade else both("Tiêu chí", "Criteria")
        return both(f"{what.vi} {numbers}", f"{what.en} {numbers}")
    return both("", "") if found.standing is not Standing.unknown else _NOTHING


def _outcome(clause: Clause, found: Found) -> Text:
    if found.outcome is None or clause.outcome_of is None:
        return _NOTHING
    if clause.outcome_of.of == RATING:
        return LEVELS.get(found.outcome, _NOTHING)
    return _TITLES.get(found.outcome, both("Không được công nhận", "Not received"))
