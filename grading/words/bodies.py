"""The words for a committee and for the people who work for it: they follow its kind, its name and the day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading.models import UnitKind, UnitPeriod
from grading.text import search_key
from workflows import Role

BOARDS_FROM = date(2025, 7, 1)
"""Since this day the committee of a commune or ward stands directly above grassroots organisations and has a Ban Xây
dựng Đảng (QĐ 294-QĐ/TW, 26/5/2025; QĐ 298-QĐ/TW, 9/6/2025)."""

_COMMITTEES: Mapping[str, str] = {
    "tinh uy": _("Tỉnh ủy"),
    "thanh uy": _("Thành ủy"),
    "huyen uy": _("Huyện ủy"),
    "thi uy": _("Thị ủy"),
    "quan uy": _("Quận ủy"),
    "dang uy xa": _("Đảng ủy xã"),
    "dang uy phuong": _("Đảng ủy phường"),
    "dang uy thi tran": _("Đảng ủy thị trấn"),
    "dang uy dac khu": _("Đảng ủy đặc khu"),
    "dang uy bo phan": _("Đảng ủy bộ phận"),
}
"""The beginning of a committee's name as a search key, and the committee in a few words."""
_ANY_COMMITTEE = _("Đảng ủy")
_ABOVE_COMMUNES = frozenset({"tinh uy", "thanh uy", "huyen uy", "thi uy", "quan uy"})
_WITH_BOARDS = frozenset({"dang uy xa", "dang uy phuong"})
_SPECIAL_ZONE = "dang uy dac khu"
_STANDING = _("Ban Thường vụ")
_STANDING_KINDS = frozenset({UnitKind.committee_province, UnitKind.committee_upper})
_OF_A_COMMITTEE: Mapping[Role, str] = {
    Role.cell_secretary: _("Bí thư đảng ủy"),
    Role.cell_committee: _("Đảng ủy viên"),
}


@dataclass(frozen=True)
class Bodies:
    """The bodies of a dossier or of a campaign in a few words: who reviews it, and who meets to decide."""

    reviewer: str
    sitting: str


def general_bodies() -> Bodies:
    """Returns the words where nobody has said which bodies are meant."""
    return Bodies(reviewer=str(gettext("cấp ủy cấp trên trực tiếp")), sitting=str(gettext("cấp có thẩm quyền")))


def bodies_of(reviewers: Iterable[UnitPeriod], authority: UnitPeriod) -> Bodies:
    """Returns the words for these bodies. Committees of different kinds that review are named by what they are in
    common."""
    reviewer_words = {committee_words(reviewer) for reviewer in reviewers}
    general = general_bodies().reviewer
    reviewer = reviewer_words.pop() if len(reviewer_words) == 1 else general
    return Bodies(reviewer=reviewer, sitting=sitting_words(authority))


def committee_words(unit: UnitPeriod) -> str:
    """Returns a unit's committee in a few words, without its name: Đảng ủy phường, Huyện ủy."""
    return str(_COMMITTEES.get(_beginning(unit), _ANY_COMMITTEE))


def sitting_words(unit: UnitPeriod) -> str:
    """Returns the body that meets and decides: the standing committee where the unit has one, or else its committee."""
    issuer = search_key(unit.issuer_name)
    if issuer.startswith("ban thuong vu") or (not issuer and unit.kind in _STANDING_KINDS):
        return str(_STANDING)
    return str(_ANY_COMMITTEE) if issuer.startswith("dang uy") else committee_words(unit)


def officer_words(unit: UnitPeriod, day: date) -> str:
    """Returns the officer who works for a committee, by the board or the office to which the officer belongs."""
    beginning = _beginning(unit)
    has_boards = unit.kind is UnitKind.committee_upper and day >= BOARDS_FROM
    if beginning in _ABOVE_COMMUNES or (beginning == _SPECIAL_ZONE and has_boards):
        committee = _COMMITTEES[beginning] if beginning in _ABOVE_COMMUNES else _ANY_COMMITTEE
        return str(gettext("Cán bộ Ban Tổ chức %(committee)s", committee=committee))
    if beginning in _WITH_BOARDS and has_boards:
        return str(gettext("Cán bộ Ban Xây dựng Đảng"))
    return str(gettext("Cán bộ Văn phòng Đảng ủy"))


def office_on(role: Role, unit: UnitPeriod, day: date) -> str | None:
    """Returns the office of a role on this unit, or None for a role with the same office on every unit."""
    if role is Role.commune_reviewer:
        return officer_words(unit, day)
    if role is Role.authority_secretary:
        return str(gettext("Thư ký hội nghị %(body)s", body=sitting_words(unit)))
    return str(_OF_A_COMMITTEE[role]) if role in _OF_A_COMMITTEE and not unit.kind.is_cell else None


def offices() -> Iterator[tuple[str, Role]]:
    """Yields every office that `office_on` may return, with its role."""
    committees = [str(words) for words in (*_COMMITTEES.values(), _ANY_COMMITTEE)]
    for committee in committees:
        yield gettext("Cán bộ Ban Tổ chức %(committee)s", committee=committee), Role.commune_reviewer
    yield gettext("Cán bộ Ban Xây dựng Đảng"), Role.commune_reviewer
    yield gettext("Cán bộ Văn phòng Đảng ủy"), Role.commune_reviewer
    for body in (*committees, str(_STANDING)):
        yield gettext("Thư ký hội nghị %(body)s", body=body), Role.authority_secretary
    yield from ((str(words), role) for role, words in _OF_A_COMMITTEE.items())


def _beginning(unit: UnitPeriod) -> str:
    key = search_key(unit.committee_name)
    return next((known for known in _COMMITTEES if key == known or key.startswith(f"{known} ")), "")
