"""The words for states, roles, steps, layers, grades and outcomes."""

from collections.abc import Mapping
from datetime import date

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _

from grading import text
from grading.models import UnitPeriod
from grading.rules.levels import Grade, Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.outcomes import DECLINED, RECOGNISED
from grading.rules.quota import QuotaGroup
from grading.words.bodies import Bodies, general_bodies, office_on
from grading.words.kinds import KINDS, MEETINGS, PARTS
from workflows import Kind, Layer, Registering, Role, Side, State, Step, Tier, Work

ROLES: Mapping[str, str] = {
    Role.cell_secretary: _("Bí thư chi bộ"),
    Role.cell_committee: _("Chi ủy viên"),
    Role.commune_reviewer: _("Cán bộ tham mưu, giúp việc cấp ủy"),
    Role.appraiser: _("Thành viên Tổ thẩm định"),
    Role.appraisal_lead: _("Tổ trưởng Tổ thẩm định"),
    Role.authority_secretary: _("Thư ký hội nghị cấp ủy"),
    Role.award_clerk: _("Cán bộ khen thưởng"),
    Role.inspector: _("Cán bộ Ủy ban Kiểm tra"),
    Role.admin: _("Quản trị hệ thống"),
}
"""The offices where nobody says on which unit. On a unit its own kind, name and day give the office (bodies.py)."""

SIDES: Mapping[str, str] = {
    Side.produce: _("tự đánh giá"),
    Side.review: _("xem xét của cấp ủy cấp trên trực tiếp"),
    Side.appraise: _("thẩm định"),
    Side.decide: _("ghi quyết định"),
}

STATES: Mapping[str, str] = {
    State.draft: _("Đang soạn"),
    State.commune_review: _("%(reviewer)s đang xem xét"),
    State.appraisal: _("Đang thẩm định"),
    State.certification: _("Chờ %(sitting)s quyết định"),
    State.certified: _("Đã xếp loại"),
    State.rejected: _("Chưa đề nghị"),
    State.declined: _("Không công nhận"),
    State.withdrawn: _("Đã rút đăng ký"),
    State.discontinued: _("Dừng do thay đổi tổ chức"),
    State.noted: _("Đã ghi nhận"),
}
_TO_CELL: Mapping[str, str] = {
    State.commune_review: _("Đã gửi; %(reviewer)s đang xem xét"),
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
    "submit": _("Gửi hồ sơ lên %(reviewer)s"),
    "take_back": _("Lấy lại để sửa"),
    "withdraw": _("Rút đăng ký"),
    "reopen": _("Đăng ký lại"),
    "send_back": _("Trả lại để bổ sung"),
    "endorse": _("Xác nhận và trình"),
    "note": _("Ghi nhận"),
    "cancel_note": _("Hủy ghi nhận"),
    "discontinue": _("Dừng do thay đổi tổ chức"),
    "approve": _("Trình %(sitting)s"),
    "reject": _("Ghi: chưa đề nghị công nhận"),
    "recall": _("Yêu cầu thẩm định lại"),
    "certify": _("Ghi quyết định xếp loại"),
    "decline": _("Ghi quyết định không công nhận"),
}
_CERTIFY_TITLE = _("Ghi quyết định công nhận")

LAYERS: Mapping[str, str] = {
    Layer.self_: _("Tự đánh giá"),
    Layer.commune: _("%(reviewer)s đánh giá"),
    Layer.appraiser: _("Thành viên thẩm định đánh giá"),
    Layer.panel: _("Tổ thẩm định thống nhất"),
}
_CELL_ITSELF = _("Chi bộ tự đánh giá")
_COMMITTEE_ITSELF = _("Đảng bộ tự đánh giá")

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
    RECOGNISED: _("Công nhận"),
    DECLINED: _("Không công nhận"),
    "for": _("Tán thành"),
    "against": _("Không tán thành"),
}


def role_words(role: Role | str) -> str:
    """Returns the office with a capital letter, for the beginning of a line."""
    return _words(ROLES, role)


def seat_words(role: Role, unit: UnitPeriod, day: date) -> str:
    """Returns the office of a role on this unit as it is called on that day."""
    return office_on(role, unit, day) or role_words(role)


def state_words(
    state: State | str, *, returned: bool = False, due_on: date | None = None, to_cell: bool = False,
    kind: Kind | str = Kind.rating, tier: Tier | str = Tier.three_tier, bodies: Bodies | None = None,
) -> str:  # fmt: skip
    """Returns the words for a dossier's state. A returned draft is to be completed, with the due day if it is known."""
    if state == State.draft and returned:
        if due_on is None:
            return str(gettext("Cần bổ sung"))
        return str(gettext("Cần bổ sung, hạn đến hết ngày %(date)s", date=text.day(due_on)))
    if state == State.commune_review and tier == Tier.two_tier:
        return str(_CHECKED_TO_CELL if to_cell else _CHECKED)
    if state == State.commune_review and tier == Tier.light:
        return str(_TO_NOTE_TO_CELL if to_cell else _TO_NOTE)
    if state == State.certified and kind == Kind.recognition:
        return str(_RECOGNISED)
    return _named(_TO_CELL if to_cell and state in _TO_CELL else STATES, state, bodies)


def work_words(work: Work | str, tier: Tier | str = Tier.three_tier, state: State | str = State.commune_review) -> str:
    """Returns the words for what is done of a dossier on a desk. In two tiers the first desk only checks what came
    in."""
    if tier == Tier.two_tier and state == State.commune_review and work in _ONLY_CHECKED:
        return _words(_ONLY_CHECKED, work)
    return _words(WORKS, work)


def registering_words(state: Registering | str) -> str:
    """Returns the words for the state of a cell's registration, before the cell has a dossier."""
    return _words(REGISTERING, state)


def step_words(step: Step | str, kind: Kind | str = Kind.rating, bodies: Bodies | None = None) -> str:
    """Returns the words of the step's button."""
    name = step if isinstance(step, str) else step.name
    if name == "certify" and kind == Kind.recognition:
        return str(_CERTIFY_TITLE)
    return _named(STEPS, name, bodies)


def layer_words(layer: Layer | str, *, of_committee: bool | None = None, bodies: Bodies | None = None) -> str:
    """Returns the words for a layer. Whether a cell or a committee assessed itself is said where it is known."""
    if layer == Layer.self_ and of_committee is not None:
        return str(_COMMITTEE_ITSELF if of_committee else _CELL_ITSELF)
    return _named(LAYERS, layer, bodies)


def grade_words(grade: Grade | str | None) -> str:
    return _words(GRADES, grade)


def outcome_words(code: str | None, programme: Programme | None = None) -> str:
    """Returns the words for a level in full, for a committee's decision about a title, or for a side of a ballot. An
    outcome that the programme names itself has its name."""
    if programme is None or code == RECOGNISED or not programme.has_outcome(code):
        return _words(OUTCOMES, code)
    name, locale = programme.outcome(str(code)).name, get_locale()
    return name.en if locale is not None and locale.language == "en" else name.vi


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


def _named(table: Mapping[str, str], code: str, bodies: Bodies | None) -> str:
    """Returns the words for a code with the bodies that they name, for the beginning of a line."""
    said = bodies or general_bodies()
    words = _words(table, code) % {"reviewer": said.reviewer, "sitting": said.sitting}
    return words[:1].upper() + words[1:]


def _words(table: Mapping[str, str], code: str | None) -> str:
    """Returns the words for a code, or an empty text for None. A code without words is returned as it is, so that no
    page fails because of a missing word."""
    if code is None:
        return ""
    return str(table.get(code, code))
