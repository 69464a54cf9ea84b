"""Section `registration`: whether cells register for a title, until when, what they undertake, how they are chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID

Document = Mapping[str, Any]
Found = Iterator[tuple[str, list[str | int], dict[str, object]]]


class Selection(StrEnum):
    """Whether every cell that registers may be confirmed, or the committee surveys and chooses."""

    open = "open"
    surveyed = "surveyed"


@dataclass(frozen=True, kw_only=True)
class SurveyCriterion:
    """What a committee looks at before it chooses a cell: met or not met."""

    key: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class WorksRule:
    """How many works a cell registers, and the figures that count them. None: the issuer has not said."""

    min: int | None
    max: int | None
    total: str
    done: str


@dataclass(frozen=True, kw_only=True)
class RegistrationRule:
    """`confirm_by` is the month and the day (MM-DD) of the campaign's year by which the committee confirms the list;
    a later one is told and needs its reason. None: the issuer has not said."""

    needed: bool | None
    source: str
    confirm_by: str | None
    half_year_check: bool | None
    selection: Selection | None
    works: WorksRule | None = None
    survey: tuple[SurveyCriterion, ...] = ()

    def last_day(self, year: int) -> date:
        """The last day for confirming the list. Raises ValueError while the issuer has not given it."""
        if self.confirm_by is None:
            raise ValueError("confirm_by is not given")
        return date.fromisoformat(f"{year}-{self.confirm_by}")

    @property
    def is_surveyed(self) -> bool:
        return self.selection is Selection.surveyed


def registration_form(section: Document | None) -> Document | None:
    """Nothing where the programme asks for no registration."""
    if section is None or section["needed"] is False:
        return None
    return {**section, "survey": section.get("survey", [])}


def registration_faults(document: Document) -> Found:
    section: Document = document.get("registration", {})
    if not section:
        return
    if document["kind"] != "recognition":
        yield "registration_of_title", ["registration"], {}
    yield from _day_faults(section)
    yield from _works_faults(section, {metric["key"] for metric in document["metrics"]})
    if section["selection"] == Selection.surveyed and not section.get("survey"):
        yield "required", ["registration"], {"name": "survey"}


def _day_faults(section: Document) -> Found:
    if section["confirm_by"] is None:
        return
    try:
        date.fromisoformat(f"2001-{section['confirm_by']}")  # no leap year: the day is there every year
    except ValueError:
        yield "day_of_year", ["registration", "confirm_by"], {"day": section["confirm_by"]}


def _works_faults(section: Document, metrics: set[str]) -> Found:
    works: Document = section.get("works", {})
    for field in ("total", "done"):
        if works and works[field] not in metrics:
            yield "metric_unknown", ["registration", "works", field], {"name": works[field]}
    least, most = works.get("min"), works.get("max")
    if least is not None and most is not None and least > most:
        yield "too_big", ["registration", "works", "min"], {"found": least, "limit": most}


def registration_places(rule: RegistrationRule | None) -> Iterator[IssuerPlace]:
    path, needed = "/registration", rule.needed if rule else False
    words = ("chi bộ có đăng ký đầu năm hay không", "whether cells register at the start of the year")
    yield issuer_place(f"{path}/needed", *words, needed)
    if rule is None:
        return
    words = ("ngày cuối để chốt danh sách đăng ký", "the last day for confirming the list")
    yield issuer_place(f"{path}/confirm_by", *words, rule.confirm_by)
    words = ("có kiểm tra giữa năm hay không", "whether there is a check at half-year")
    yield issuer_place(f"{path}/half_year_check", *words, rule.half_year_check)
    words = ("cách chọn chi bộ trong số đăng ký", "how cells are chosen among those that register")
    yield issuer_place(f"{path}/selection", *words, rule.selection)
    if rule.works:
        words = ("số nội dung đăng ký tối thiểu", "the least number of registered works")
        yield issuer_place(f"{path}/works/min", *words, rule.works.min)
        words = ("số nội dung đăng ký tối đa", "the greatest number of registered works")
        yield issuer_place(f"{path}/works/max", *words, rule.works.max)


_SELECTIONS = {
    Selection.open: "chi bộ đăng ký, cấp ủy chốt danh sách",
    Selection.surveyed: "cấp ủy khảo sát rồi chọn trong số chi bộ đăng ký",
}


def registration_lines(rule: RegistrationRule | None) -> Iterator[str]:
    """As a person reads it, in Vietnamese."""
    if rule is None:
        return
    yield f"Đăng ký ({rule.source})"
    yield f"    Chi bộ đăng ký: {_said(rule.needed)}"
    yield f"    Chốt danh sách trước hết ngày: {_day(rule.confirm_by)}"
    yield f"    Kiểm tra giữa năm: {_said(rule.half_year_check)}"
    yield f"    Cách chọn: {_SELECTIONS[rule.selection] if rule.selection else UNSAID}"
    yield from (f"      - {criterion.text.vi}" for criterion in rule.survey)
    if rule.works:
        least, most = (UNSAID if number is None else str(number) for number in (rule.works.min, rule.works.max))
        yield f"    Nội dung chi bộ tự đăng ký: ít nhất {least}, nhiều nhất {most}"


def _said(answer: bool | None) -> str:
    return {True: "có", False: "không", None: UNSAID}[answer]


def _day(written: str | None) -> str:
    return "/".join(reversed(written.split("-"))) if written else UNSAID
