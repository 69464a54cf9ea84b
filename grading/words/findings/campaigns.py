"""Says what a check finds wrong in campaigns, in what they go by, and in units."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

CAMPAIGNS: Mapping[str, str] = {
    "campaign_state": _("%(campaign)s %(state)s, nhưng theo nhật ký thì %(recorded)s. Mời đối chiếu với bản sao lưu."),
    "cancelled_gave": _(
        "%(campaign)s đã hủy nhưng có %(decisions)s quyết định đã biểu quyết hoặc ban hành và %(noted)s hồ sơ đã ghi "
        "nhận. Đợt đã có kết quả thì không hủy được; mời đối chiếu với bản sao lưu."
    ),
    "campaign_unlike_seal": _("%(campaign)s không còn đúng như lúc mở. Mời đối chiếu với bản sao lưu."),
    "campaign_without_seal": _(
        "nhật ký không còn dòng niêm phong nội dung của %(campaign)s lúc mở. Mời đối chiếu với bản sao lưu."
    ),
    "campaign_programme_changed": _(
        "bộ tiêu chí của %(campaign)s đã bị sửa sau khi mở. Mời lấy lại từ bản sao lưu trước khi xếp loại tiếp."
    ),
    "campaign_off_version": _(
        "%(campaign)s không theo đúng %(version)s, là phiên bản đã công bố mà đợt được mở theo. "
        "Mời lấy lại từ bản sao lưu trước khi xếp loại tiếp."
    ),
    "campaign_odd_state": _(
        "%(campaign)s có hồ sơ ở trạng thái “%(state)s”, mà quy trình của đợt không có. Mời đối chiếu với bản sao lưu."
    ),
    # versions of programmes
    "version_changed": _(
        "nội dung %(version)s đã bị sửa sau khi nhập. Không mở đợt theo phiên bản này; mời lấy lại từ bản sao lưu."
    ),
    "version_of_one_hand": _(
        "%(version)s do chính người soạn công bố. Mời thu hồi, rồi nhập lại để người khác công bố."
    ),
    "version_of_commands": _(
        "%(version)s được nhập và công bố đều bằng lệnh, không có người chịu trách nhiệm. "
        "Mời thu hồi, rồi nhập lại trên trang Bộ tiêu chí."
    ),
    "version_without_paper": _(
        "%(version)s đã công bố mà không ghi văn bản ban hành. Mời thu hồi, rồi nhập và công bố lại kèm số văn bản."
    ),
    # processes
    "process_changed": _(
        "quy trình đã lưu %(digest)s bị sửa (đợt: %(campaigns)s). "
        "Mời lấy lại từ bản sao lưu trước khi xử lý tiếp hồ sơ."
    ),
    "process_unreadable": _(
        "không đọc được quy trình đã lưu %(digest)s (đợt: %(campaigns)s). "
        "Mời dùng đúng phiên bản của hệ thống, hoặc lấy lại từ bản sao lưu. Chi tiết kỹ thuật: %(error)s"
    ),
    "process_sights": _(
        "danh mục người được xem hồ sơ không khớp quy trình đã lưu %(digest)s (đợt: %(campaigns)s), "
        "nên có thể có người xem được hồ sơ ngoài phạm vi, hoặc không xem được hồ sơ trong phạm vi của mình. "
        "Mời lấy lại từ bản sao lưu."
    ),
    # periods and units
    "period_code": _("kỳ đánh giá mang mã “%(period_code)s”, không phải mã của kỳ nào. Mời đối chiếu với bản sao lưu."),
    "period_days": _(
        "kỳ đánh giá %(period_code)s ghi từ ngày %(first)s đến ngày %(until)s hoặc sai loại kỳ, không đúng với mã kỳ. "
        "Mời đối chiếu với bản sao lưu."
    ),
    "period_key": _("kỳ đánh giá %(period_code)s được lưu ở chỗ của kỳ khác (%(key)s). Mời đối chiếu với bản sao lưu."),
    "unit_of_itself": _(
        "%(unit)s kế thừa chính mình qua các lần sáp nhập, chia tách đã ghi. Mời đối chiếu với văn bản sáp nhập, "
        "chia tách để tìm dòng ghi sai."
    ),
}
