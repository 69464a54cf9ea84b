"""Section `members_decided` in words: the place that an issuer fills in, and the lines of the printed programme."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.parts.members import MembersRule
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place


def members_places(rule: MembersRule | None) -> Iterator[IssuerPlace]:
    needed = rule.needed if rule else False
    words = (
        "có phải nhập kết quả xếp loại đảng viên đã quyết định trước khi biểu quyết hay không",
        "whether the decided levels of members are entered before the vote",
    )
    yield issuer_place("/members_decided/needed", *words, needed)


def members_lines(programme: Programme) -> Iterator[str]:
    """Yields the lines about the section, in Vietnamese."""
    rule = programme.members_decided
    if rule is None:
        return
    yield f"Chi bộ đề nghị, cấp có thẩm quyền quyết định sau ({rule.source})"
    yield from (f"    {programme.metric(key).name.vi}" for key in rule.metrics)
    answer = {True: "có", False: "không", None: "chưa quy định"}[rule.needed]
    yield f"    Phải nhập số đã quyết định trước khi biểu quyết: {answer}"
