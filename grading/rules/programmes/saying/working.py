"""Says in one sentence how figures came to the points of a criterion, in both languages, for pages and papers."""

from collections.abc import Iterable
from fractions import Fraction

from grading import text
from grading.rules.giving import Given
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.cell_types import NAMES, CellType
from grading.rules.programmes.parts.giving import Direction, GivingKind
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.applying import undecided_words, waived_words
from grading.rules.programmes.saying.ends import ends
from grading.rules.programmes.saying.values import LEVELS, points_words, share_words, valued
from grading.rules.workings import RATING, Taken, Working


def working_sentence(programme: Programme, found: Given) -> Text:
    """Returns the sentence: figure, value, row or count, points; or why the criterion does not apply. Without points it
    says what figures are missing, or which value no row holds."""
    if found.waived is not None:
        words = undecided_words if found.missing else waived_words
        said = words(programme, found.waived)
        return Text(vi=_sentence(said.vi), en=_sentence(said.en))
    if found.missing or found.working is None:
        return _missing(programme, found.missing)
    if found.working.outside:
        return _outside(programme, found.working.outside)
    said = _said(programme, found.working)
    return Text(vi=_sentence(said.vi), en=_sentence(said.en))


def _missing(programme: Programme, keys: Iterable[str]) -> Text:
    names = [_RATING if key == RATING else programme.metric(key).name for key in keys]
    if names == [_RATING]:
        return Text(vi="Chưa có điểm: chưa có mức xếp loại của năm.", en="No points yet: the year is not rated yet.")
    vi, en = "; ".join(name.vi for name in names), "; ".join(name.en for name in names)
    return Text(vi=f"Chưa có điểm: còn thiếu số liệu {vi}.", en=f"No points yet: missing figures: {en}.")


_RATING = Text(vi="mức xếp loại của năm", en="level of the year")


def _outside(programme: Programme, outside: Iterable[tuple[str, Fraction]]) -> Text:
    said = [valued(programme, key, value) for key, value in outside]
    vi, en = "; ".join(each.vi for each in said), "; ".join(each.en for each in said)
    return Text(vi=f"Chưa có điểm: không dòng nào của bảng dành cho {vi}.", en=f"No points: no row is for {en}.")


def _said(programme: Programme, working: Working) -> Text:
    if working.parts:
        return _joined(programme, working)
    return _SAID[working.rule.kind](programme, working)


def _joined(programme: Programme, working: Working) -> Text:
    parts = [_said(programme, part) for part in working.parts]
    vi, en = "; ".join(part.vi for part in parts), "; ".join(part.en for part in parts)
    points = points_words(working.points)
    if working.rule.kind is GivingKind.highest_of:
        return Text(vi=f"{vi}; chỉ tính mức cao nhất: {points.vi}", en=f"{en}; only the highest: {points.en}")
    return Text(vi=f"{vi}; cộng lại: {points.vi}", en=f"{en}; together: {points.en}")


def _banded(programme: Programme, working: Working) -> Text:
    key, band = working.rule.figure or "", working.band
    assert band is not None
    said, case = valued(programme, key, working.value or Fraction(0), band), _case(programme, working)
    row, points = ends(band, programme.metric(key)), points_words(band.points)
    return Text(
        vi=f"{case.vi}{said.vi}: {row.vi} được {points.vi}", en=f"{case.en}{said.en}: {row.en} gives {points.en}"
    )


def _case(programme: Programme, working: Working) -> Text:
    """Returns for which units the rows are; nothing where they are the same for all."""
    case, key = working.case, working.rule.by
    if case is None:
        return Text(vi="", en="")
    if key is None or working.by_value is None:
        names = "; ".join(NAMES[CellType(each)] for each in case.types)
        return Text(vi=f"mức áp dụng cho {names}; ", en=f"rows for {'; '.join(case.types)}; ")
    said, row = valued(programme, key, working.by_value, case), ends(case, programme.metric(key))
    return Text(vi=f"{said.vi} ({row.vi}); ", en=f"{said.en} ({row.en}); ")


