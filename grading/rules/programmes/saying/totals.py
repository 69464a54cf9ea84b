"""Says what each group and the whole count for one unit, where the total is more than a sum of points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grading import text
from grading.rules import scoring
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Group, GroupKind
from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class TotalLine:
    """What one group counts; without a group, the total."""

    group: Group | None
    value: Text


def total_lines(programme: Programme, points: Mapping[str, int], known: Known) -> tuple[TotalLine, ...]:
    """Returns a line for each group and one for the total; none where the total is the plain sum, or nothing has points
    yet."""
    if programme.is_plain or not points:
        return ()
    found = scoring.totals(programme, points, known)
    lines = (TotalLine(group=group, value=_group(programme, group, points, known)) for group in programme.groups)
    return (*lines, TotalLine(group=None, value=_out_of(found.points, found.of)))


def _group(programme: Programme, group: Group, points: Mapping[str, int], known: Known) -> Text:
    found = scoring.group_total(programme, group.key, points, known)
    if group.kind is not GroupKind.ordinary:
        return _out_of(found.points, None)
    value, fewer = _out_of(found.points, found.of), list(_scaled(programme, group, points))
    if not fewer:
        return value
    vi, en = "; ".join(each.vi for each in fewer), "; ".join(each.en for each in fewer)
    return Text(vi=f"{value.vi} ({vi})", en=f"{value.en} ({en})")


def _scaled(programme: Programme, group: Group, points: Mapping[str, int]) -> Iterator[Text]:
    """Yields what the criteria of a group count that is scaled down to its maximum."""
    counted = scoring.counted(programme, points)
    for criterion in group.criteria:
        value = counted.get(criterion.key)
        if value is not None and value != points[criterion.key]:
            vi, en = text.hundredths(value), text.hundredths(value, "en")
            yield Text(vi=f"{criterion.number} tính {vi}", en=f"{criterion.number} counts {en}")


def _out_of(points: int, most: int | None) -> Text:
    vi, en = text.hundredths(points), text.hundredths(points, "en")
    if most is None:
        return Text(vi=vi, en=en)
    return Text(vi=f"{vi}/{text.hundredths(most)}", en=f"{en}/{text.hundredths(most, 'en')}")
