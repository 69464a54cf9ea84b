"""The words of which demands and findings of clauses are made, in both languages."""

from collections.abc import Iterable, Mapping

from grading import text
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Operator
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.operands import RATING, TOTAL, Measure, OtherFigure, OutcomeOf, Year
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.names import LEVELS
from grading.rules.programmes.saying.printed import UNSAID

Phrases = Mapping[Operator, tuple[str, str]]
_OPERATORS: Phrases = {
    Operator.at_least: ("từ {} trở lên", "at least {}"),
    Operator.more_than: ("trên {}", "more than {}"),
    Operator.equal: ("đúng {}", "exactly {}"),
    Operator.at_most: ("không quá {}", "at most {}"),
    Operator.less_than: ("dưới {}", "less than {}"),
}


def both(vi: str, en: str) -> Text:
    return Text(vi=vi, en=en)


def listed(parts: Iterable[Text], separator: str = "; ") -> Text:
    """Returns the texts one after another."""
    texts = list(parts)
    return both(separator.join(each.vi for each in texts), separator.join(each.en for each in texts))


def numbered(parts: Iterable[Text], separator: str = "; ") -> Text:
    """Returns the texts one after another with their numbers."""
    texts = enumerate(parts, 1)
    return listed((both(f"({number}) {each.vi}", f"({number}) {each.en}") for number, each in texts), separator)


def amount(programme: Programme, clause: Clause, value: int | None) -> Text:
    """Returns a value of the clause's figure or points with its unit."""
    if value is None:
        return both(UNSAID, "not decided")
    vi, en = text.hundredths(value), text.hundredths(value, "en")
    if clause.points_of is not None:
        if clause.points_of.measure is Measure.percent:
            return both(f"{vi}% điểm tối đa", f"{en}% of the maximum")
        return both(f"{vi} điểm", f"{en} {'point' if value == 100 else 'points'}")
    percent = "%" if clause.figure and programme.metric(clause.figure).unit is MetricUnit.percent else ""
    return both(vi + percent, en + percent)


def compared(operator: Operator | None, value: Text) -> Text:
    """Returns the comparison with a value that is already in words."""
    vi, en = _OPERATORS[operator or Operator.equal]
    return both(vi.format(value.vi), en.format(value.en))


def other_figure(programme: Programme, other: OtherFigure) -> Text:
    """Returns the words for the figure that another is compared with: its year, its share, and what is added."""
    name, last = programme.metric(other.figure).name, other.year is Year.last
    vi = f"“{name.vi}”{' của năm trước' if last else ''}"
    en = f"“{name.en}”{' of the year before' if last else ''}"
    if other.times != 10000:
        times_vi, times_en = text.hundredths(other.times), text.hundredths(other.times, "en")
        vi, en = f"{times_vi}% {vi}", f"{times_en}% of {en}"
    if other.plus:
        plus_vi, plus_en = text.hundredths(other.plus), text.hundredths(other.plus, "en")
        vi, en = f"{vi} cộng {plus_vi}", f"{en} plus {plus_en}"
    return both(vi, en)


def row_name(programme: Programme, key: str) -> Text:
    """Returns the words for the total, a group or a criterion by its number. A row that the type of cell has not keeps
    its key."""
    if key == TOTAL:
        return both("tổng điểm", "the total")
    for group in programme.groups:
        if group.key == key:
            return both(f"nhóm {group.number}", f"group {group.number}")
        if number := next((each.number for each in group.criteria if each.key == key), None):
            return both(f"tiêu chí {number}", f"criterion {number}")
    return both(key, key)


def year_words(ago: int) -> Text:
    if ago == 0:
        return both("năm nay", "this year")
    return both("năm trước", "last year") if ago == 1 else both(f"{ago} năm trước", f"{ago} years ago")


def outcome_name(programme: Programme, asked: OutcomeOf) -> Text:
    """Returns the words for the outcome that is asked for, without the year. Only its own title has a name here."""
    if asked.of != RATING:
        title = programme.recognition.title if programme.recognition and asked.of == programme.model else None
        name = title or both(asked.of, asked.of)
        return both(f"Được công nhận danh hiệu “{name.vi}”", f"Received the title “{name.en}”")
    level = LEVELS[Level(asked.at_least)]
    if asked.at_least == Level.EXCELLENT:
        return both(f"Được xếp loại “{level.vi}”", f"Rated “{level.en}”")
    return both(f"Được xếp loại từ “{level.vi}” trở lên", f"Rated “{level.en}” or better")
