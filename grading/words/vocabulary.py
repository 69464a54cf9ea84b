"""The words for states, roles, steps, layers, grades and outcomes."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext

from grading import text
from grading.models import TitleOutcome
from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme
from grading.rules.quota import QuotaGroup
from grading.words.kinds import KINDS, MEETINGS, PARTS
from workflows import Kind, Layer, Registering, Role, Side, State, Step, Tier, Work

ROLES: Mapping[str, str] = {
    Role.cell_secretary: _("Bí thư chi bộ"),
    Role.cell_committee: _("Chi ủy viên"),
    Role.commune_reviewer: _("Cán bộ giúp việc Đảng ủy xã"),
    Role.appraiser: _("Thành viên Tổ thẩm định"),
    Role.appraisal_lead: _("Tổ trưởng Tổ thẩm định"),
    Role.authority_secretary: _("Thư ký hội nghị Ban Thường vụ"),
    Role.award_clerk: _("Cán bộ khen thưởng"),
    Role.inspector: _("Cán bộ Ủy ban Kiểm tra"),
    Role.admin: _("Quản trị hệ thống"),
}
_TWO_TIER_REVIEWER = _("Cán bộ Ban Xây dựng Đảng")
_REVIEWER_BESIDE = _("Cán bộ giúp việc cấp ủy")

SIDES: Mapping[str, str] = {
    Side.produce: _("tự đánh giá của chi bộ"),
    Side.review: _("xem xét của Đảng ủy xã"),
    Side.appraise: _("thẩm định"),
    Side.decide: _("ghi quyết định"),
}

STATES: Mapping[str, str] = {
    State.draft: _("Đang soạn"),
    State.commune_review: _("Đảng ủy xã đang xem xét"),
    State.appraisal: _("Đang thẩm định"),
    State.certification: _("Chờ Ban Thường vụ quyết định"),
    State.certified: _("Đã xếp loại"),
    State.rejected: _("Chưa đề nghị"),
    State.declined: _("Không công nhận"),
    State.withdrawn: _("Đã rút đăng ký"),
    State.discontinued: _("Dừng do thay đổi tổ chức"),
    State.noted: _("Đã ghi nhận"),
}
_TO_CELL: Mapping[str, str] = {
    State.commune_review: _("Đã gửi; Đảng ủy xã đang xem xét"),
    State.certification: _("Chờ quyết định"),
}
_RECOGNISED = _("Đã công nhận")
_CHECKED = _("Đang kiểm tra hồ sơ")
_CHECKED_TO_CELL = _("Đã gửi; đang kiểm tra hồ sơ")
_TO_NOTE = _("Chờ ghi nhận")
_TO_NOTE_TO_CELL = _("Đã gửi; chờ ghi nhận")

WORKS: Mapping[str, str] = {
    Work.not_begun: _("Chưa đánh giá"),
    Work.begun: _("Đang đánh giá"),
    Work.assessed: _("Đã đánh giá"),
    Work.awaits_meeting: _("Chờ hội nghị"),
    Work.voted: _("Đã biểu quyết, chờ ban hành"),
    Work.decided: _("Đã quyết định"),
    Work.can_be_passed_on: _("Trình được"),
}
_ONLY_CHECKED: Mapping[str, str] = {Work.not_begun: _("Chưa kiểm tra"), Work.begun: _("Đang kiểm tra")}

REGISTERING: Mapping[str, str] = {
    Registering.invited: _("Chưa đăng ký"),
    Registering.registered: _("Đã đăng ký"),
    Registering.confirmed: _("Đã chốt danh sách"),
    Registering.set_aside: _("Không đưa vào danh sách"),
    Registering.withdrawn: _("Đã rút đăng ký"),
}

STEPS: Mapping[str, str] = {
    "submit": _("Gửi hồ sơ lên Đảng ủy"),
    "take_back": _("Lấy lại để sửa"),
    "withdraw": _("Rút đăng ký"),
    "reopen": _("Đăng ký lại"),
    "send_back": _("Trả lại để bổ sung"),
    "endorse": _("Xác nhận và trình"),
    "note": _("Ghi nhận"),
    "cancel_note": _("Hủy ghi nhận"),
    "discontinue": _("Dừng do thay đổi tổ chức"),
    "approve": _("Trình Ban Thường vụ"),
    "reject": pgettext("button", "Chưa đề nghị"),
    "recall": _("Yêu cầu thẩm định lại"),
    "certify": _("Ghi quyết định xếp loại"),
    "decline": _("Ghi quyết định không công nhận"),
}
_CERTIFY_TITLE = _("Ghi quyết định công nhận")

LAYERS: Mapping[str, str] = {
    Layer.self_: _("Chi bộ tự đánh giá"),
    Layer.commune: _("Đảng ủy xã đánh giá"),
    Layer.appraiser: _("Thành viên thẩm định đánh giá"),
    Layer.panel: _("Tổ thẩm định thống nhất"),
}

GRADES: Mapping[str, str] = {
    Grade.excellent: _("Xuất sắc"),
    Grade.good: _("Tốt"),
    Grade.average: _("Trung bình"),
    Grade.poor: _("Kém"),
}

OUTCOMES: Mapping[str, str] = {
    Level.EXCELLENT: _("Hoàn thành xuất sắc nhiệm vụ"),
    Level.GOOD: _("Hoàn thành tốt nhiệm vụ"),
    Level.COMPLETED: _("Hoàn thành nhiệm vụ"),
    Level.NOT_COMPLETED: _("Không hoàn thành nhiệm vụ"),
    Level.NOT_RATED: _("Không xếp loại"),
    TitleOutcome.recognised: _("Công nhận"),
    TitleOutcome.declined: _("Không công nhận"),
    "for": _("Tán thành"),
    "against": _("Không tán thành"),
}


def role_words(role: Role | str, tier: Tier | str | None = None) -> str:
    """Returns the office with a capital letter, for the beginning of a line."""
    if role == Role.commune_reviewer and tier == Tier.two_tier:
        return str(_TWO_TIER_REVIEWER)
    if tier == Tier.light:  # the body above may be a committee of any kind
        return seat_words(role)
    return _words(ROLES, role)


def seat_words(role: Role | str) -> str:
    """Returns the office as it stands beside the name of its committee, whatever the kind of that committee."""
    return str(_REVIEWER_BESIDE) if role == Role.commune_reviewer else _words(ROLES, role)


def state_words(
    state: State | str, *, returned: bool = False, due_on: date | None = None, to_cell: bool = False,
    kind: Kind | str = Kind.rating, tier: Tier | str = Tier.three_tier,
) -> str:  # fmt: skip
    """Returns the words for a dossier's state. A returned draft is to be completed, with the due day if it is known."""
    if state == State.draft and returned:
        if due_on is None:
            return str(gettext("Cần bổ sung"))
        return str(gettext("Cần bổ sung trước %(date)s", date=text.day(due_on)))
    if state == State.commune_review and tier == Tier.two_tier:
        return str(_CHECKED_TO_CELL if to_cell else _CHECKED)
    if state == State.commune_review and tier == Tier.light:
        return str(_TO_NOTE_TO_CELL if to_cell else _TO_NOTE)
    if state == State.certified and kind == Kind.recognition:
        return str(_RECOGNISED)
    if to_cell and state in _TO_CELL:
        return _words(_TO_CELL, state)
    return _words(STATES, state)


