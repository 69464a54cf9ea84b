"""The reasons why a change of a unit, or the answer to what follows from it, is refused."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

UNITS: Mapping[str, str] = {
    "phone_of_person": _(
        "“%(value)s” là số di động của cá nhân. Mời ghi số máy của cơ quan, bắt đầu bằng 02, 1800 hoặc 1900."
    ),
    "phone_shape": _("“%(value)s” chưa phải số điện thoại của cơ quan. Mời ghi cả mã vùng, ví dụ: 0297 3821234."),
    "unit_reason": _("Chưa ghi căn cứ hoặc lý do. Mời ghi số, ngày của văn bản, hoặc sự việc."),
    "unit_code_used": _("Mã “%(code)s” đã thuộc về một tổ chức khác; mã không dùng lại. Mời đặt mã khác."),
    "unit_name": _("Chưa ghi tên tổ chức."),
    "unit_same": _("Không có gì khác với thông tin đang ghi của %(code)s."),
    "unit_not_standing": _("Ngày %(date)s, tổ chức %(code)s không hoạt động. Mời chọn ngày khác."),
    "unit_period_begins": _(
        "Thông tin hiện nay của tổ chức áp dụng từ ngày %(date)s, nên thay đổi phải từ một ngày sau đó. "
        "Nếu thông tin đã ghi sai, mời dùng “Sửa thông tin ghi sai”."
    ),
    "unit_name_long": _("Tên quá dài. Tối đa %(max)s ký tự."),
    "unit_name_signs": _("Tên có chỗ xuống dòng hoặc ký tự không nhìn thấy. Mời gõ lại tên trên một dòng."),
    "unit_cell_type": _("Không có loại hình “%(value)s”. Mời chọn trong danh sách."),
    "unit_parent_missing": _(
        "Chưa ghi tổ chức cấp trên trực tiếp của %(code)s. Chi bộ nào cũng trực thuộc một đảng bộ."
    ),
    "unit_parent_kind": _(
        "%(code)s (%(unit_kind)s) không thể trực thuộc %(above)s (%(above_kind)s). "
        "Mời ghi đúng cấp ủy cấp trên trực tiếp."
    ),
    "unit_below_itself": _("%(code)s không thể trực thuộc chính nó hoặc tổ chức trực thuộc nó."),
    "unit_has_units": _("%(code)s còn %(n)s tổ chức trực thuộc. Mời chuyển các tổ chức này trước."),
    "unit_change_without_day": _("%(code)s khác với thông tin đang ghi. Mời ghi ngày bắt đầu và căn cứ của thay đổi."),
    "merger_two": _("Sáp nhập cần ít nhất hai tổ chức. Mời chọn thêm."),
    "merger_kinds": _("Không sáp nhập chi bộ với đảng bộ. Mời chọn lại."),
    "division_two": _("Chia tách cần ít nhất hai tổ chức mới. Mời ghi thêm."),
    "unit_lines": _("Dòng %(n)s chưa đúng. Mỗi dòng ghi mã, dấu chấm phẩy, rồi tên, ví dụ: X-01; Chi bộ thôn Một."),
    "unit_task_answered": _(
        "Hồ sơ này đã được xử lý lúc %(time)s, do %(role)s (%(login)s): %(answer)s. Mời xem lại hồ sơ."
    ),
    "unit_task_reason": _("Chưa ghi lý do. Mời ghi lý do; lý do được giữ cùng hồ sơ."),
    "unit_task_process": _(
        "Đợt đánh giá này theo quy trình cũ, chưa có bước dừng hồ sơ. "
        "Đề nghị quản trị hệ thống đổi quy trình của đợt, hoặc chọn “Tiếp tục”."
    ),
    "unit_task_late": _("Hồ sơ đang ở bước “%(state)s”, không dừng được nữa. Mời chọn “Tiếp tục”."),
    "unit_task_successor": _("Thay đổi này không có tổ chức tiếp nhận. Mời chọn cách khác."),
}
