"""The reasons why the service refuses entries in a dossier: answers, figures, ballot, layers."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

DOSSIERS: Mapping[str, str] = {
    "dossier_unknown": _(
        "Đợt mang mã “%(campaign)s” không có hồ sơ của tổ chức mang mã “%(code)s”. Mời kiểm tra lại từng mã."
    ),
    "stale": _(
        "Hồ sơ vừa được %(role)s cập nhật lúc %(time)s. "
        "Nội dung đồng chí vừa nhập được giữ bên dưới; mời đối chiếu rồi lưu lại."
    ),
    "stale_criteria": _(
        "Tiêu chí %(list)s vừa được người khác cập nhật. "
        "Nội dung đồng chí vừa nhập được giữ bên dưới; mời đối chiếu rồi lưu lại."
    ),
    "criteria_locked": _("Đang khóa: %(list)s. Chỉ sửa được những mục được yêu cầu bổ sung."),
    "points_max": _("Điểm %(value)s vượt mức tối đa %(max)s của tiêu chí “%(criterion)s”."),
    "points_given": _("Điểm của tiêu chí “%(criterion)s” tính theo số liệu, không ghi điểm khác được."),
    "points_waived": _("Tiêu chí “%(criterion)s” không áp dụng với đơn vị này, không ghi điểm được."),
    "points_options": _("Tiêu chí “%(criterion)s” chỉ nhận một trong các mức điểm: %(points)s."),
    "points_least": _("Điểm %(value)s thấp hơn mức thấp nhất %(least)s của tiêu chí “%(criterion)s”."),
    "points_step": _("Điểm của tiêu chí “%(criterion)s” chấm theo bước %(step)s; %(value)s không đúng bước."),
    "departure_reason": _("Tiêu chí “%(criterion)s” ghi điểm khác với số liệu thì phải nêu lý do."),
    "words_lines": _("Nội dung của tiêu chí “%(criterion)s” nhiều hơn %(max)s dòng. Mời viết gọn lại rồi lưu."),
    "words_long": _("Nội dung của tiêu chí “%(criterion)s” dài quá %(max)s ký tự. Mời rút gọn rồi lưu lại."),
    "wrong_scale": _(
        "Tiêu chí “%(criterion)s” đánh giá theo cách khác với nội dung vừa gửi. Mời mở lại trang và chọn lại."
    ),
    "date_future": _("Ngày %(date)s chưa đến. Mời kiểm tra lại ngày đã nhập."),
    "files_many": _("Hồ sơ đã có %(max)s tệp minh chứng, là số tối đa. Mời xóa bớt tệp không cần rồi thêm lại."),
    # members and ballot
    "ballot_sum": _(
        "Số phiếu không khớp: thu vào %(returned)s, hợp lệ %(valid)s và không hợp lệ %(invalid)s cộng lại là %(sum)s."
    ),
    "ballot_too_many": _("Số phiếu phát ra (%(issued)s) nhiều hơn số đảng viên chính thức có mặt (%(present)s)."),
    "ballot_early": _(
        "Ngày bỏ phiếu %(date)s ở trước kỳ đánh giá, bắt đầu từ ngày %(first)s. Mời kiểm tra lại năm của ngày họp."
    ),
    "ballot_negative": _("Số nhập vào không được nhỏ hơn 0: %(list)s."),
    "ballot_nobody": _(
        "Số đảng viên được triệu tập là %(eligible)s nên chưa tính được tỷ lệ. Mời kiểm tra lại các số đã nhập."
    ),
    "ballot_present_many": _(
        "Số đảng viên chính thức có mặt (%(present)s) nhiều hơn số được triệu tập (%(eligible)s). Mời kiểm tra lại."
    ),
    "ballot_returned_many": _(
        "Số phiếu thu vào (%(returned)s) nhiều hơn số phiếu phát ra (%(issued)s). Mời kiểm tra lại."
    ),
    "ballot_votes_sum": _(
        "Số phiếu của các phương án cộng lại là %(sum)s, số phiếu hợp lệ là %(valid)s. Mời kiểm tra lại."
    ),
    "ballot_option": _("Phiếu biểu quyết không có phương án “%(option)s”. Mời mở lại trang và nhập lại."),
    "members_over": _(
        "%(name)s: %(used)s; tính riêng chi bộ thì tối đa %(max)s, vượt %(over)s. "
        "Vẫn gửi được; cấp có thẩm quyền xem xét, quyết định."
    ),
    "members_over_refused": _(
        "%(name)s %(within)s: %(used)s, tối đa %(max)s, vượt %(over)s. Mời giảm bớt %(over)s rồi lưu lại."
    ),
    "members_over_reason": _(
        "%(name)s %(within)s: %(used)s, tối đa %(max)s, vượt %(over)s. Mời giảm bớt, hoặc nêu lý do rồi lưu lại."
    ),
    "rounds_over": _("Đã bỏ phiếu đủ %(n)s lần theo quy định, nên không bỏ phiếu thêm."),
    "round_unneeded": _(
        "Chưa nhập được lần %(round)s: chỉ biểu quyết lại khi lần ngay trước chưa có mức nào quá một nửa."
    ),
    "share_short": _(
        "Chưa đủ điều kiện xếp loại “%(level)s”: %(figure)s đạt %(value)s%%, yêu cầu %(operator)s %(needed)s%%."
    ),
    "figure_short": _(
        "Chưa đủ điều kiện xếp loại “%(level)s”: %(figure)s là %(value)s, yêu cầu %(operator)s %(needed)s."
    ),
    "grades_short": _("Chưa đủ điều kiện xếp loại “%(level)s”: tiêu chí %(list)s chưa đạt cấp độ “%(grade)s”."),
    "condition_short": _("Chưa đủ điều kiện xếp loại “%(level)s”: %(lacking)s."),
    "recognition_condition": _("Chưa đủ điều kiện công nhận: %(lacking)s."),
    "recognition_open": _("Chưa xác định được điều kiện công nhận: %(lacking)s."),
    "each_short": _(
        "Chưa đủ điều kiện xếp loại “%(level)s”: tiêu chí “%(criterion)s” được %(value)s điểm, yêu cầu từ %(needed)s."
    ),
    "recognition_total": _("Chưa đủ điều kiện công nhận: tổng điểm là %(value)s, yêu cầu từ %(needed)s."),
    "recognition_each": _(
        "Chưa đủ điều kiện công nhận: tiêu chí “%(criterion)s” được %(value)s điểm, yêu cầu từ %(needed)s."
    ),
    "recognition_rating": _("Chưa đủ điều kiện công nhận: xếp loại “%(level)s”, yêu cầu từ “%(needed)s”."),
    "recognition_share": _(
        "Chưa đủ điều kiện công nhận: %(figure)s đạt %(value)s%%, yêu cầu %(operator)s %(needed)s%%."
    ),
    "recognition_figure": _("Chưa đủ điều kiện công nhận: %(figure)s là %(value)s, yêu cầu %(operator)s %(needed)s."),
    "recognition_grades": _("Chưa đủ điều kiện công nhận: tiêu chí %(list)s chưa đạt cấp độ “%(grade)s”."),
    "recognition_unknown": _("Chưa đủ điều kiện công nhận: chưa có số liệu “%(figure)s”."),
    # figures compared with each other
    "reason_needed": _("Chưa ghi giải trình. Mời nêu rõ vì sao hai số liệu khác nhau."),
    "figure_computed": _(
        "Số liệu này do hệ thống tính (từ kết quả của tổ chức trực thuộc, từ các tháng hoặc từ nội dung đã đăng ký) "
        "nên không nhập hay sửa trực tiếp được."
    ),
    "figure_in_use": _(
        "Hồ sơ theo “%(programme)s” đã gửi đang dùng số liệu “%(figure)s”, nên số này tạm khóa. "
        "Muốn sửa, đề nghị cấp trên trả lại hồ sơ đó."
    ),
    "figure_decided": _(
        "Số liệu này đã được cấp có thẩm quyền quyết định nên không nhập đè được. "
        "Muốn thay, mời sửa ở trang kết quả xếp loại đảng viên."
    ),
    "no_contradiction": _("Số liệu này nay đã khớp. Mời mở lại trang Đối chiếu số liệu."),
    # the layers above the cell's
    "not_all_scored": _("Chưa hoàn thành được: còn %(n)s tiêu chí chưa đánh giá (%(list)s)."),
    "points_unknown": _("Chưa tính được điểm: còn thiếu %(figure)s."),
    "reason_missing": _("Đánh giá khác với “%(layer)s” thì phải nêu lý do (%(list)s)."),
    "outcome_missing": _("Chưa chọn kết quả đề nghị. Mời chọn trước khi hoàn thành."),
}
