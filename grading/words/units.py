"""The words of changes of a unit, and of what follows for a dossier."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading import text
from grading.models import Answer, UnitChange
from grading.services.campaigns.unit_file import Planned, Status
from grading.services.units.described import Difference
from grading.words.vocabulary import kind_words

CHANGES: Mapping[str, str] = {
    UnitChange.opened: _("Thành lập"),
    UnitChange.renamed: _("Đổi tên"),
    UnitChange.moved: _("Chuyển cấp trên trực tiếp"),
    UnitChange.issuer_changed: _("Đổi cơ quan ban hành văn bản"),
    UnitChange.kind_changed: _("Đổi loại tổ chức"),
    UnitChange.type_changed: _("Đổi loại hình"),
    UnitChange.closed: _("Kết thúc hoạt động"),
    UnitChange.merged: _("Sáp nhập"),
    UnitChange.divided: _("Chia tách"),
}
ANSWERS: Mapping[str, tuple[str, str]] = {
    Answer.go_on: (_("Tiếp tục"), _("Hồ sơ giữ nguyên và đi tiếp đến quyết định.")),
    Answer.leave_out: (
        _("Dừng, không xếp loại"), _("Hồ sơ dừng tại đây; tổ chức được ghi là không xếp loại, kèm lý do.")
    ),
    Answer.hand_over: (
        _("Bàn giao cho tổ chức tiếp nhận"),
        _("Hồ sơ dừng tại đây, kèm nội dung bàn giao; mỗi tổ chức tiếp nhận có hồ sơ riêng trong đợt này."),
    ),
}  # fmt: skip
"""The words of each answer and what follows from it."""


FIELDS: Mapping[str, str] = {
    "org_name": _("Tên tổ chức"),
    "committee_name": _("Cấp ủy"),
    "parent": _("Cấp ủy cấp trên"),
    "issuer_name": _("Cơ quan ban hành văn bản"),
    "kind": _("Loại"),
    "cell_type": _("Loại hình (chi bộ)"),
    "valid_to": _("Ngày cuối cùng"),
}
"""The fields that describe a unit."""
_CODED = ("kind", "cell_type")


def field_words(difference: Difference) -> str:
    return str(FIELDS[difference.field])


def from_to_words(difference: Difference) -> str:
    """Returns what stood there and what stands there now."""
    sides = [_side(difference.field, value) for value in (difference.before, difference.after)]
    return " → ".join(sides)


def _side(field: str, value: str) -> str:
    if not value:
        return str(gettext("không ghi"))
    if field in _CODED:
        return kind_words(value)
    return text.day(date.fromisoformat(value)) if field == "valid_to" else value


def difference_words(difference: Difference) -> str:
    """Returns a field with what stood there and what stands there now, on one line."""
    return f"{field_words(difference)}: {from_to_words(difference)}"


def unit_change_words(change: UnitChange | str) -> str:
    return str(CHANGES[change])


def answer_words(answer: Answer | str) -> str:
    return str(ANSWERS[answer][0])


def answer_follows(answer: Answer | str) -> str:
    """Returns what follows for the dossier and its unit."""
    return str(ANSWERS[answer][1])


STATUSES: Mapping[str, str] = {
    Status.added: _("Thêm"),
    Status.changed: _("Đổi"),
    Status.closed: _("Kết thúc"),
    Status.unchanged: _("Giữ nguyên"),
    Status.refused: _("Chưa đúng"),
}


def status_words(status: Status | str) -> str:
    return str(STATUSES[status])


def planned_words(planned: Planned) -> str:
    """Returns one line about one row of a file of units: what it does."""
    said = "; ".join(difference_words(difference) for difference in planned.made)
    parts = [f"dòng {planned.line}", status_words(planned.status), planned.code, planned.name, said]
    return ", ".join(part for part in parts if part)


def phone_words(digits: str) -> str:
    """Returns a number as offices write it, with its area apart: 0297 3821234, 024 38253525, 1900 1234."""
    area = 3 if digits.startswith(("024", "028")) else 4
    return f"{digits[:area]} {digits[area:]}".strip()


def help_words(committee: str, phone: str = "") -> str:
    """Returns the office to ask for help, with its number once it has given one."""
    office = gettext("Văn phòng %(committee)s", committee=committee)
    return (
        gettext("%(office)s, điện thoại %(phone)s", office=office, phone=phone_words(phone)) if phone else str(office)
    )