def work_words(work: Work | str, tier: Tier | str = Tier.three_tier, state: State | str = State.commune_review) -> str:
    """Returns the words for what is done of a dossier on a desk. In two tiers the first desk only checks what came
    in."""
    if tier == Tier.two_tier and state == State.commune_review and work in _ONLY_CHECKED:
        return _words(_ONLY_CHECKED, work)
    return _words(WORKS, work)


def registering_words(state: Registering | str) -> str:
    """Returns the words for the state of a cell's registration, before the cell has a dossier."""
    return _words(REGISTERING, state)


def step_words(step: Step | str, kind: Kind | str = Kind.rating) -> str:
    """Returns the words of the step's button."""
    name = step if isinstance(step, str) else step.name
    if name == "certify" and kind == Kind.recognition:
        return str(_CERTIFY_TITLE)
    return _words(STEPS, name)


def layer_words(layer: Layer | str) -> str:
    return _words(LAYERS, layer)


def grade_words(grade: Grade | str | None) -> str:
    return _words(GRADES, grade)


def outcome_words(code: str | None) -> str:
    """Returns the words for a level in full, for a committee's decision about a title, or for a side of a ballot."""
    return _words(OUTCOMES, code)


def kind_words(code: str | None) -> str:
    """Returns the words for a code in KINDS: a kind of work, unit, cell, succession, campaign, decision, cleaned file
    or figure."""
    return _words(KINDS, code)


def meeting_words(code: str | None) -> str:
    """Returns the words for the class of a meeting, or of a year of meetings."""
    return _words(MEETINGS, code)


def group_words(group: QuotaGroup) -> str:
    """Returns the words for the group of a quota: the unit above, the function, or both."""
    return ", ".join(part for part in (group.parent_name, kind_words(group.function)) if part)


def part_words(label: str, programme: Programme | None = None) -> str:
    """Returns a part that a return names, for the beginning of a line: a criterion by its number, `members` and
    `ballot` by their words."""
    if label == "members" and programme is not None and len(programme.asks) <= 2:
        return _words(PARTS, "members_only")
    return _words(PARTS, label)


def _words(table: Mapping[str, str], code: str | None) -> str:
    """Returns the words for a code, or an empty text for None. A code without words is returned as it is, so that no
    page fails because of a missing word."""
    if code is None:
        return ""
    return str(table.get(code, code))
