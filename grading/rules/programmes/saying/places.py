"""The places of a programme that an issuer fills in, each with words and whether a campaign needs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Scale
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.awards import ISSUERS, award_places
from grading.rules.programmes.saying.issuer_place import IssuerPlace
from grading.rules.programmes.saying.issuer_place import issuer_place as _place
from grading.rules.programmes.saying.members import members_places
from grading.rules.programmes.saying.names import LEVELS
from grading.rules.programmes.saying.outcome_places import outcome_places
from grading.rules.programmes.saying.quota import quota_places
from grading.rules.programmes.saying.registration import registration_places
from grading.rules.programmes.saying.year_on_year import year_on_year_places
from grading.rules.programmes.saying.year_work import year_work_places
from workflows import Kind


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A filled value that no source confirms. `value` is the value in the file, `shown` is the same value in words,
    and `words` name its place."""

    path: str
    value: str
    why: str
    words: Text
    shown: Text


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A filled value with its source. `words` name its place, `shown` is the value in words."""

    path: str
    source: str
    words: Text
    shown: Text


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A value that is still null although a campaign cannot open without it."""

    path: str
    words: Text


def issuer_places(programme: Programme) -> Iterator[IssuerPlace]:
    """Yields every place that an issuer fills in, in the order of the file."""
    yield from _criteria(programme)
    if programme.kind is Kind.rating:
        yield from outcome_places(programme)
    yield from year_on_year_places(programme)
    yield from quota_places(programme)
    needed = programme.ballot.needed if programme.ballot else False
    yield _place("/ballot/needed", "chi bộ có bỏ phiếu hay không", "whether the cell votes", needed)
    minimum = programme.assessments_min
    words = ("số thành viên thẩm định tối thiểu", "the least number of appraisers' assessments")
    yield _place("/assessments/min", *words, minimum, needed=programme.rates_years)
    yield from award_places(programme)
    if programme.recognition is not None:
        yield _place("/recognition/title/vi", "tên danh hiệu", "the title", programme.recognition.title.vi)
        yield from outcome_places(programme)
    yield from _paper(programme)
    yield from members_places(programme.members_decided)
    yield from registration_places(programme.registration)
    yield from year_work_places(programme.year_work)


def blanks(programme: Programme) -> tuple[Blank, ...]:
    """Returns the values that are still null although a campaign cannot open without them, in the order of the file."""
    places = issuer_places(programme)
    return tuple(Blank(path=each.path, words=each.words) for each in places if each.needed and each.value is None)


def assumptions(programme: Programme) -> tuple[Assumption, ...]:
    """Returns the values that the issuer's file assumes without a source, so that the pages can mark them."""
    places = {place.path: place for place in issuer_places(programme)}
    return tuple(
        Assumption(
            path=each.path,
            value=each.value,
            why=each.assumed,
            words=places[each.path].words if each.path in places else Text(vi=each.path, en=each.path),
            shown=_shown(programme, each.value, places.get(each.path)),
        )
        for each in programme.filled
        if each.assumed is not None
    )


def sourced(programme: Programme) -> tuple[Sourced, ...]:
    """Returns the values that the issuer's file fills in from a source, in the order of the file."""
    places = {place.path: place for place in issuer_places(programme)}
    return tuple(
        Sourced(
            path=each.path,
            source=each.source,
            words=places[each.path].words if each.path in places else Text(vi=each.path, en=each.path),
            shown=_shown(programme, each.value, places.get(each.path)),
        )
        for each in programme.filled
        if each.source is not None
    )


def _shown(programme: Programme, value: str, place: IssuerPlace | None) -> Text:
    """Returns the value of the file in words and with its unit; a part without words stays as it is, and a list keeps
    its order."""
    named = {metric.key: metric.name for metric in programme.metrics} | _SHOWN
    parts = [named.get(part, Text(vi=part, en=part)) for part in value.split("; ")]
    unit = place.unit if place else ""
    return Text(vi="; ".join(part.vi for part in parts) + unit, en="; ".join(part.en for part in parts) + unit)


