"""The reasons why a version of a programme cannot be found, imported, published or withdrawn."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

PROGRAMMES: Mapping[str, str] = {
    "programme_not_found": _(
        "Không có bộ tiêu chí nào mang mã “%(name)s”. Mời ghi mã của bộ tiêu chí đã công bố hoặc có sẵn "
        "trong hệ thống, hoặc mã kèm số phiên bản như quy-dinh@2."
    ),
    "programme_no_version": _("Mời ghi rõ phiên bản: mã kèm số như quy-dinh@2, thay cho “%(name)s”."),
    "programme_name_twice": _(
        "“%(name)s” vừa có sẵn trong hệ thống, vừa đã công bố tại đây. Mời ghi rõ phiên bản, ví dụ %(version)s."
    ),
    "programme_not_published": _(
        "Không mở được đợt đánh giá theo %(name)s, vì phiên bản này chưa được công bố hoặc đã bị thu hồi."
    ),
    "programme_nothing_sent": _("Chưa chọn tệp nào. Mời chọn một hoặc nhiều tệp .yaml."),
    "programme_no_files": _("Ở %(name)s không có tệp bộ tiêu chí nào (.yaml)."),
    "programme_files_many": _("Mỗi lần nhập tối đa %(max)s tệp. Mời chia ra."),
    "programme_files_large": _("Tổng dung lượng các tệp vượt quá %(max)s KB. Mời nhập từng phần."),
    "programme_files_refused": _("Còn %(n)s tệp chưa đúng, nên chưa nhập tệp nào. Mời sửa các tệp đó rồi gửi lại."),
    "programme_preview_stale": _("Nội dung hoặc các phiên bản đã thay đổi sau khi xem trước. Mời xem trước lại."),
    "programme_paper_half": _("Số và ngày của văn bản phải đi cùng nhau. Mời ghi đủ cả hai."),
    "programme_paper_long": _("Số văn bản hoặc tên cơ quan ban hành quá dài: tối đa %(max)s ký tự."),
    "programme_paper_missing": _("Chưa ghi số và ngày của văn bản ban hành. Mời ghi trước khi công bố."),
    "programme_not_draft": _("Phiên bản %(name)s không còn là dự thảo."),
    "programme_same_person": _(
        "Phiên bản %(name)s do chính đồng chí soạn. Việc kiểm tra, công bố phải do một người khác thực hiện."
    ),
    "programme_same_hand": _(
        "Quyền quản trị hoặc mật khẩu của tài khoản này do người soạn %(author)s cấp, trực tiếp hoặc qua tài khoản "
        "khác, nên chưa phải là người thứ hai. Mời một quản trị hệ thống khác, không do %(author)s cấp quyền, "
        "công bố %(name)s. Nếu chưa có ai như vậy, đề nghị người vận hành máy chủ lập một tài khoản quản trị bằng lệnh "
        "bin/grading add-account."
    ),
    "programme_nobody": _(
        "Phiên bản %(name)s được nhập bằng lệnh tại máy chủ, nên phải do một quản trị hệ thống kiểm tra, công bố "
        "tại trang Bộ tiêu chí."
    ),
    "programme_newer_published": _("Đã công bố phiên bản mới hơn là %(name)s. Mời nhập lại thành phiên bản mới."),
    "programme_base_changed": _(
        "Bộ tiêu chí gốc mà %(name)s dựa vào chưa công bố hoặc đã thay đổi từ khi nhập dự thảo. "
        "Mời công bố bộ tiêu chí gốc, hoặc nhập lại tệp để xem nội dung mới."
    ),
    "programme_withdrawn_already": _("Phiên bản %(name)s đã được thu hồi trước đó."),
    "programme_withdrawal_reason": _("Chưa ghi lý do thu hồi. Mời ghi lý do trước khi thu hồi."),
}
