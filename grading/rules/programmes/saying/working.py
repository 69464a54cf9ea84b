"""Says in one sentence how figures came to the points of a criterion, in both languages, for pages and papers."""

from collections.abc import Iterable
from fractions import Fraction

from grading import text
from grading.rules.giving import Given, Taken, Working
from grading.rules.programme import Programme
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.giving import Band, GivingKind
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.ends import ends


def working_sentence(programme: Programme, found: Given) -> Text:
    """Returns the sentence: figure, value, row or count, points. Without points it says what figures are missing, or
    which value no row holds."""
    if found.missing:
        return _missing(programme, found.missing)
    if found.working.outside:
        return _outside(programme, found.working.outside)
    said = _said(programme, found.working)
    return Text(vi=_sentence(said.vi), en=_sentence(said.en))


def _missing(programme: Programme, keys: Iterable[str]) -> Text:
    names = [programme.metric(key).name for key in keys]
    vi, en = "; ".join(name.vi for name in names), "; ".join(name.en for name in names)
    return Text(vi=f"Chưa có điểm: còn thiếu số liệu {vi}.", en=f"No points yet: missing figures: {en}.")


def _outside(programme: Programme, outside: Iterable[tuple[str, Fraction]]) -> Text:
    said = [_valued(programme, key, value) for key, value in outside]
    vi, en = "; ".join(each.vi for each in said), "; ".join(each.en for each in said)
    return Text(vi=f"Chưa có điểm: không dòng nào của bảng dành cho {vi}.", en=f"No points: no row is for {en}.")


def _said(programme: Programme, working: Working) -> Text:
    rule = working.rule
    match rule.kind:
        case GivingKind.bands:
            return _banded(programme, working)
        case GivingKind.each:
            return _each(programme, working)
        case GivingKind.proportion:
            return _proportion(programme, working)
        case GivingKind.taken_off:
            return _left(programme, working)
        case _:
            parts = [_said(programme, part) for part in working.parts]
            vi, en = "; ".join(part.vi for part in parts), "; ".join(part.en for part in parts)
            points = _points(working.points)
            if rule.kind is GivingKind.highest_of:
                return Text(vi=f"{vi}; chỉ tính mức cao nhất: {points.vi}", en=f"{en}; only the highest: {points.en}")
            return Text(vi=f"{vi}; cộng lại: {points.vi}", en=f"{en}; together: {points.en}")


def _banded(programme: Programme, working: Working) -> Text:
    key, band = working.rule.figure or "", working.band
    assert band is not None
    said = _valued(programme, key, working.value or Fraction(0), band)
    row, points = ends(band, programme.metric(key)), _points(working.points)
    return Text(vi=f"{said.vi}: {row.vi} được {points.vi}", en=f"{said.en}: {row.en} gives {points.en}")


def _each(programme: Programme, working: Working) -> Text:
    rule = working.rule
    said = _valued(programme, rule.figure or "", working.value or Fraction(0))
    one, most, points = _points(rule.points), _points(working.most), _points(working.points)
    free = Text(vi="", en="")
    if rule.after:
        after = Text(vi=text.hundredths(rule.after), en=text.hundredths(rule.after, "en"))
        free = Text(vi=f", không tính {after.vi} đầu", en=f", the first {after.en} not counted")
    return Text(
        vi=f"{said.vi}: cứ 1 được {one.vi}{free.vi}, nhiều nhất {most.vi}, được {points.vi}",
        en=f"{said.en}: {one.en} each{free.en}, at most {most.en}, gives {points.en}",
    )


def _proportion(programme: Programme, working: Working) -> Text:
    done, of = working.value or Fraction(0), working.of_value or Fraction(0)
    first = _valued(programme, working.rule.figure or "", done)
    second, points = _valued(programme, working.rule.of or "", of), _points(working.points)
    if not of:
        return Text(vi=f"{second.vi}: được {points.vi}", en=f"{second.en}: gives {points.en}")
    most = _points(working.most)
    return Text(
        vi=f"{first.vi}, {second.vi}: {_shown(done, 'vi')}/{_shown(of, 'vi')} của {most.vi} là {points.vi}",
        en=f"{first.en}, {second.en}: {_shown(done, 'en')}/{_shown(of, 'en')} of {most.en} is {points.en}",
    )


def _left(programme: Programme, working: Working) -> Text:
    taken = [_taken(programme, each) for each in working.taken]
    vi, en = "; ".join(each.vi for each in taken), "; ".join(each.en for each in taken)
    most, points = _points(working.most), _points(working.points)
    return Text(vi=f"{vi}; từ {most.vi} còn {points.vi}", en=f"{en}; of {most.en} leaves {points.en}")


def _taken(programme: Programme, taken: Taken) -> Text:
    said, points = _valued(programme, taken.counter.figure, taken.value, taken.band), _points(taken.points)
    if taken.takes_all:
        return Text(vi=f"{said.vi}: hết điểm", en=f"{said.en}: takes all")
    if not taken.points:
        return Text(vi=f"{said.vi}: không trừ", en=f"{said.en}: takes nothing")
    return Text(vi=f"{said.vi}: trừ {points.vi}", en=f"{said.en}: takes {points.en}")


def _valued(programme: Programme, key: str, value: Fraction, band: Band | None = None) -> Text:
    """Returns the figure with its value, rounded half up as papers do, but never out of the row that holds it."""
    name, unit, shown = programme.metric(key).name, _unit(programme, key), _rounded(value, band)
    return Text(
        vi=f"{name.vi} {text.hundredths(shown)}{unit}",
        en=f"{name.en} {text.hundredths(shown, 'en')}{unit}",
    )


def _rounded(value: Fraction, band: Band | None) -> int:
    rounded = int((value + Fraction(1, 2)) // 1)
    if band is None or band.holds(Fraction(rounded)):
        return rounded
    return next((each for each in (int(value // 1), int(-(-value // 1))) if band.holds(Fraction(each))), rounded)


def _shown(value: Fraction, language: text.Language) -> str:
    return text.hundredths(_rounded(value, None), language)


def _unit(programme: Programme, key: str) -> str:
    return "%" if programme.metric(key).unit is MetricUnit.percent else ""


def _points(points: int | None) -> Text:
    value = points or 0
    noun = "point" if value == 100 else "points"
    return Text(vi=f"{text.hundredths(value)} điểm", en=f"{text.hundredths(value, 'en')} {noun}")


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."
