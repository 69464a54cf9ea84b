"""The words for the conditions of a process: what a step or an act needs, for those who read its table."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from grading.words.vocabulary import role_words, step_words
from workflows import Role
from workflows.comparing import Difference, RowChange

CONDITIONS: Mapping[str, str] = {
    "campaign_is_open": _("đợt đánh giá đang mở"),
    "campaign_not_closed": _("đợt đánh giá chưa khóa"),
    "in_time": _("chưa quá hạn"),
    "every_criterion_answered": _("đã trả lời mọi tiêu chí"),
    "returned_criteria_completed": _("đã bổ sung mọi nội dung được trả lại"),
    "evidence_is_there": _("có đủ minh chứng"),
    "asked_figures_given": _("có đủ số liệu theo yêu cầu"),
    "figures_agree": _("số liệu trong hồ sơ khớp nhau, hoặc đã giải trình"),
    "members_add_up": _("số đảng viên theo mức khớp với số được đánh giá"),
    "ballot_passed": _("kết quả bỏ phiếu đạt yêu cầu, nếu bộ tiêu chí có quy định bỏ phiếu"),
    "commune_has_not_begun": _("cấp ủy cấp trên trực tiếp chưa bắt đầu xem xét"),
    "commune_has_not_decided": _("cấp ủy cấp trên trực tiếp chưa có quyết định"),
    "was_handed_over": _("hồ sơ dừng sau khi đã gửi"),
    "unit_has_changed": _("tổ chức đã sáp nhập, chia tách, chuyển hoặc kết thúc"),
    "commune_layer_complete": _("cấp ủy cấp trên trực tiếp đã đánh giá xong"),
    "no_open_contradiction": _("không còn số liệu chưa khớp"),
    "subordinates_decided": _("các tổ chức trực thuộc đã có quyết định"),
    "signed_paper_received": _("đã nhận bản giấy có chữ ký"),
    "commune_decision_issued": _("quyết định của cấp ủy cấp trên trực tiếp đã ban hành, nếu cấp ủy này quyết định"),
    "commune_decides": _("đợt do cấp ủy cấp trên trực tiếp quyết định"),
    "enough_assessments": _("đủ số thành viên Tổ thẩm định đã đánh giá"),
    "panel_layer_set": _("Tổ thẩm định đã thống nhất"),
    "proposal_made": _("Tổ thẩm định đã đề nghị"),
    "level_not_decided": _("mức xếp loại chưa được quyết định"),
    "level_decided_before": _("mức xếp loại đã được quyết định"),
    "award_left_to_authority": _("cấp trên khen thưởng"),
    "enough_assessments_unless_decided": _("đủ số thành viên Tổ thẩm định đã đánh giá, nếu mức chưa được quyết định"),
    "panel_layer_set_unless_decided": _("Tổ thẩm định đã thống nhất, nếu mức chưa được quyết định"),
    "proposal_made_unless_decided": _("Tổ thẩm định đã đề nghị, nếu mức chưa được quyết định"),
    "proposed_award_appraised": _("đủ số thành viên Tổ thẩm định có ý kiến, nếu đề nghị khen thưởng"),
    "award_proposed_if_decided": _("có đề nghị khen thưởng hoặc ghi lý do, nếu mức đã được quyết định"),
    "year_not_decided": _("chưa biểu quyết hoặc quyết định xếp loại cả năm"),
    "in_an_issued_decision": _("có trong quyết định khi ghi số"),
}

ACTS: Mapping[str, str] = {
    "answer": _("Tự đánh giá"),
    "attach": _("Thêm minh chứng"),
    "enter_figures": _("Nhập số liệu"),
    "enter_ballot": _("Nhập kết quả bỏ phiếu"),
    "log_month": _("Ghi kết quả tháng"),
    "print_papers": _("In văn bản"),
    "correct_figures": _("Sửa số liệu"),
    "explain_figures": _("Giải trình số liệu"),
    "receive_paper": _("Nhận bản giấy có chữ ký"),
    "decide_members": _("Ghi số đảng viên theo mức đã được quyết định"),
    "score_commune": _("Đánh giá của cấp ủy cấp trên trực tiếp"),
    "score_appraiser": _("Đánh giá của thành viên Tổ thẩm định"),
    "score_panel": _("Tổ thẩm định thống nhất"),
    "propose": _("Đề nghị mức xếp loại"),
    "appraise_award": _("Ý kiến về khen thưởng"),
    "propose_award": _("Đề nghị khen thưởng"),
    "draft_decision": _("Lập quyết định"),
}

DIFFERENCES: Mapping[str, str] = {
    Difference.added: _("Thêm"),
    Difference.removed: _("Bỏ"),
    Difference.changed: _("Đổi"),
}


def condition_words(name: str) -> str:
    return str(CONDITIONS[name])


def change_words(change: RowChange) -> tuple[str, str, str]:
    """Returns whether a row is added, removed or changed, what it is, and whose it is."""
    name = step_words(change.name) if change.is_step else str(ACTS.get(change.name, change.name))
    return str(DIFFERENCES[change.difference]), name, role_words(Role(change.role))
