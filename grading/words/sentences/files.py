"""The reasons why the service refuses a file: uploaded evidence, and imported tables."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

FILES: Mapping[str, str] = {
    "file_type": _(
        "Tệp “%(name)s” không phải PDF, JPEG, PNG, DOCX hoặc XLSX. "
        "Mời chụp ảnh, hoặc lưu thành một trong các dạng đó rồi gửi lại."
    ),
    "file_empty": _("Tệp “%(name)s” không có nội dung. Mời chọn lại tệp."),
    "file_size": _("Tệp “%(name)s” nặng %(size)s MB, tối đa %(max)s MB. Mời chụp lại hoặc tách tệp."),
    "file_heic": _(
        "Ảnh “%(name)s” ở dạng HEIC, hệ thống không đọc được. Trên iPhone, mời mở Cài đặt > Camera > Định dạng, chọn "
        "“Tương thích nhất” rồi chụp lại; hoặc chụp màn hình khi đang xem ảnh rồi gửi ảnh chụp màn hình."
    ),
    "file_raw": _(
        "Ảnh “%(name)s” là ảnh thô của máy ảnh (RAW, DNG), hệ thống không đọc được. Mời mở ảnh, lưu hoặc chia sẻ thành "
        "JPEG rồi gửi lại; trên điện thoại, tắt chế độ RAW trong ứng dụng chụp ảnh trước khi chụp."
    ),
    "file_old_office": _(
        "Tệp “%(name)s” là Word hoặc Excel đời cũ (DOC, XLS). Mời mở tệp, chọn Lưu thành (Save As) dạng DOCX, XLSX "
        "hoặc PDF rồi gửi lại."
    ),
    "file_print": _("Tệp “%(name)s” là %(found)s. Mời mở tệp, in hoặc xuất thành PDF rồi gửi lại."),
    "file_archive": _("Tệp “%(name)s” là tệp nén. Mời giải nén rồi gửi từng tệp bên trong."),
    "file_film": _("Tệp “%(name)s” là phim hoặc âm thanh. Mời gửi ảnh chụp, hoặc văn bản ghi lại nội dung."),
    "file_frames": _(
        "Tệp ảnh “%(name)s” có nhiều trang hoặc là ảnh động. Mời lưu thành PDF, hoặc gửi từng trang là một ảnh."
    ),
    "file_secret": _("Tệp có chữ “%(word)s”. Tài liệu mật không được đưa lên đây; tệp chưa được lưu."),
    "file_locked": _("Tệp “%(name)s” có mật khẩu nên không mở được. Mời bỏ mật khẩu mở tệp rồi gửi lại."),
    "file_damaged": _("Không đọc được tệp “%(name)s”: %(cause)s. Mời lưu lại tệp rồi gửi lại."),
    "file_macro": _("Không nhận tệp “%(name)s”: %(cause)s. Mời in hoặc xuất lại thành PDF thường rồi gửi lại."),
    "file_bomb": _("Tệp “%(name)s” khi mở ra quá lớn. Mời giảm cỡ ảnh hoặc tách tệp."),
    "file_slow": _(
        "Tệp “%(name)s” quá phức tạp, không kiểm tra xong trong thời gian cho phép. "
        "Mời in lại thành PDF thường, giảm cỡ ảnh hoặc tách tệp rồi gửi lại."
    ),
    "file_lost": _(
        "Việc kiểm tra tệp “%(name)s” bị ngắt giữa chừng. Mời gửi lại; nếu vẫn gặp, mời in lại thành PDF thường "
        "hoặc chụp lại ảnh."
    ),
    "file_busy": _("Đang có nhiều tệp chờ kiểm tra nên chưa đến lượt tệp “%(name)s”. Mời đợi một phút rồi gửi lại."),
    # tables
    "file_unreadable": _("Không mở được tệp. Mời kiểm tra đường dẫn và quyền đọc."),
    "csv_too_large": _("Tệp nặng hơn %(max)s MB. Mời tách tệp."),
    "csv_not_utf8": _("Tệp không ở dạng UTF-8. Mời lưu lại dạng CSV UTF-8."),
    "csv_empty": _("Tệp không có dòng nào. Mời chọn lại tệp."),
    "csv_broken": _("Dấu nháy kép mở mà không đóng, hoặc đặt sai chỗ. Mời kiểm tra lại dòng này."),
    "csv_no_columns": _("Không tìm thấy dòng có tên các cột. Tệp cần các cột: %(columns)s."),
    "csv_column_twice": _(
        "Cột “%(column)s” có ở hai chỗ: cột %(first)s và cột %(second)s. Mời bỏ hoặc đổi tên một cột."
    ),
    "csv_column_missing": _("Thiếu cột “%(column)s”."),
    "csv_rows": _("Tệp có hơn %(max)s dòng. Mời tách tệp."),
    "unit_file_changes": _("Tệp thay đổi hơn %(max)s tổ chức đã có. Mời tách tệp."),
    "csv_row_width": _("Dòng có %(found)s ô, dòng tiêu đề có %(wanted)s ô."),
    "csv_value_missing": _("Cột “%(column)s” chưa có giá trị."),
    "csv_repeated": _("“%(value)s” đã có ở dòng khác."),
    "csv_choice": _("“%(value)s” không thuộc các giá trị được dùng: %(allowed)s."),
    "year_to_come": _("Năm %(year)s chưa đến, nên chưa có kết quả."),
    "programme_unknown": _("Không có bộ tiêu chí nào mang mã “%(key)s”. Mời kiểm tra lại mã."),
    "programme_of_other_kind": _("Bộ tiêu chí “%(key)s” không dùng cho việc này: %(kind)s."),
    "result_differs": _(
        "%(code)s năm %(year)s đã ghi “%(kept)s”. Nếu giá trị cũ sai, mời nhập lại kèm lý do sửa (--correct)."
    ),
    "result_decided": _(
        "%(code)s năm %(year)s đã có quyết định; chỉ một quyết định khác mới thay đổi được kết quả này."
    ),
    "result_being_rated": _(
        "%(code)s đang được xếp loại năm %(year)s trong đợt %(campaign)s; kết quả do quyết định của đợt đó ghi."
    ),
    "award_differs": _(
        "%(code)s năm %(year)s đã ghi nguồn “%(kept)s”, khác với dòng này. Mời ghi đúng như đã có, hoặc bỏ dòng này."
    ),
    "succession_differs": _("Hai tổ chức này đã ghi là “%(kept)s”, khác với dòng này. Mời sửa lại, hoặc bỏ dòng này."),
    "csv_year": _("“%(value)s” không phải năm. Viết năm bằng bốn chữ số."),
    "metric_unknown": _("Bộ tiêu chí không có số liệu “%(metric)s”."),
    "succession_cycle": _("Tổ chức “%(code)s” không thể hình thành từ chính nó. Mời kiểm tra lại các dòng."),
    "unit_exists": _("Mã “%(code)s” đã có và thuộc về %(name)s. Mời kiểm tra lại mã hoặc tên."),
}
