"""The reasons why a registration for a title is refused: the cell's own, the committee's list, the half-year check."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

REGISTRATIONS: Mapping[str, str] = {
    "registration_unneeded": _("Đợt công nhận này không có bước đăng ký. Chi bộ làm hồ sơ ngay từ đầu."),
    "registration_state": _("Đăng ký của chi bộ đang ở bước “%(state)s” nên chưa thực hiện được."),
    "registration_stale": _(
        "Đăng ký của chi bộ vừa được cập nhật lúc %(time)s. Nội dung đồng chí vừa nhập được giữ bên dưới; "
        "mời đối chiếu rồi lưu lại."
    ),
    "registration_votes": _(
        "Số đảng viên tán thành (%(yes)s) nhiều hơn số đảng viên được triệu tập (%(eligible)s). Mời kiểm tra lại."
    ),
    "registration_no_majority": _(
        "Chỉ %(yes)s/%(eligible)s đảng viên tán thành, chưa quá một nửa. Chi bộ chưa đăng ký được."
    ),
    "works_number": _("Chi bộ đăng ký %(n)s nội dung; bộ tiêu chí yêu cầu từ %(min)s đến %(max)s. Mời thêm hoặc bớt."),
    "work_incomplete": _("Nội dung thứ %(n)s chưa đủ: mời ghi tên việc, chỉ tiêu là một số lớn hơn 0, và đơn vị tính."),
    "works_locked": _("Hồ sơ được trả lại mà không nêu nội dung đăng ký, nên phần này đã khóa."),
    "list_empty": _(
        "Chưa chọn chi bộ nào. Mời đánh dấu chi bộ được chốt, hoặc ghi lý do cho chi bộ để ngoài danh sách."
    ),
    "set_aside_reason": _("Chưa nêu lý do không đưa vào danh sách: %(list)s. Mời ghi lý do cho từng chi bộ."),
    "list_late": _("Đã quá ngày chốt danh sách (%(date)s). Vẫn chốt được; mời ghi lý do chốt muộn."),
    "survey_unmet": _(
        "Chưa khảo sát xong, hoặc có tiêu chí khảo sát chưa đạt: %(list)s. "
        "Mời ghi kết quả khảo sát, hoặc để chi bộ ngoài danh sách và nêu lý do."
    ),
    "survey_unneeded": _("Mô hình này không khảo sát: mọi chi bộ đăng ký đều có thể được chốt."),
    "half_year_unneeded": _("Mô hình này không có kiểm tra giữa năm."),
    "check_words": _("Chưa có kết quả kiểm tra. Mời ghi những điểm đã làm được và những điểm cần sửa."),
    "plan_unneeded": _("Bộ tiêu chí của đợt này không có chỉ tiêu nhiều năm."),
}
