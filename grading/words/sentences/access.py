"""The reasons why the service refuses an account, a role or a password."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

ACCESS: Mapping[str, str] = {
    "sign_in_paused": _(
        "Đã nhập sai quá nhiều lần. Mời thử lại sau %(minutes)s phút, hoặc đề nghị quản trị hệ thống đặt lại mật khẩu."
    ),
    "login_shape": _(
        "Tên đăng nhập “%(login)s” chưa đúng dạng. Mời dùng chữ không dấu, chữ số, dấu chấm, gạch nối; tối đa 80 ký tự."
    ),
    "login_used": _("Tên đăng nhập “%(login)s” đã có. Mời chọn tên khác."),
    "grant_on_cell": _(
        "%(unit)s là chi bộ, chỉ giao được nhiệm vụ của chi bộ; nhiệm vụ “%(role)s” giao ở tổ chức đảng cấp trên. "
        "Mời chọn %(above)s hoặc cấp ủy có thẩm quyền."
    ),
    "grant_on_ended": _(
        "%(unit)s đã kết thúc hoạt động ngày %(date)s nên không giao nhiệm vụ ở đây được. "
        "Mời chọn tổ chức đảng kế thừa."
    ),
    "grant_unit": _("Mời chọn tổ chức đảng nơi thực hiện nhiệm vụ; riêng quản trị hệ thống thì không chọn."),
    "grant_exists": _("Tài khoản này đang giữ nhiệm vụ %(role)s tại đó. Không cần giao lại."),
    "admin_apart": _("Quản trị hệ thống không kiêm nhiệm vụ khác trong cùng thời gian. Mời dùng một tài khoản riêng."),
    "own_account": _("Không tự thay đổi được tài khoản của mình. Việc này do quản trị hệ thống khác thực hiện."),
    "link_spent": _("Đường dẫn đặt mật khẩu đã dùng hoặc đã hết hạn. Đề nghị quản trị hệ thống cấp đường dẫn mới."),
    "password_length": _("Mật khẩu phải dài từ %(min)s đến %(max)s ký tự."),
    "password_common": _("Mật khẩu dễ đoán hoặc có chứa tên đăng nhập. Mời đặt mật khẩu khác."),
}
