"""The reasons why a campaign cannot be opened."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

CAMPAIGNS: Mapping[str, str] = {
    "no_members_to_decide": _("Bộ tiêu chí của đợt này không có kết quả xếp loại đảng viên do cấp dưới đề nghị."),
    "programme_example": _(
        "Bộ tiêu chí “%(programme)s” là của bản trình diễn: giá trị trong đó là giả định, không cấp nào ban hành. Mời "
        "dùng bộ tiêu chí do cấp có thẩm quyền ban hành, nhập ở trang Bộ tiêu chí hoặc bằng lệnh import-programmes."
    ),
    "programme_null": _("Chưa mở được đợt đánh giá: cấp ban hành chưa quy định %(list)s."),
    "programme_year": _("Bộ tiêu chí “%(programme)s” không áp dụng cho năm %(year)s. Mời chọn bộ tiêu chí khác."),
    "period_kind": _(
        "Bộ tiêu chí “%(programme)s” đánh giá theo %(kind)s, không dùng cho %(period)s. Mời chọn bộ tiêu chí khác."
    ),
    "period_code": _("“%(code)s” không phải mã kỳ đánh giá. Mời ghi như 2026, 2026-Q1, 2026-H1 hoặc 2026-03."),
    "period_other_year": _("Kỳ %(code)s không thuộc năm %(year)s."),
    "period_unknown": _("Chưa có đợt nào của kỳ %(code)s. Mời mở đợt của kỳ này trước."),
    "period_label": _("Kỳ %(code)s chưa có tên. Mời ghi tên của kỳ."),
    "period_tier": _("Kết quả %(period)s chỉ được ghi nhận. Mời dùng quy trình rút gọn (light)."),
    "tier_light": _(
        "Quy trình rút gọn (light) không dùng cho kỳ cả năm; chỉ dùng cho 6 tháng, quý, tháng, nhiệm kỳ hoặc đợt "
        "đột xuất."
    ),
    "campaign_code_used": _("Mã “%(code)s” đã dùng cho một đợt đánh giá khác. Mời đặt mã khác."),
    "due_day_reason": _("Chưa ghi lý do đổi hạn. Mời ghi lý do; chi bộ đọc được lý do này."),
    "due_day_early": _("Hạn mới không được trước ngày %(first)s. Mời chọn lại ngày."),
    "due_day_same": _("Hạn hiện nay đã là ngày %(date)s. Mời chọn ngày khác."),
    "due_day_sent": _("Chi bộ đã gửi hồ sơ nên không còn hạn để đổi."),
    "campaign_code_shape": _(
        "Mã đợt “%(code)s” chưa đúng: chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới; tối đa %(max)s ký "
        "tự, không có dấu cách."
    ),
    "authority_is_cell": _("%(unit)s là chi bộ nên không là cấp quyết định của đợt. Mời chọn cấp ủy có thẩm quyền."),
    "campaign_not_closed": _("Đợt %(campaign)s đang mở. Không cần mở lại."),
    "campaign_is_closed": _("Đợt %(campaign)s đã khóa ngày %(date)s."),
    "campaign_stale": _(
        "Người khác vừa khóa, mở lại hoặc hủy đợt này sau khi trang được mở. Mời xem lại đợt trước khi làm tiếp."
    ),
    "cancelling_reason": _("Chưa ghi lý do hủy đợt. Mời ghi lý do; các tổ chức trong đợt đọc được lý do này."),
    "cancel_issued": _(
        "Đợt này đã ban hành %(n)s quyết định nên không hủy được: kết quả đã có hiệu lực. Có thể khóa đợt."
    ),
    "cancel_voted": _("%(n)s quyết định đã ghi kết quả biểu quyết. Mời mở lại biểu quyết trước khi hủy đợt."),
    "cancel_noted": _("%(n)s hồ sơ đã được ghi nhận. Mời hủy ghi nhận các hồ sơ này trước khi hủy đợt."),
    "reopening_reason": _("Chưa ghi lý do mở lại đợt. Mời ghi lý do trước khi mở lại."),
    "dates_in_order": _("Ngày %(second)s đứng trước ngày %(first)s. Mời kiểm tra lại hai ngày này."),
    "tier_gone": _("Sau ngày %(date)s không còn cấp huyện. Mời chọn quy trình hai cấp."),
    "not_rated_open": _("Đợt %(campaign)s chưa khóa. Mời khóa đợt trước khi ghi tổ chức không xếp loại."),
    "not_rated_sent": _("Hồ sơ của %(code)s đã gửi đi, nên không ghi là không xếp loại."),
    "not_rated_already": _("%(code)s đã được ghi là không xếp loại trong đợt này."),
    "campaign_unknown": _("Không có đợt đánh giá nào mang mã “%(code)s”."),
    "award_by_nobody": _(
        "Cấp ủy cấp trên trực tiếp không quyết định gì trong đợt này nên không thể giao cấp ủy này khen thưởng. "
        "Mời giao khen thưởng cho cấp có thẩm quyền của đợt."
    ),
    "unit_code_shape": _("Mã “%(code)s” chưa đúng: chỉ gồm chữ in hoa không dấu, chữ số và dấu gạch nối."),
    "decider_reason_missing": _("Giao cấp khác quyết định so với quy định chung thì phải nêu căn cứ."),
    "unit_unknown": _("Không có tổ chức đảng nào mang mã “%(code)s”. Mời kiểm tra lại mã."),
    "cell_type_missing": _(
        "Chưa mở được đợt đánh giá: bộ tiêu chí có yêu cầu riêng cho từng loại hình, mà %(list)s chưa ghi loại hình. "
        "Mời bổ sung loại hình của chi bộ."
    ),
    "process_reason": _("Chưa ghi lý do đổi quy trình. Mời ghi lý do trước khi đổi."),
    "process_stale": _(
        "Quy trình vừa xem trước không còn là quy trình mới nhất, hoặc đợt này đã theo quy trình đó. Mời xem lại."
    ),
    "process_stuck": _(
        "%(n)s hồ sơ đang ở bước mà quy trình mới không có, nên chưa đổi được. Mời chuyển các hồ sơ này trước."
    ),
    "campaign_overlaps": _(
        "%(n)s tổ chức đảng đã nằm trong đợt “%(code)s” cùng năm, cùng nội dung. "
        "Mời bỏ các tổ chức này ra (kèm lý do) hoặc dùng đợt đã mở."
    ),
    "unit_task_share": _("Chỉ chia công trình và các tháng cho tổ chức được hình thành từ việc chia tách này."),
    "left_out_reason": _("Chưa ghi lý do không đưa %(unit)s vào đợt."),
    "roster_changed": _("Danh sách tổ chức đảng đã thay đổi sau khi xem. Mời xem lại trước khi mở."),
    "roster_empty": _("Chưa mở được đợt đánh giá: các đảng bộ đã chọn không có tổ chức nào thuộc diện xếp loại."),
    "format_unreadable": _(
        "Chưa đọc được %(stored)s; nội dung đã lưu vẫn còn nguyên. Đề nghị báo quản trị hệ thống cài bản "
        "mới hơn (nội dung lưu theo định dạng số %(number)s, bản đang chạy chỉ đọc được định dạng số "
        "%(known)s)."
    ),
}
