"""What broke beneath the service, in sentences: what is stored, what is not, and what to do."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from grading.troubles import Trouble

_WORDS: Mapping[Trouble, str] = {
    Trouble.busy: _("Nhiều người đang lưu cùng lúc nên chưa đến lượt; chưa lưu gì. Mời đợi một phút rồi thử lại."),
    Trouble.crowded: _(
        "Quá nhiều người đang dùng cùng lúc nên máy chủ chưa nhận yêu cầu này; chưa lưu gì. "
        "Mời đợi ít phút rồi gửi lại."
    ),
    Trouble.at_once: _(
        "Người khác vừa ghi đúng nội dung này cùng lúc nên lần này chưa ghi gì. Mời xem lại rồi làm lại nếu còn cần."
    ),
    Trouble.lost: _(
        "Máy chủ tạm thời chưa lưu được; việc vừa làm chưa được lưu. Mời đợi một phút rồi thử lại; nếu "
        "vẫn gặp, đề nghị báo quản trị hệ thống (cơ sở dữ liệu không trả lời)."
    ),
    Trouble.unknown: _(
        "Mất kết nối đúng lúc đang lưu, nên chưa rõ đã lưu hay chưa. Mời mở lại trang và xem nội dung "
        "trước khi làm lại."
    ),
    Trouble.stored: _(
        "Việc vừa làm đã được lưu, nhưng máy chủ chưa mở được trang tiếp theo. Mời mở lại trang; không cần làm lại."
    ),
    Trouble.gone: _(
        "Tệp cơ sở dữ liệu đã bị xóa hoặc thay bằng tệp khác khi máy chủ đang chạy; chưa lưu gì. "
        "Đề nghị báo ngay quản trị hệ thống: đưa tệp cơ sở dữ liệu về chỗ cũ rồi khởi động lại máy chủ."
    ),
    Trouble.damaged: _("Tệp cơ sở dữ liệu bị hỏng; chưa lưu gì. Đề nghị báo ngay quản trị hệ thống."),
    Trouble.full: _("Ổ đĩa của máy chủ đã đầy; chưa lưu gì. Đề nghị báo quản trị hệ thống giải phóng chỗ trống."),
    Trouble.read_only: _(
        "Máy chủ không được phép ghi vào thư mục dữ liệu; chưa lưu gì. "
        "Đề nghị báo quản trị hệ thống kiểm tra quyền ghi."
    ),
    Trouble.file_missing: _(
        "Không còn tệp này trong kho tệp của máy chủ. Đề nghị báo quản trị hệ thống tìm trong bản sao lưu."
    ),
    Trouble.file_damaged: _(
        "Tệp đang lưu đã khác với tệp được gửi lên nên không tải về được. Đề nghị báo quản trị hệ thống "
        "tìm trong bản sao lưu."
    ),
}


def trouble_words(trouble: Trouble) -> str:
    return str(_WORDS[trouble])