def _each(programme: Programme, working: Working) -> Text:
    rule = working.rule
    said = valued(programme, rule.figure or "", working.value or Fraction(0))
    one, most, points = points_words(rule.points), points_words(working.most), points_words(working.points)
    free = Text(vi="", en="")
    if rule.after:
        after = Text(vi=text.hundredths(rule.after), en=text.hundredths(rule.after, "en"))
        free = Text(vi=f", không tính {after.vi} đầu", en=f", the first {after.en} not counted")
    return Text(
        vi=f"{said.vi}: cứ 1 được {one.vi}{free.vi}, nhiều nhất {most.vi}, được {points.vi}",
        en=f"{said.en}: {one.en} each{free.en}, at most {most.en}, gives {points.en}",
    )


def _stepped(programme: Programme, working: Working) -> Text:
    rule, points = working.rule, points_words(working.points)
    said = valued(programme, rule.figure or "", working.value or Fraction(0))
    base, one, most = points_words(rule.base), points_words(rule.points), points_words(working.most)
    unit = share_words(programme, rule.figure or "", Fraction(rule.step))
    if rule.floor is not None and working.points == rule.below and working.points != rule.base:
        return Text(vi=f"{said.vi}: được {points.vi}", en=f"{said.en}: gives {points.en}")
    ways = ("giảm", "fewer") if rule.direction is Direction.down else ("thêm", "more")
    return Text(
        vi=f"{said.vi}: mức gốc {base.vi}, mỗi {unit.vi} {ways[0]} được cộng {one.vi}, nhiều nhất {most.vi}, "
        f"được {points.vi}",
        en=f"{said.en}: {base.en} to begin with, {one.en} for every {unit.en} {ways[1]}, at most {most.en}, "
        f"gives {points.en}",
    )


def _by_level(programme: Programme, working: Working) -> Text:
    points, name = points_words(working.points), LEVELS[Level(working.level or "")]
    return Text(
        vi=f"xếp loại của năm “{name.vi}” được {points.vi}", en=f"level of the year “{name.en}” gives {points.en}"
    )


def _proportion(programme: Programme, working: Working) -> Text:
    done, of = working.value or Fraction(0), working.of_value or Fraction(0)
    first = valued(programme, working.rule.figure or "", done)
    second, points = valued(programme, working.rule.of or "", of), points_words(working.points)
    if not of:
        return Text(vi=f"{second.vi}: được {points.vi}", en=f"{second.en}: gives {points.en}")
    most, done_words, of_words = points_words(working.most), share_words(None, "", done), share_words(None, "", of)
    return Text(
        vi=f"{first.vi}, {second.vi}: {done_words.vi}/{of_words.vi} của {most.vi} là {points.vi}",
        en=f"{first.en}, {second.en}: {done_words.en}/{of_words.en} of {most.en} is {points.en}",
    )


def _left(programme: Programme, working: Working) -> Text:
    taken = [_taken(programme, each) for each in working.taken]
    vi, en = "; ".join(each.vi for each in taken), "; ".join(each.en for each in taken)
    most, points = points_words(working.most), points_words(working.points)
    return Text(vi=f"{vi}; từ {most.vi} còn {points.vi}", en=f"{en}; of {most.en} leaves {points.en}")


def _taken(programme: Programme, taken: Taken) -> Text:
    said, points = valued(programme, taken.counter.figure, taken.value, taken.band), points_words(taken.points)
    if taken.takes_all:
        return Text(vi=f"{said.vi}: hết điểm", en=f"{said.en}: takes all")
    if not taken.points:
        return Text(vi=f"{said.vi}: không trừ", en=f"{said.en}: takes nothing")
    return Text(vi=f"{said.vi}: trừ {points.vi}", en=f"{said.en}: takes {points.en}")


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


_SAID = {
    GivingKind.bands: _banded,
    GivingKind.each: _each,
    GivingKind.proportion: _proportion,
    GivingKind.steps: _stepped,
    GivingKind.by_level: _by_level,
    GivingKind.taken_off: _left,
}
