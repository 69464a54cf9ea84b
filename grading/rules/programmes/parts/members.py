"""Section `members_decided`: counts that are the unit's proposals when it submits, and are decided by others later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place

if TYPE_CHECKING:
    from grading.rules.programme import Programme

Document = Mapping[str, Any]
Found = Iterator[tuple[str, list[str | int], dict[str, object]]]


@dataclass(frozen=True, kw_only=True)
class MembersRule:
    """`metrics` are asked figures: members by level. `needed`: no vote is recorded over a unit whose decided counts are
    not entered; None while the issuer has not said."""

    source: str
    metrics: tuple[str, ...]
    needed: bool | None = False


def members_form(section: Document | None) -> dict[str, Any] | None:
    return None if section is None else {"needed": False, **section}


def members_faults(document: Document) -> Found:
    """Counts that the unit is never asked for: nobody proposed them."""
    section: Document = document.get("members_decided", {})
    for index, name in enumerate(section.get("metrics", ())):
        if name not in document["asked"]:
            yield "figure_not_asked", ["members_decided", "metrics", index], {"name": name}


def members_places(rule: MembersRule | None) -> Iterator[IssuerPlace]:
    needed = rule.needed if rule else False
    words = (
        "có phải nhập kết quả xếp loại đảng viên đã quyết định trước khi biểu quyết hay không",
        "whether the decided levels of members are entered before the vote",
    )
    yield issuer_place("/members_decided/needed", *words, needed)


def members_lines(programme: "Programme") -> Iterator[str]:
    """As a person reads it, in Vietnamese."""
    rule = programme.members_decided
    if rule is None:
        return
    yield f"Chi bộ đề nghị, cấp có thẩm quyền quyết định sau ({rule.source})"
    yield from (f"    {programme.metric(key).name.vi}" for key in rule.metrics)
    said = {True: "có", False: "không", None: "chưa quy định"}[rule.needed]
    yield f"    Phải nhập số đã quyết định trước khi biểu quyết: {said}"
