"""The words about a move of a dossier: the shape of its tag, the notice to the cell, and what follows from a step."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from grading.words.bodies import Bodies
from workflows import OpenStep, State

TAGS: Mapping[State, str] = {
    State.draft: "doing",
    State.commune_review: "with",
    State.appraisal: "wait",
    State.certification: "wait",
    State.certified: "final",
    State.rejected: "na",
    State.declined: "na",
    State.withdrawn: "na",
    State.discontinued: "na",
    State.noted: "final",
}
"""The shape of the tag of each state, as the style sheet calls it."""

NOTICES: Mapping[str, str] = {
    "opened": _("Đã mở đợt đánh giá"),
    "submit": _("Đã gửi hồ sơ"),
    "take_back": _("Đã lấy lại hồ sơ để sửa"),
    "returned": _("Hồ sơ cần bổ sung"),
    "send_back": _("Hồ sơ được xem xét lại"),
    "endorse": _("Đã xác nhận và trình"),
    "discontinue": _("Hồ sơ dừng do thay đổi tổ chức"),
    "approve": _("Đã trình cấp có thẩm quyền quyết định"),
    "certify": _("Đã có kết quả"),
    "decline": _("Đã có kết quả"),
    "reject": _("Chưa đề nghị công nhận"),
    "recall": _("Hồ sơ được thẩm định lại"),
    "withdraw": _("Đã rút đăng ký"),
    "reopen": _("Đã đăng ký lại"),
    "note": _("Cấp ủy cấp trên đã ghi nhận"),
    "cancel_note": _("Cấp ủy cấp trên đã hủy ghi nhận; hồ sơ chờ ghi nhận lại"),
    "received": _("Nhận bàn giao của tổ chức trước khi sáp nhập, chia tách"),
}
"""What a cell reads in its notices, by step; a return to the cell and the opening have codes of their own."""

CONSEQUENCES: Mapping[str, str] = {
    "submit": _(
        "Sau khi gửi, hồ sơ khóa lại. Lấy lại được cho đến khi %(reviewer)s bắt đầu đánh giá hoặc nhận bản giấy."
    ),
    "take_back": _("Hồ sơ trở lại để sửa. Sửa xong phải gửi lại trước khi hết hạn."),
    "withdraw": _("Thôi đề nghị công nhận. Khi đợt còn mở, có thể đăng ký lại."),
    "reopen": _("Hồ sơ được mở lại; nội dung đã nhập được giữ nguyên."),
    "send_back": _("Hồ sơ trở lại bước trước, kèm lý do."),
    "endorse": _("Hồ sơ chuyển sang Tổ thẩm định; %(reviewer)s không sửa được nữa."),
    "note": _(
        "Cấp ủy cấp trên ghi nhận kết quả tự đánh giá; hồ sơ khóa lại và làm căn cứ xếp loại cả năm. "
        "Hủy ghi nhận được, có nêu lý do, khi đợt chưa khóa và chưa biểu quyết, quyết định xếp loại cả năm."
    ),
    "cancel_note": _(
        "Kết quả đã ghi nhận hết hiệu lực và không còn là căn cứ xếp loại cả năm; hồ sơ trở lại chờ ghi nhận. "
        "Tổ chức có hồ sơ đọc được lý do."
    ),
    "approve": _("Hồ sơ chuyển sang %(sitting)s; Tổ thẩm định không sửa được nữa."),
    "reject": _(
        "Hồ sơ dừng lại ở đây, lý do được thông báo cho tổ chức có hồ sơ. %(sitting)s có thể yêu cầu thẩm định lại."
    ),
    "recall": _("Hồ sơ trở lại Tổ thẩm định."),
}
_WITHOUT_AWARD = _("Hồ sơ chuyển sang %(sitting)s, không đề nghị khen thưởng; Tổ thẩm định không sửa được nữa.")
_SENT_TO_BE_NOTED = _("Sau khi gửi, hồ sơ khóa lại. Lấy lại được cho đến khi cấp ủy cấp trên ghi nhận.")
_RETURN = _("Hồ sơ được trả lại. Tổ chức có hồ sơ đọc được nội dung cần sửa và chỉ sửa những mục đã chọn.")


def tag_shape(state: State | str) -> str:
    return TAGS[State(state)]


def notice_words(kind: str) -> str:
    return str(NOTICES[kind])


def consequence_words(found: OpenStep, bodies: Bodies, *, is_decided: bool = True) -> str:
    """Returns what follows from a step, for the person who is about to take it. In a light process nothing is decided,
    and a sheet that is sent is only noted."""
    words = CONSEQUENCES[found.step.name]
    if found.step.name == "submit" and not is_decided:
        words = _SENT_TO_BE_NOTED
    elif found.has_note_instead:
        words = _WITHOUT_AWARD
    elif found.step.needs_criteria:
        words = _RETURN
    return str(words) % {"reviewer": bodies.reviewer, "sitting": bodies.sitting}
