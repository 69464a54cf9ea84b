"""Says what a check finds wrong in what is kept: stored texts and files, the record, and jobs."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

KEPT: Mapping[str, str] = {
    "stored_format": _(
        "không đọc được %(stored)s: nội dung theo định dạng %(format)s, bản này chỉ đọc được định dạng %(known)s. "
        "Mời dùng đúng phiên bản của hệ thống đã ghi nội dung này."
    ),
    "stored_unreadable": _("không đọc được %(stored)s. Mời lấy lại từ bản sao lưu. Chi tiết kỹ thuật: %(error)s"),
    "file_missing": _("%(file)s không còn trong thư mục files. Mời lấy lại từ bản sao lưu."),
    "file_damaged": _("%(file)s đã bị hỏng hoặc bị sửa. Mời lấy lại từ bản sao lưu."),
    "file_size": _("%(file)s dài %(size)s byte, lúc nhận dài %(expected)s byte. Mời lấy lại từ bản sao lưu."),
    # the record
    "record_gap": _(
        "nhật ký về %(subject)s: dòng %(number)s không nối tiếp dòng trước; có thể có dòng đã bị sửa, chèn, xóa. "
        "Mời đối chiếu với bản sao lưu."
    ),
    "record_changed": _("nhật ký về %(subject)s: dòng %(number)s đã bị sửa. Mời đối chiếu với bản sao lưu."),
    "record_words_changed": _(
        "nhật ký về %(subject)s: lý do, chi tiết ghi ở dòng %(number)s đã bị sửa. Mời đối chiếu với bản sao lưu."
    ),
    "record_cut": _(
        "nhật ký về %(subject)s: thiếu dòng %(number)s, là dòng cuối đã ghi. Mời đối chiếu với bản sao lưu."
    ),
    "record_beyond_end": _(
        "nhật ký về %(subject)s: dòng %(number)s nằm sau dòng cuối đã ghi. Mời đối chiếu với bản sao lưu."
    ),
    "record_early": _(
        "nhật ký về %(subject)s: dòng %(number)s ghi lúc %(at)s, trước dòng liền trước. "
        "Mời đối chiếu với bản sao lưu và kiểm tra đồng hồ máy chủ."
    ),
    # jobs
    "job_line_open": _("%(job)s ghi là đã xong, nhưng mục %(number)s chưa xong. Mời giao lại việc này."),
    "job_without_file": _("%(job)s ghi là đã xong, nhưng không có tệp kết quả. Mời giao lại việc này."),
    "job_silent": _("%(job)s không làm được mà không ghi lý do. Mời cho làm lại bằng lệnh bin/grading jobs retry."),
    "job_line_without_file": _(
        "%(job)s: mục %(number)s ghi là đã in, nhưng %(paper)s không có tệp in. Mời mở Giấy khen này để in lại."
    ),
}
STORED: Mapping[str, str] = {
    "campaign_programme": _("bộ tiêu chí của %(campaign)s"),
    "version_programme": _("nội dung %(version)s"),
    "revision": _("bản đã chốt số %(number)s của %(dossier)s"),
    "derivation": _("căn cứ xếp loại %(dossier)s trong %(decision)s"),
    "facts": _("nội dung in của %(paper)s"),
}
"""The places of stored texts, with the parameters of the finding."""
