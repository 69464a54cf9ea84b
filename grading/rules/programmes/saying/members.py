"""Section `members_decided` in words: the places that an issuer fills in, and the lines of the printed programme."""

from collections.abc import Iterator

from grading import text
from grading.rules.programme import Programme
from grading.rules.programmes.parts.members import Exceeding, MembersQuota, MembersRule, Within
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID
from grading.rules.programmes.saying.quota import ROUNDINGS


def members_places(rule: MembersRule | None) -> Iterator[IssuerPlace]:
    needed = rule.needed if rule else False
    words = (
        "có phải nhập kết quả xếp loại đảng viên đã quyết định trước khi biểu quyết hay không",
        "whether the decided levels of members are entered before the vote",
    )
    yield issuer_place("/members_decided/needed", *words, needed)
    for quota in rule.quotas if rule else ():
        yield from _quota_places(quota)


def _quota_places(quota: MembersQuota) -> Iterator[IssuerPlace]:
    """Yields the places of one quota. No campaign waits for them: until they are filled in the quota is only said."""
    path = f"/members_decided/quotas/{quota.key}"
    share = ("tỷ lệ đảng viên tối đa", "the greatest share of members")
    yield issuer_place(f"{path}/pct", *share, quota.pct, needed=False, unit="%")
    base = ("số làm gốc để tính tỷ lệ đảng viên", "what the share of members is counted of")
    yield issuer_place(f"{path}/base", *base, quota.base, needed=False)
    rounding = ("cách làm tròn tỷ lệ đảng viên", "the rounding of the share of members")
    yield issuer_place(f"{path}/rounding", *rounding, quota.rounding, needed=False)
    exceeding = ("khi số đã quyết định vượt tỷ lệ đảng viên", "what becomes of counts above the share of members")
    yield issuer_place(f"{path}/exceeding", *exceeding, quota.exceeding, needed=False)


def members_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the section, in Vietnamese."""
    rule = programme.members_decided
    if rule is None:
        return
    yield f"Chi bộ đề nghị, cấp có thẩm quyền quyết định sau ({rule.source})"
    yield from (f"    {programme.metric(key).name.vi}" for key in rule.metrics)
    answer = {True: "có", False: "không", None: "chưa quy định"}[rule.needed]
    yield f"    Phải nhập số đã quyết định trước khi biểu quyết: {answer}"
    for quota in rule.quotas:
        yield from _quota_lines(programme, quota)


def _quota_lines(programme: Programme, quota: MembersQuota) -> Iterator[str]:
    share = UNSAID if quota.pct is None else f"{text.hundredths(quota.pct)}%"
    base = " và ".join(_figure(programme, key) for key in quota.base) if quota.base else UNSAID
    rounding = ROUNDINGS[quota.rounding] if quota.rounding else f"làm tròn: {UNSAID}"
    yield f"    Tỷ lệ tối đa của số {_figure(programme, quota.of)}: {share}, tính trên số {base}; {rounding}"
    yield f"        Tính trong {_WITHIN[quota.within]}"
    if quota.at_least:
        yield f"        Ở đâu cũng được ít nhất {quota.at_least} đảng viên"
    if small := quota.small:
        yield f"        Nơi có dưới {small.fewer_than} đảng viên được đánh giá: tối đa {small.at_most}"
    yield f"        Khi số đã quyết định vượt tỷ lệ: {_EXCEEDING[quota.exceeding] if quota.exceeding else UNSAID}"
    if quota.source:
        yield f"        Căn cứ: {quota.source}"


def _figure(programme: Programme, key: str) -> str:
    name = programme.metric(key).name.vi
    return name[:1].lower() + name[1:]


_WITHIN = {Within.unit: "từng chi bộ", Within.base_organisation: "toàn tổ chức cơ sở đảng"}
_EXCEEDING = {Exceeding.refused: "không ghi được", Exceeding.with_reason: "phải nêu lý do"}
