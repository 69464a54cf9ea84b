"""The quota in words: the places that an issuer fills in, and the lines of the printed programme."""

from collections.abc import Iterator

from grading import text
from grading.rules.programme import Programme
from grading.rules.programmes.parts.quota import Grouping, OrderBy, QuotaBase, Rounding
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID


def quota_places(programme: Programme) -> Iterator[IssuerPlace]:
    quota = programme.quota
    if quota is None:
        return
    name = programme.outcome(quota.level).name
    most = (f"tỷ lệ tối đa của mức “{name.vi}”", f"the greatest share of “{name.en}”")
    yield issuer_place("/quota/pct", *most, quota.pct, unit="%")
    yield issuer_place("/quota/base", "số làm gốc để tính tỷ lệ", "what the share is counted of", quota.base)
    groups = ("nhóm để tính tỷ lệ", "the group within which it is counted")
    yield issuer_place("/quota/group_by", *groups, quota.group_by)
    yield issuer_place("/quota/rounding", "cách làm tròn", "the rounding", quota.rounding)
    one = ("nhóm nhỏ có được ít nhất một tổ chức hay không", "whether a small group may always have one")
    yield issuer_place("/quota/min_one", *one, quota.min_one)
    higher = ("tỷ lệ cao hơn khi có văn bản cho phép", "the higher share where a paper allows it")
    yield issuer_place("/quota/exceptional_pct", *higher, quota.exceptional_pct, needed=False, unit="%")


def quota_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the quota, in Vietnamese."""
    quota = programme.quota
    if quota is None:
        return
    base = _BASES[quota.base] if quota.base else UNSAID
    rounding = _ROUNDINGS[quota.rounding] if quota.rounding else f"làm tròn: {UNSAID}"
    share = UNSAID if quota.pct is None else f"{text.hundredths(quota.pct)}%"
    yield f"Tỷ lệ tối đa của mức “{programme.outcome(quota.level).name.vi}”: {share}, tính trên {base}; {rounding}"
    groups = ", ".join(_GROUPINGS[each] for each in quota.group_by) if quota.group_by else UNSAID
    yield f"    Nhóm để tính: {groups}"
    if quota.min_one is not False:
        yield f"    Nhóm nào cũng được ít nhất một tổ chức: {'có' if quota.min_one else UNSAID}"
    if quota.exceptional_pct is not None:
        yield f"    Khi có văn bản cho phép: {text.hundredths(quota.exceptional_pct)}%"
    yield f"    Khi nhiều hơn số được xếp: xét {', sau đó '.join(_ORDERS[each] for each in quota.order)}"


_BASES = {
    QuotaBase.good_or_better: "số tổ chức từ mức tốt trở lên",
    QuotaBase.good_only: "số tổ chức ở mức “Hoàn thành tốt nhiệm vụ”",
}
_ROUNDINGS = {
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
