"""Section `registration` in words: the places that an issuer fills in, and the lines of the printed programme."""

from collections.abc import Iterator

from grading.rules.programmes.parts.registration import Chooser, RegistrationRule, Selection
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place
from grading.rules.programmes.saying.printed import UNSAID


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


_CHOOSERS = {
    Chooser.review_unit: "cấp ủy cấp trên trực tiếp của chi bộ",
    Chooser.authority_unit: "cấp có thẩm quyền công nhận",
}


def registration_lines(rule: RegistrationRule | None) -> Iterator[str]:
    """Yields the lines about registration, in Vietnamese."""
    if rule is None:
        return
    yield f"Đăng ký ({rule.source})"
    yield f"    Chi bộ đăng ký: {_said(rule.needed)}"
    yield f"    Chốt danh sách trước hết ngày: {_day(rule.confirm_by)}"
    yield f"    Kiểm tra giữa năm: {_said(rule.half_year_check)}"
    yield f"    Cách chọn: {_SELECTIONS[rule.selection] if rule.selection else UNSAID}"
    yield f"    Khảo sát, chốt danh sách: {_CHOOSERS[rule.chosen_by]}"
    yield from (f"      - {criterion.text.vi}" for criterion in rule.survey)
    if rule.works:
        least, most = (UNSAID if number is None else str(number) for number in (rule.works.min, rule.works.max))
        yield f"    Nội dung chi bộ tự đăng ký: ít nhất {least}, nhiều nhất {most}"


def _said(answer: bool | None) -> str:
    return {True: "có", False: "không", None: UNSAID}[answer]


def _day(written: str | None) -> str:
    return "/".join(reversed(written.split("-"))) if written else UNSAID
