"""The quota of a programme: how many of a group may reach a level, who makes a group, and who goes first in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from grading import text
from grading.rules.levels import Level
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID

if TYPE_CHECKING:
    from grading.rules.programme import Programme


class Rounding(StrEnum):
    floor = "floor"
    half_up = "half_up"
    ceiling = "ceiling"


class QuotaBase(StrEnum):
    """What the quota is a percentage of: all that reach GOOD, excellent ones included or not."""

    good_or_better = "good_or_better"
    good_only = "good_only"


class Grouping(StrEnum):
    """By what organisations are parted into groups: the unit that reviews them, or their function (type of cell)."""

    parent = "parent"
    similar_function = "similar_function"


class OrderBy(StrEnum):
    """By what candidates are ordered when more reach the level than fit."""

    score = "score"
    ballot = "ballot"


@dataclass(frozen=True, kw_only=True)
class Quota:
    """How many of a group may reach `level`; percentages in hundredths. None: the issuer has not said.
    `exceptional_pct` may stay None; `min_one`: a group with a base may always have one."""

    level: Level
    pct: int | None = None
    base: QuotaBase | None = None
    group_by: tuple[Grouping, ...] | None = None
    rounding: Rounding | None = None
    exceptional_pct: int | None = None
    min_one: bool | None = False
    order: tuple[OrderBy, ...] = (OrderBy.score, OrderBy.ballot)


def quota_form(quota: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The quota of a checked document as the dataclass wants it."""
    if quota is None:
        return None
    percentages = {name: quota.get(name) for name in ("pct", "exceptional_pct")}
    return {**quota, **{name: None if pct is None else int(pct * 100) for name, pct in percentages.items()}}


def quota_places(programme: "Programme") -> Iterator[IssuerPlace]:
    quota = programme.quota
    if quota is None:
        return
    name = programme.level(quota.level).name
    most = (f"tỷ lệ tối đa của mức “{name.vi}”", f"the greatest share of “{name.en}”")
    yield issuer_place("/quota/pct", *most, quota.pct)
    yield issuer_place("/quota/base", "số làm gốc để tính tỷ lệ", "what the share is counted of", quota.base)
    groups = ("nhóm để tính tỷ lệ", "the group within which it is counted")
    yield issuer_place("/quota/group_by", *groups, quota.group_by)
    yield issuer_place("/quota/rounding", "cách làm tròn", "the rounding", quota.rounding)
    one = ("nhóm nhỏ có được ít nhất một tổ chức hay không", "whether a small group may always have one")
    yield issuer_place("/quota/min_one", *one, quota.min_one)
    higher = ("tỷ lệ cao hơn khi có văn bản cho phép", "the higher share where a paper allows it")
    yield issuer_place("/quota/exceptional_pct", *higher, quota.exceptional_pct, needed=False)


def quota_lines(programme: "Programme") -> Iterator[str]:
    """The quota as a person reads it."""
    quota = programme.quota
    if quota is None:
        return
    base = _BASES[quota.base] if quota.base else UNSAID
    rounding = _ROUNDINGS[quota.rounding] if quota.rounding else f"làm tròn: {UNSAID}"
    share = UNSAID if quota.pct is None else f"{text.hundredths(quota.pct)}%"
    yield f"Tỷ lệ tối đa của mức “{programme.level(quota.level).name.vi}”: {share}, tính trên {base}; {rounding}"
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
