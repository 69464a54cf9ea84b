"""The reasons why the service refuses an account, a role or a password."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

ACCESS: Mapping[str, str] = {
    "sign_in_paused": _(
        "Đã nhập sai quá nhiều lần với tên này từ thiết bị lạ. Mời thử lại sau %(minutes)s phút, hoặc đăng nhập ngay "
        "trên thiết bị đã dùng trước đây. Nếu gấp, đề nghị quản trị hệ thống cấp đường dẫn đặt mật khẩu: mở đường dẫn "
        "trên thiết bị này rồi đăng nhập được ngay."
    ),
    "sign_in_paused_network": _(
        "Từ mạng này đã có quá nhiều lần nhập sai. Mời thử lại sau %(minutes)s phút, hoặc đăng nhập ngay trên thiết bị "
        "đã dùng trước đây. Nếu gấp, đề nghị quản trị hệ thống cấp đường dẫn đặt mật khẩu: mở đường dẫn trên thiết bị "
        "này rồi đăng nhập được ngay."
    ),
    "sign_in_paused_device": _(
        "Thiết bị này đã nhập sai quá nhiều lần. Mời thử lại sau %(minutes)s phút, hoặc đề nghị quản trị hệ thống cấp "
        "đường dẫn đặt mật khẩu: mở đường dẫn rồi đăng nhập được ngay."
    ),
    "passkey_late": _("Đã quá 5 phút từ lúc bấm nút. Mời bấm lại."),
    "passkey_answer": _("Thiết bị chưa tạo được khóa đăng nhập cho trang này. Mời thử lại."),
    "passkey_most": _("Mỗi tài khoản có tối đa %(max)s khóa đăng nhập. Mời bỏ một khóa không còn dùng rồi thêm lại."),
    "passkey_last": _(
        "Đây là cách đăng nhập duy nhất của tài khoản. Mời thêm khóa khác, hoặc đề nghị quản trị hệ thống cấp đường "
        "dẫn đặt mật khẩu, rồi hãy bỏ khóa này."
    ),
    "passkey_unknown": _(
        "Khóa đăng nhập này chưa đúng hoặc đã bị bỏ. Mời thử lại, hoặc đăng nhập bằng tên và mật khẩu."
    ),
    "link_reason": _("Mời ghi lý do cấp đường dẫn đặt mật khẩu."),
    "link_gone": _("Không còn đường dẫn nào chờ xác nhận."),
    "link_second_person": _("Người cấp đường dẫn không tự xác nhận được. Cần một quản trị viên khác."),
    "link_waits": _("Đường dẫn đặt mật khẩu chờ quản trị viên thứ hai xác nhận."),
    "login_shape": _(
        "Tên đăng nhập “%(login)s” chưa đúng dạng. Mời dùng chữ không dấu, chữ số, dấu chấm, gạch nối; tối đa 80 ký tự."
    ),
    "login_renamed": _(
        "Tài khoản “%(before_login)s” đã đổi tên đăng nhập thành “%(login)s”. Mời ghi tên mới trong tệp."
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
    "dual_reason": _("Mời ghi lý do cho phép kiêm nhiệm."),
    "dual_past": _("Kiêm nhiệm tính từ ngày %(date)s trở đi, không tính cho việc đã làm trước đó."),
    "dual_roles": _(
        "Chỉ cho kiêm nhiệm giữa việc xem xét của Đảng ủy xã với việc thẩm định, hoặc với việc ghi quyết định. Người "
        "thẩm định không ghi quyết định của cùng hồ sơ; người của chi bộ không xử lý hồ sơ của chi bộ mình ở cấp trên."
    ),
    "dual_exists": _("Hai nhiệm vụ này đã được phép kiêm nhiệm trong thời gian đó. Không cần ghi lại."),
    "device_of_issuer": _(
        "Trình duyệt này đã từng đăng nhập tài khoản cấp đường dẫn (%(login)s). Mời đăng nhập trên điện thoại hoặc máy "
        "tính của mình rồi xác nhận."
    ),
    "device_unknown": _(
        "Trình duyệt này không giữ dấu nhận biết thiết bị (cookie). Mời đăng nhập lại ở cửa sổ thường rồi xác nhận."
    ),
    "own_account": _("Không tự thay đổi được tài khoản của mình. Việc này do quản trị hệ thống khác thực hiện."),
    "link_spent": _("Đường dẫn đặt mật khẩu đã dùng hoặc đã hết hạn. Đề nghị quản trị hệ thống cấp đường dẫn mới."),
    "password_length": _("Mật khẩu phải dài từ %(min)s đến %(max)s ký tự."),
    "password_common": _("Mật khẩu dễ đoán hoặc có chứa tên đăng nhập. Mời đặt mật khẩu khác."),
}
