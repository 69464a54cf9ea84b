"""The words of the record: what was done, in which capacity, to what."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading import text
from grading.models import Done, Event, Office
from grading.services.units.described import Difference
from grading.words.bodies import Bodies
from grading.words.kinds import SUBJECTS
from grading.words.units import difference_words, phone_words, unit_change_words
from grading.words.vocabulary import layer_words, role_words, step_words

DONE: Mapping[str, str] = {
    Done.account_made: _("Tạo tài khoản"),
    Done.account_renamed: _("Đổi tên đăng nhập"),
    Done.account_disabled: _("Khóa tài khoản"),
    Done.account_enabled: _("Mở khóa tài khoản"),
    Done.role_granted: _("Giao nhiệm vụ"),
    Done.role_ended: _("Kết thúc nhiệm vụ"),
    Done.link_made: _("Cấp đường dẫn đặt mật khẩu"),
    Done.link_approved: _("Xác nhận đường dẫn đặt mật khẩu do quản trị viên khác cấp"),
    Done.link_seen: _("Chủ tài khoản xác nhận đã biết việc cấp đường dẫn đặt mật khẩu"),
    Done.password_set: _("Đặt mật khẩu mới"),
    Done.password_voided: _("Hủy mật khẩu chưa có người thứ hai xác nhận"),
    Done.password_owned: _("Chủ tài khoản xác nhận mật khẩu là của mình, trên thiết bị của mình"),
    Done.dual_office_allowed: _("Cho phép kiêm nhiệm"),
    Done.dual_office_ended: _("Kết thúc kiêm nhiệm"),
    Done.password_changed: _("Đổi mật khẩu của mình"),
    Done.passkey_added: _("Thêm khóa đăng nhập"),
    Done.passkey_removed: _("Bỏ khóa đăng nhập"),
    Done.sign_in_ended: _("Đăng xuất một thiết bị"),
    Done.signed_out_everywhere: _("Đăng xuất ở mọi thiết bị"),
    Done.unit_imported: _("Nhập tổ chức đảng từ tệp"),
    Done.unit_opened: _("Thêm tổ chức"),
    Done.unit_changed: _("Thay đổi tổ chức"),
    Done.unit_closed: _("Kết thúc hoạt động"),
    Done.unit_merged: _("Sáp nhập"),
    Done.unit_divided: _("Chia tách"),
    Done.unit_corrected: _("Sửa thông tin ghi sai của tổ chức"),
    Done.office_phone_set: _("Ghi số điện thoại của văn phòng"),
    Done.unit_task_answered: _("Xử lý hồ sơ sau khi tổ chức thay đổi"),
    Done.succession_imported: _("Ghi việc sáp nhập, chia tách từ tệp"),
    Done.result_imported: _("Nhập kết quả các năm trước từ tệp"),
    Done.past_award_imported: _("Nhập khen thưởng các năm trước từ tệp"),
    Done.figures_reported: _("Nhập số liệu từ tệp"),
    Done.figure_corrected: _("Sửa số liệu"),
    Done.contradiction_explained: _("Giải trình số liệu chưa khớp"),
    Done.step_taken: _("Chuyển hồ sơ"),
    Done.answers_saved: _("Lưu nội dung tự đánh giá"),
    Done.members_counted: _("Ghi số lượng đảng viên"),
    Done.figures_explained: _("Giải trình số liệu trong hồ sơ chưa khớp"),
    Done.members_decided: _("Ghi số đảng viên theo mức đã được quyết định"),
    Done.ballot_recorded: _("Ghi kết quả bỏ phiếu"),
    Done.evidence_attached: _("Thêm minh chứng"),
    Done.evidence_removed: _("Xóa tệp minh chứng"),
    Done.evidence_restored: _("Hoàn tác xóa tệp minh chứng"),
    Done.paper_received: _("Đánh dấu đã nhận bản giấy có chữ ký"),
    Done.paper_not_received: _("Bỏ đánh dấu đã nhận bản giấy có chữ ký"),
    Done.layer_saved: _("Lưu đánh giá"),
    Done.award_opinion_saved: _("Lưu ý kiến về khen thưởng"),
    Done.award_proposal_saved: _("Lưu kết luận của Tổ thẩm định về khen thưởng"),
    Done.level_chosen: _("Ghi dự kiến mức, khen thưởng của hồ sơ trước khi biểu quyết"),
    Done.voted_on: _("Ghi kết quả biểu quyết về hồ sơ"),
    Done.month_saved: _("Lưu kết quả tháng"),
    Done.months_imported: _("Nhập kết quả các tháng từ tệp"),
    Done.thematic_saved: _("Lưu buổi sinh hoạt chuyên đề"),
    Done.review_saved: _("Lưu sơ kết 6 tháng"),
    Done.due_day_extended: _("Gia hạn gửi hồ sơ"),
    Done.due_day_shortened: _("Rút ngắn hạn gửi hồ sơ"),
    Done.return_day_chosen: _("Đặt hạn bổ sung"),
    Done.year_part_sent: _("Gửi công việc trong năm"),
    Done.kept_as_sent: _("Giữ nguyên nội dung đã gửi"),
    Done.left_out: _("Ghi tổ chức không xếp loại"),
    Done.dossier_received: _("Nhận bàn giao của tổ chức trước khi sáp nhập, chia tách"),
    Done.registration_changed: _("Cập nhật đăng ký"),
    Done.programme_drafted: _("Nhập dự thảo bộ tiêu chí"),
    Done.programme_published: _("Công bố bộ tiêu chí"),
    Done.programme_withdrawn: _("Thu hồi bộ tiêu chí"),
    Done.campaign_opened: _("Mở đợt đánh giá"),
    Done.campaign_closed: _("Khóa đợt đánh giá"),
    Done.campaign_reopened: _("Mở lại đợt đánh giá"),
    Done.campaign_cancelled: _("Hủy đợt đánh giá"),
    Done.process_changed: _("Đổi quy trình của đợt đánh giá"),
    Done.decision_drafted: _("Lập dự thảo quyết định"),
    Done.decision_saved: _("Lưu dự thảo quyết định"),
    Done.vote_recorded: _("Ghi kết quả biểu quyết"),
    Done.vote_reopened: _("Mở lại biểu quyết"),
    Done.decision_discarded: _("Bỏ dự thảo quyết định"),
    Done.decision_issued: _("Ghi số quyết định"),
    Done.job_asked: _("Giao việc cho hệ thống"),
    Done.job_paused: _("Tạm dừng việc của hệ thống"),
    Done.job_resumed: _("Cho làm tiếp việc của hệ thống"),
    Done.job_cancelled: _("Hủy việc của hệ thống"),
    Done.job_retried: _("Cho làm lại việc của hệ thống"),
}

OFFICES: Mapping[str, str] = {
    Office.person: _("Người được giao nhiệm vụ"),
    Office.administrator: _("Quản trị hệ thống"),
    Office.command: _("Lệnh tại máy chủ"),
}


def done_words(event: Event) -> str:
    return str(DONE[event.done])


def office_words(office: Office) -> str:
    return str(OFFICES[office])


def details_words(event: Event, bodies: Bodies | None = None) -> str:
    """Returns what the record keeps of an act besides its reason: the step, the layer, the criteria, days, the file.
    Where the page knows the bodies of a dossier, it names them."""
    details = event.words.details if event.words else {}
    parts = (
        step_words(details["step"], bodies=bodies) if "step" in details else "",
        f"({layer_words(details['layer'], bodies=bodies)})" if "layer" in details else "",
        role_words(details["role"]) if "role" in details else "",
        role_words(details["other_role"]) if "other_role" in details else "",
        _numbered(gettext("tháng"), details.get("month")),
        _numbered(gettext("quý"), details.get("quarter")),
        _numbered(gettext("lần"), details.get("round")),
        _numbered(gettext("số"), details.get("number")),
        _days(details.get("before"), details.get("after")),
        str(details.get("file", "")) if event.done in _OF_FILES else "",
        phone_words(details.get("phone", "")),
        gettext("tên cũ: %(login)s", login=details["before_login"]) if "before_login" in details else "",
        *(_of_unit(details) if event.done in _OF_UNITS else ()),
    )
    return ", ".join(part for part in parts if part)


def subject_words(event: Event, names: Mapping[tuple[str, int], str]) -> str:
    """Returns the name of the thing that the act was done to; its kind and number, if it has no name (any more)."""
    key = (event.subject_kind, event.subject_id)
    return names.get(key) or f"{SUBJECTS.get(event.subject_kind, event.subject_kind)} {event.subject_id}"


_OF_FILES = frozenset(
    {
        Done.account_made,
        Done.role_granted,
        Done.unit_imported,
        Done.succession_imported,
        Done.result_imported,
        Done.past_award_imported,
        Done.figures_reported,
    }
)


_OF_UNITS = frozenset(
    {Done.unit_opened, Done.unit_changed, Done.unit_closed, Done.unit_merged, Done.unit_divided, Done.unit_corrected}
)


def _of_unit(details: Mapping[str, Any]) -> list[str]:
    """Returns from which day the act holds, what stood there and what stands there now. A line of an older version says
    only in which respects the unit changed."""
    since = [gettext("từ ngày %(date)s", date=text.day(date.fromisoformat(details["day"])))] if "day" in details else []
    if fields := details.get("fields"):
        return since + [difference_words(Difference(**field)) for field in fields]
    beside = {"successor": gettext("tổ chức tiếp nhận"), "predecessor": gettext("tổ chức được chia tách")}
    return [
        *since,
        *(unit_change_words(change).lower() for change in details.get("changes", ())),
        *(f"{words} {details[name]}" for name, words in beside.items() if name in details),
    ]


def _numbered(word: str, number: object) -> str:
    return f"{word} {number}" if number else ""


def _days(before: object, after: object) -> str:
    """Returns two days, from and to; nothing for details of another kind."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return ""
    return f"{text.day(date.fromisoformat(before))} → {text.day(date.fromisoformat(after))}"
