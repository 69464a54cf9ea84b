"""The quotas in words: the places that an issuer fills in, and the lines of the printed programme."""

from collections.abc import Iterator

from grading import text
from grading.rules.programme import Programme
from grading.rules.programmes.parts.quota import OLD_KEY, Grouping, OrderBy, Quota, QuotaBase, Rounding
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID
from workflows import Kind


def quota_places(programme: Programme) -> Iterator[IssuerPlace]:
    if [quota.key for quota in programme.quotas] not in ([], [OLD_KEY]):
        yield issuer_place("/quotas", "các hạn mức", "the quotas", programme.quotas, needed=False)
    for quota in programme.quotas:
        yield from _places(programme, quota)


def _places(programme: Programme, quota: Quota) -> Iterator[IssuerPlace]:
    path = "/quota" if quota.key == OLD_KEY else f"/quotas/{quota.key}"
    name, is_share = _name(programme, quota.of), quota.count is None
    most = (f"tỷ lệ tối đa của mức “{name.vi}”", f"the greatest share of “{name.en}”")
    yield issuer_place(f"{path}/pct", *most, quota.pct, needed=is_share, unit="%")
    base = ("số làm gốc để tính tỷ lệ", "what the share is counted of")
    yield issuer_place(f"{path}/base", *base, quota.base, needed=is_share)
    groups = ("nhóm để tính tỷ lệ", "the group within which it is counted")
    yield issuer_place(f"{path}/group_by", *groups, quota.group_by)
    yield issuer_place(f"{path}/rounding", "cách làm tròn", "the rounding", quota.rounding, needed=is_share)
    one = ("nhóm nhỏ có được ít nhất một tổ chức hay không", "whether a small group may always have one")
    least = "min_one" if quota.key == OLD_KEY else "at_least"
    yield issuer_place(f"{path}/{least}", *one, quota.at_least)
    higher = ("tỷ lệ cao hơn khi có văn bản cho phép", "the higher share where a paper allows it")
    yield issuer_place(f"{path}/exceptional_pct", *higher, quota.exceptional_pct, needed=False, unit="%")


def quota_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the quotas, in Vietnamese."""
    if len(programme.quotas) > 1:
        yield "Các hạn mức sau được xét lần lượt; tổ chức không được xếp mức cao thì tính vào mức kế dưới"
    for quota in programme.quotas:
        yield _most(programme, quota)
        yield from _details(quota)


def _most(programme: Programme, quota: Quota) -> str:
    name = f"mức “{_name(programme, quota.of).vi}”"
    of = f"từ {name} trở lên" if quota.or_better else f"của {name}"
    if programme.kind is Kind.recognition:
        of = f"được công nhận “{_name(programme, quota.of).vi}”"
    if quota.count is not None:
        return f"Số lượng tối đa {of}: {quota.count} tổ chức"
    base = base_words(programme, quota.base) if quota.base else UNSAID
    rounding = ROUNDINGS[quota.rounding] if quota.rounding else f"làm tròn: {UNSAID}"
    share = UNSAID if quota.pct is None else f"{text.hundredths(quota.pct)}%"
    return f"Tỷ lệ tối đa {of}: {share}, tính trên {base}; {rounding}"


def _details(quota: Quota) -> Iterator[str]:
    groups = ", ".join(_GROUPINGS[each] for each in quota.group_by) if quota.group_by else UNSAID
    yield f"    Nhóm để tính: {groups}"
    if quota.at_least is None or quota.at_least == 1:
        yield f"    Nhóm nào cũng được ít nhất một tổ chức: {'có' if quota.at_least else UNSAID}"
    elif quota.at_least:
        yield f"    Nhóm nào cũng được ít nhất {quota.at_least} tổ chức"
    if small := quota.small:
        yield f"    Nhóm có dưới {small.fewer_than} tổ chức: tối đa {small.at_most} tổ chức"
    if quota.exceptional_pct is not None:
        yield f"    Khi có văn bản cho phép: {text.hundredths(quota.exceptional_pct)}%"
    yield f"    Khi nhiều hơn số được xếp: xét {', sau đó '.join(_ORDERS[each] for each in quota.order)}"
    if quota.source:
        yield f"    Căn cứ: {quota.source}"


def _name(programme: Programme, outcome: str) -> Text:
    """Returns the words for an outcome: the name of a level, or of the title that is given."""
    return programme.outcome(outcome).name


def base_words(programme: Programme, base: str) -> str:
    """Returns the words for what a share is counted of."""
    if base == QuotaBase.took_part and programme.kind is Kind.recognition:
        return "số tổ chức tham gia xét công nhận"
    return _BASES.get(base) or f"số tổ chức ở mức “{_name(programme, base).vi}”"


_BASES: dict[str, str] = {
    QuotaBase.good_or_better: "số tổ chức từ mức tốt trở lên",
    QuotaBase.good_only: "số tổ chức ở mức “Hoàn thành tốt nhiệm vụ”",
    QuotaBase.took_part: "số tổ chức tham gia xếp loại",
    QuotaBase.recognised: "số tổ chức được công nhận",
    "declined": "số tổ chức không được công nhận",
}
ROUNDINGS = {
    Rounding.floor: "làm tròn xuống",
    Rounding.half_up: "làm tròn từ 0,5 lên",
    Rounding.ceiling: "làm tròn lên",
}
_GROUPINGS = {
    Grouping.parent: "từng đảng bộ",
    Grouping.similar_function: "các tổ chức có chức năng, nhiệm vụ tương đồng",
}
_ORDERS = {
    OrderBy.score: "điểm hoặc số tiêu chí Xuất sắc, Tốt",
    OrderBy.ballot: "tỷ lệ phiếu của chính chi bộ",
}
