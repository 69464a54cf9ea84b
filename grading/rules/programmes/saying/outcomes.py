"""Describes the outcomes of a programme in Vietnamese: what each takes, the cases, and what holds for all of them."""

from collections.abc import Iterable, Iterator, Mapping

from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Condition
from grading.rules.programmes.parts.outcomes import MinEach, NotAbove, OutcomeRule, Unmet
from grading.rules.programmes.saying.conditions import nested_lines
from grading.rules.programmes.saying.names import LEVELS
from grading.rules.programmes.saying.printed import UNSAID, number

_NOT_ABOVE: Mapping[NotAbove, str] = {
    NotAbove.claim: "Không cao hơn mức tự đề nghị",
    NotAbove.ballot: "Không cao hơn mức được thông qua khi bỏ phiếu",
}
_UNMET: Mapping[Unmet, str] = {
    Unmet.next_lower: "Đủ điểm của một mức mà không đủ điều kiện: xét mức thấp hơn liền kề",
    Unmet.body_decides: "Đủ điểm của một mức mà không đủ điều kiện: cấp có thẩm quyền quyết định mức phù hợp",
}


def level_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the outcomes of a rating; none for a title."""
    if programme.gives_title:
        return
    yield "Các mức xếp loại"
    for rule in programme.outcomes:
        yield from _outcome(programme, rule)
    yield from _for_all(programme)


def title_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about a title and its degrees; none for a rating."""
    if programme.recognition is None:
        return
    yield f"Công nhận “{programme.recognition.title.vi}”"
    if len(programme.outcomes) == 1:
        yield from _only_title(programme, programme.outcomes[0])
    else:
        for rule in programme.outcomes:
            yield from _outcome(programme, rule)
    yield from _for_all(programme)


def _only_title(programme: Programme, rule: OutcomeRule) -> Iterator[str]:
    """Yields what a title without degrees takes, one line each."""
    if rule.min_points is not None or "min_points" in rule.unset:
        yield f"    Tổng điểm từ: {number(rule.min_points)}"
    if rule.min_pct is not None or "min_pct" in rule.unset:
        yield f"    Tổng điểm từ (% tổng điểm): {number(rule.min_pct)}"
    if "min_each" in rule.unset or [each for each in rule.min_each if not each.groups and not each.criteria]:
        plain = next((each.pct for each in rule.min_each if not each.groups and not each.criteria), None)
        yield f"    Mỗi tiêu chí từ (% điểm tối đa): {number(plain)}"
    yield from (f"    - {_share(programme, each)}" for each in rule.min_each if each.groups or each.criteria)
    rating = rule.requires_rating_at_least
    if rating or "requires_rating_at_least" in rule.unset:
        yield f"    Xếp loại từ: {LEVELS[rating].vi if rating else UNSAID}"
    for condition in rule.conditions:
        yield from nested_lines(programme, condition)
    yield from _cases(programme, rule)


def _outcome(programme: Programme, rule: OutcomeRule) -> Iterator[str]:
    head = "; ".join(_head(programme, rule))
    yield f"  {rule.name.vi} ({head})" if head else f"  {rule.name.vi}"
    yield from (f"    - {_share(programme, each)}" for each in rule.min_each)
    rating = rule.requires_rating_at_least
    if rating is not None and rating is not Level.NOT_RATED:
        yield f"    - Xếp loại từ: {LEVELS[rating].vi}"
    yield from (f"    - {name}: {UNSAID}" for name in _unset(rule))
    for condition in rule.conditions:
        yield from nested_lines(programme, condition)
    yield from _cases(programme, rule)
    if rule.otherwise:
        yield "    Mọi trường hợp không đạt mức nào ở trên"


def _head(programme: Programme, rule: OutcomeRule) -> Iterator[str]:
    points = [f"từ {number(rule.min_points)} điểm"] if rule.min_points is not None else []
    points += [f"từ {number(rule.min_pct)}% tổng điểm"] if rule.min_pct is not None else []
    if named := [*([rule.short] if rule.short != rule.name.vi else []), *points]:
        yield ", ".join(named)
    if rule.counts_as is not None and rule.counts_as != rule.key:
        yield f"tính là mức “{LEVELS[rule.counts_as].vi}”"
    if rule.within is not None:
        yield f"trong số đạt “{programme.outcome(rule.within).name.vi}”"


def _unset(rule: OutcomeRule) -> Iterator[str]:
    names = {"min_each": "Điểm tối thiểu của mỗi tiêu chí", "requires_rating_at_least": "Mức xếp loại tối thiểu"}
    return (words for name, words in names.items() if name in rule.unset)


def _share(programme: Programme, share: MinEach) -> str:
    pct = UNSAID if share.pct is None else f"{number(share.pct)}% điểm tối đa"
    groups = ", ".join(programme.group(key).number for key in share.groups)
    criteria = ", ".join(programme.criterion(key).number for key in share.criteria)
    named = [f"mỗi tiêu chí của nhóm {groups}"] if groups else []
    named += [f"tiêu chí {criteria}"] if criteria else []
    words = ", ".join(named) or "mỗi tiêu chí"
    return f"{words[:1].upper()}{words[1:]} từ {pct}"


def _cases(programme: Programme, rule: OutcomeRule) -> Iterator[str]:
    yield from _listed(programme, "Thuộc mức này khi có một trong các trường hợp:", rule.vetoes)
    if rule.vetoes_complete is None:
        yield f"    (danh mục các trường hợp buộc xếp mức này: {UNSAID if not rule.vetoes else 'chưa đủ'})"
    yield from _listed(programme, "Nhiều nhất được mức này khi có một trong các trường hợp:", rule.caps)


def _listed(programme: Programme, words: str, cases: Iterable[Condition]) -> Iterator[str]:
    lines = [line for case in cases for line in nested_lines(programme, case)]
    yield from [f"    {words}", *lines] if lines else []


def _for_all(programme: Programme) -> Iterator[str]:
    """Yields what holds for all outcomes: what lowers them, what they are never above, and unmet conditions."""
    if programme.lowered_by:
        yield "  Mỗi trường hợp sau hạ một mức so với mức đạt được:"
    for case in programme.lowered_by:
        yield from nested_lines(programme, case)
    yield from (f"  {_NOT_ABOVE[each]}" for each in programme.not_above)
    if programme.conditions_unmet is not None:
        yield f"  {_UNMET[programme.conditions_unmet]}"