_SHOWN = {
    "có": Text(vi="có", en="yes"),
    "không": Text(vi="không", en="no"),
    "parent": Text(vi="từng đảng bộ", en="each committee"),
    "similar_function": Text(vi="các tổ chức có chức năng tương đồng", en="organisations of similar function"),
    "rating": Text(vi="mức xếp loại từng năm", en="the level of each year"),
    "award": Text(vi="Giấy khen từng năm", en="the award of each year"),
    "open": Text(vi="mọi chi bộ đăng ký", en="every cell that registers"),
    "surveyed": Text(vi="cấp ủy khảo sát rồi chọn", en="the committee surveys and chooses"),
    "good": Text(vi="Tốt", en="good"),
    "fair": Text(vi="Khá", en="fair"),
    "average": Text(vi="Trung bình", en="average"),
    "weak": Text(vi="Kém", en="weak"),
    "good_or_better": Text(vi="số tổ chức từ mức tốt trở lên", en="those at good or better"),
    "good_only": Text(vi="số tổ chức ở mức “Hoàn thành tốt nhiệm vụ”", en="those at good alone"),
    "refused": Text(vi="không ghi được", en="refused"),
    "with_reason": Text(vi="phải nêu lý do", en="with a reason"),
    "took_part": Text(vi="số tổ chức tham gia", en="all that take part"),
    "floor": Text(vi="làm tròn xuống", en="rounded down"),
    "half_up": Text(vi="làm tròn từ 0,5 lên", en="half rounded up"),
    "ceiling": Text(vi="làm tròn lên", en="rounded up"),
    **LEVELS,
    **{kind: Text(vi=vi, en=en) for kind, (vi, en) in ISSUERS.items()},
}


def _criteria(programme: Programme) -> Iterator[IssuerPlace]:
    words = ("số minh chứng tối thiểu của mỗi tiêu chí", "the least number of pieces of evidence for each criterion")
    yield _place("/evidence/min", *words, programme.evidence_min)
    for group in programme.groups:
        if group.max_points is not None:
            rows = (f"các tiêu chí của nhóm {group.number}", f"the criteria of group {group.number}")
            yield _place(f"/groups/{group.key}/criteria", *rows, group.criteria or None)
        for criterion in group.criteria:
            path, number = f"/groups/{group.key}/criteria/{criterion.key}", criterion.number
            words = (f"số minh chứng tối thiểu của tiêu chí {number}", f"the least evidence for criterion {number}")
            yield _place(f"{path}/evidence/min", *words, criterion.evidence_min, needed=False)
            if criterion.scale is Scale.points:
                words = (f"điểm tối đa của tiêu chí {number}", f"the maximum points of criterion {number}")
                yield _place(f"{path}/points", *words, criterion.max_points)
            if criterion.given_by is not None:
                words = (f"cách tính điểm của tiêu chí {number}", f"how figures give the points of criterion {number}")
                value = None if criterion.given_by.rule.is_unset else criterion.given_by
                yield _place(f"{path}/given_by", *words, value)


def _paper(programme: Programme) -> Iterator[IssuerPlace]:
    paper = programme.paper
    needed = bool(programme.awards)
    for name, (vi, en) in _PAPER_WORDS.items():
        yield _place(f"/paper/{name}", vi, en, getattr(paper, name), needed=needed)
    for kind, formula in paper.formula.items():
        vi, en = ISSUERS[kind]
        words = (f"thể thức đề ký của {vi}", f"the signing formula of {en}")
        yield _place(f"/paper/formula/{kind}", *words, formula, needed=needed)


_PAPER_WORDS = {
    "give": ("chữ “Tặng” trên Giấy khen", "the word “awards” on the commendation"),
    "register_line": ("dòng số vào sổ trên Giấy khen", "the register line on the commendation"),
    "office": ("chức vụ người ký Giấy khen", "the office of who signs the commendation"),
    "place": ("địa danh trên Giấy khen", "the place on the commendation"),
}
