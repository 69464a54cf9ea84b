"""Figures and points in words, in both languages, as sentences about one unit say them."""

from fractions import Fraction

from grading import text
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.giving import Span
from grading.rules.programmes.parts.texts import Text
from grading.rules.rounding import half_up

LEVELS = {
    Level.EXCELLENT: Text(vi="Hoàn thành xuất sắc nhiệm vụ", en="Excellent completion of tasks"),
    Level.GOOD: Text(vi="Hoàn thành tốt nhiệm vụ", en="Good completion of tasks"),
    Level.COMPLETED: Text(vi="Hoàn thành nhiệm vụ", en="Completion of tasks"),
    Level.NOT_COMPLETED: Text(vi="Không hoàn thành nhiệm vụ", en="Tasks not completed"),
}


def valued(programme: Programme, key: str, value: Fraction, band: Span | None = None) -> Text:
    """Returns the figure with its value, rounded half up as papers do, but never out of the row that holds it."""
    name, shown = programme.metric(key).name, _shown(_rounded(value, band), _unit(programme, key))
    return Text(vi=f"{name.vi} {shown.vi}", en=f"{name.en} {shown.en}")


def share_words(programme: Programme | None, key: str, value: Fraction) -> Text:
    """Returns a value without the name of its figure; with its unit where the programme is given."""
    return _shown(_rounded(value, None), _unit(programme, key) if programme else "")


def points_words(points: int | None) -> Text:
    value = points or 0
    noun = "point" if value == 100 else "points"
    return Text(vi=f"{text.hundredths(value)} điểm", en=f"{text.hundredths(value, 'en')} {noun}")


def _shown(value: int, unit: str) -> Text:
    return Text(vi=text.hundredths(value) + unit, en=text.hundredths(value, "en") + unit)


def _rounded(value: Fraction, band: Span | None) -> int:
    rounded = half_up(value)
    if band is None or band.holds(Fraction(rounded)):
        return rounded
    return next((each for each in (int(value // 1), int(-(-value // 1))) if band.holds(Fraction(each))), rounded)


def _unit(programme: Programme, key: str) -> str:
    return "%" if programme.metric(key).unit is MetricUnit.percent else ""
