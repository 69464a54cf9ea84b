"""Prints the sheet of a programme in Vietnamese: the groups and how they count, and what each criterion may have."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.parts.cell_types import NAMES
from grading.rules.programmes.parts.criteria import Criterion, Group, GroupKind, Over, Scale
from grading.rules.programmes.saying.applying import applying_line
from grading.rules.programmes.saying.giving import giving_lines
from grading.rules.programmes.saying.printed import UNSAID, number

_OVER = {
    Over.cut: "phần vượt không tính",
    Over.scaled_down: "nếu vượt thì điểm từng tiêu chí của nhóm giảm theo cùng tỷ lệ",
}


def criteria_lines(programme: Programme) -> Iterator[str]:
    """Yields the total, and every group with its criteria."""
    yield f"Tiêu chí{_total(programme)}"
    for group in programme.groups:
        counts = _counts(group)
        if counts or [(each.number, each.text) for each in group.criteria] != [(group.number, group.text)]:
            yield f"  {group.number}. {group.text.vi}{counts}"
        if not group.criteria:
            yield f"    (tiêu chí cụ thể: {UNSAID})"
        for criterion in group.criteria:
            yield f"    {criterion.number}. {_criterion(criterion, group.kind)}"
            yield from (f"      {line}" for line in _below(programme, criterion))
            yield from giving_lines(programme, criterion)
            if criterion.figures:
                yield f"      Số liệu: {'; '.join(programme.metric(key).name.vi for key in criterion.figures)}"
        if group.grades:
            grades = "; ".join(f"{each.grade} từ {number(each.least)} điểm" for each in group.grades)
            yield f"    Loại của cả nhóm {group.number}: {grades}"


def _total(programme: Programme) -> str:
    if programme.points_total is None:
        return ""
    limits, words = programme.total_limits, f"tổng {number(programme.points_total)} điểm"
    if any(group.kind is GroupKind.bonus for group in programme.groups):
        words += ", chưa kể điểm thưởng"
    if limits is not None and limits.most is not None:
        words += f"; kết quả cuối cùng không quá {number(limits.most)} điểm"
    if limits is not None and limits.least is not None:
        words += f"; kết quả cuối cùng không dưới {number(limits.least)} điểm"
    return f" ({words})"


def _counts(group: Group) -> str:
    """Returns how the group counts, in brackets; nothing for a plain group."""
    if group.kind is GroupKind.ordinary:
        if group.max_points is None:
            return ""
        over = f", {_OVER[group.over]}" if group.over else ""
        return f" ({'tối đa ' if group.over else ''}{number(group.max_points)} điểm{over})"
    verb = "điểm thưởng, cộng thêm vào tổng" if group.kind is GroupKind.bonus else "điểm trừ, trừ vào tổng"
    most = f", nhiều nhất {number(group.most)} điểm" if group.most is not None else ""
    return f" ({verb}{most})"


def _criterion(criterion: Criterion, kind: GroupKind) -> str:
    scale = "bốn cấp độ" if criterion.scale is Scale.grade else _range(criterion, kind)
    evidence = f"; ít nhất {criterion.evidence_min} minh chứng" if criterion.evidence_min else ""
    types = "; ".join(NAMES[each] for each in criterion.applies_to_types)
    return f"{criterion.text.vi} ({scale}{evidence})" + (f"; chỉ với: {types}" if types else "")


def _range(criterion: Criterion, kind: GroupKind) -> str:
    if kind is GroupKind.malus:
        return f"trừ tối đa: {number(criterion.max_points)}"
    most = f"điểm tối đa: {number(criterion.max_points)}"
    if criterion.least is None:
        return most
    if criterion.max_points == 0:
        return f"chỉ trừ điểm: từ {number(criterion.least)} đến 0"
    return f"{most}, thấp nhất: {number(criterion.least)}"


def _below(programme: Programme, criterion: Criterion) -> Iterator[str]:
    if criterion.typed is not None and criterion.typed.step is not None:
        yield f"Chấm theo bước {number(criterion.typed.step)} điểm"
    if criterion.typed is not None and criterion.typed.options:
        yield "Chỉ chọn một trong các mức:"
        for option in criterion.typed.options:
            yield f"  {number(option.points)} điểm" + (f": {option.name.vi}" if option.name else "")
    if (line := applying_line(programme, criterion)) is not None:
        yield line
