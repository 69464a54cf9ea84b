"""The reasons why entries about the year's meetings, deeds and reviews, or a workbook of them, are refused."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

YEAR: Mapping[str, str] = {
    "year_none": _("Bộ tiêu chí “%(programme)s” không có phần theo dõi công việc trong năm."),
    "year_in_use": _(
        "Đợt đánh giá theo “%(programme)s” đang dùng số liệu các tháng của chi bộ và hồ sơ đã gửi, "
        "nên các tháng tạm khóa."
    ),
    "month_future": _("Chưa đến tháng %(month)s/%(year)s. Mời ghi sau khi chi bộ đã họp."),
    "meeting_month": _("Ngày họp %(date)s không thuộc tháng %(month)s/%(year)s. Mời kiểm tra lại ngày họp."),
    "meeting_quarter": _("Ngày họp %(date)s không thuộc quý %(quarter)s/%(year)s. Mời kiểm tra lại ngày họp."),
    "points_over": _("Phần “%(part)s” được %(value)s điểm, vượt mức tối đa %(max)s. Mời chấm lại phần này."),
    "points_partial": _(
        "Chưa chấm đủ các phần: %(list)s. Mời chấm đủ, hoặc để trống tất cả nếu chi bộ chưa chấm điểm kỳ này."
    ),
    "meeting_nobody": _(
        "Ghi có mặt %(present)s/%(due)s đảng viên. Kỳ sinh hoạt không họp được thì để trống ngày họp và các số này."
    ),
    "attendance_over": _(
        "Có mặt %(present)s và vắng có lý do %(excused)s cộng lại nhiều hơn số phải dự %(due)s. Mời kiểm tra lại."
    ),
    "present_over": _("Có mặt %(present)s nhiều hơn số phải dự %(due)s. Mời kiểm tra lại."),
    "minutes_range": _("Thời gian họp %(value)s phút không đúng; ghi từ 1 đến %(max)s phút."),
    "review_year": _("Ngày %(date)s không thuộc năm %(year)s. Mời kiểm tra lại ngày sơ kết."),
    "review_criteria": _("Số tiêu chí đã nhập là %(sum)s, bộ tiêu chí chỉ có %(total)s. Mời kiểm tra lại."),
    "review_words": _("Nội dung sơ kết dài quá %(max)s ký tự. Mời rút gọn rồi lưu lại."),
    # workbooks
    "sheet_macro": _(
        "Không nhận bảng tính: %(cause)s. Mời chép số liệu, dán dạng giá trị vào biểu mẫu tải về, rồi gửi lại."
    ),
    "sheet_kind": _("Tệp không phải bảng tính XLSX. Mời lưu lại tệp dạng XLSX, hoặc tải biểu mẫu về để nhập."),
    "sheet_places": _(
        "Bảng tính không ghi vị trí của từng ô nên không đọc chắc chắn được. Mời mở bằng Excel, lưu lại rồi gửi lại."
    ),
    "sheet_pdf": _(
        "Tệp “%(name)s” là PDF, không phải bảng tính. Mời gửi bảng tính XLSX, hoặc tải biểu mẫu về để nhập số liệu."
    ),
    "sheet_empty": _("Bảng tính không có dòng nào dưới dòng tiêu đề."),
    "sheet_broken": _("Tệp Excel “%(name)s” hỏng. Mời mở bằng Excel, lưu lại rồi gửi lại."),
    "sheet_twice": _(
        "Bảng này có ở nhiều trang tính: %(sheets)s. Mời gộp các dòng vào một trang, hoặc xóa trang không dùng."
    ),
    "sheet_long": _(
        "Bảng này còn ở trang tính “%(name)s”, dài hơn %(max)s dòng nên không đọc được; chỉ đọc được trang “%(read)s”. "
        "Mời tách trang dài thành các tệp ngắn hơn, hoặc xóa trang không dùng."
    ),
    "sheet_hidden": _("Bảng chỉ có ở trang tính đang ẩn “%(name)s”. Mời bỏ ẩn trang đó, kiểm tra số liệu rồi gửi lại."),
    "sheet_text": _("Ô này dài quá %(max)s ký tự. Mời ghi ngắn lại."),
    "sheet_letters": _("Bảng tính có quá nhiều chữ để đọc. Mời bỏ bớt cột ghi chú, hoặc chia thành nhiều tệp."),
    "sheet_rows": _("Bảng tính có hơn %(max)s dòng hoặc %(columns)s cột. Mời chia thành nhiều tệp."),
    "sheet_formula": _("Ô này là công thức. Mời chép lại dạng giá trị rồi nhập."),
    "sheet_month": _("“%(value)s” không phải tháng. Ghi số từ 1 đến 12."),
    "sheet_meeting": _("Có số liệu kỳ họp nhưng ô này còn trống. Mời ghi đủ ngày họp, số phải dự và số có mặt."),
    "sheet_repeated": _("Tháng %(month)s đã có ở dòng %(line)s."),
    "sheet_other_cell": _("Mã “%(code)s” không phải của chi bộ này (%(own)s)."),
    "cell_not_in_campaign": _("Mã “%(code)s” không có hồ sơ trong đợt này."),
    "month_closed": _("Hồ sơ của chi bộ đang ở bước “%(state)s” nên không ghi thêm được các tháng."),
}
