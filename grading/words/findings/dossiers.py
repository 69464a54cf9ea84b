"""Says what a check finds wrong in dossiers: their moves, what they froze, and who worked on them."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

DOSSIERS: Mapping[str, str] = {
    # rows
    "dossier_unreadable": _(
        "không đọc được %(dossier)s, vì có giá trị mà hệ thống không biết. Mời lấy lại từ bản sao lưu. "
        "Chi tiết kỹ thuật: %(error)s"
    ),
    "row_unreadable": _(
        "có dòng dữ liệu không đọc được nên chưa kiểm tra hết mục này. "
        "Mời lấy lại dữ liệu từ bản sao lưu rồi kiểm tra lại. Chi tiết kỹ thuật: %(error)s"
    ),
    # moves
    "dossier_state": _(
        "%(dossier)s đang ở trạng thái “%(state)s”, nhưng lần chuyển cuối đưa hồ sơ đến “%(dest)s”. "
        "Mời đối chiếu với bản sao lưu trước khi xử lý tiếp hồ sơ này."
    ),
    "move_gap": _(
        "%(dossier)s: lần chuyển thứ %(number)s không nối tiếp lần trước; có thể có lần chuyển đã bị sửa, chèn, xóa. "
        "Mời đối chiếu với bản sao lưu."
    ),
    "move_changed": _("%(dossier)s: nội dung lần chuyển thứ %(number)s đã bị sửa. Mời đối chiếu với bản sao lưu."),
    "move_early": _(
        "%(dossier)s: lần chuyển thứ %(number)s ghi lúc %(at)s, trước lần chuyển liền trước. "
        "Mời đối chiếu với bản sao lưu và kiểm tra đồng hồ máy chủ."
    ),
    "move_of_no_process": _(
        "không quy trình nào có bước “%(step)s” từ “%(source)s” đến “%(dest)s” do %(role)s thực hiện ở khâu %(side)s, "
        "nhưng đã ghi %(n)s lần chuyển như vậy, lần đầu ở %(dossier)s. Mời đối chiếu với bản sao lưu."
    ),
    # what was frozen
    "revision_changed": _(
        "%(dossier)s: nội dung bản số %(number)s đã chốt bị sửa. Không dùng bản này; mời lấy lại từ bản sao lưu."
    ),
    "dossier_unfrozen": _(
        "%(dossier)s đã được gửi nhưng không có bản nào được chốt. Mời đối chiếu với bản sao lưu và bản giấy đã ký."
    ),
    "content_differs": _(
        "%(dossier)s không còn đúng với bản đã chốt gần nhất: %(part)s đã bị thay đổi. "
        "Mời đối chiếu với bản đã chốt, xem ở quá trình xử lý của hồ sơ."
    ),
    "figure_differs": _(
        "%(dossier)s: số liệu %(metric)s lúc quyết định là %(then)s, nay là %(now)s. Mời đối chiếu với bản đã chốt."
    ),
    "figure_gone": _(
        "%(dossier)s: số liệu %(metric)s lúc quyết định là %(then)s, nay không còn. Mời đối chiếu với bản đã chốt."
    ),
    "dossier_without_decision": _(
        "%(dossier)s đã kết thúc nhưng không có trong quyết định nào đã ban hành. "
        "Mời đối chiếu với bản sao lưu và quyết định đã ký."
    ),
    # people
    "own_unit_step": _(
        "%(account)s đã thực hiện bước “%(step)s” với %(dossier)s, là hồ sơ của chính tổ chức mình. "
        "Mời báo cấp có thẩm quyền xem xét lại hồ sơ này."
    ),
    "on_two_sides": _(
        "%(account)s tham gia nhiều khâu của %(dossier)s: %(side)s. Mỗi khâu phải do người khác nhau thực hiện; "
        "mời báo cấp có thẩm quyền xem xét lại hồ sơ này."
    ),
    "on_two_sides_by_password": _(
        "%(account)s, hoặc tài khoản dùng mật khẩu do tài khoản này cấp, tham gia nhiều khâu của "
        "%(dossier)s: %(side)s. Mời chủ tài khoản được cấp xác nhận mật khẩu là của mình; "
        "nếu không, báo cấp có thẩm quyền xem xét lại hồ sơ."
    ),
    "assessed_and_decided": _(
        "%(account)s đã ghi quyết định về %(dossier)s, dù đã tham gia khâu %(side)s của hồ sơ này. "
        "Mời báo cấp có thẩm quyền xem xét lại."
    ),
}
