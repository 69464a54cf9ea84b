"""Says what a check finds wrong in decisions and results."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

DECISIONS: Mapping[str, str] = {
    "line_unbound": _("%(decision)s không gắn với bản đã chốt nào của %(dossier)s. Mời đối chiếu với bản sao lưu."),
    "departure_silent": _(
        "%(decision)s ghi mức “%(level)s” cho %(dossier)s, khác mức theo quy định mà không ghi lý do. "
        "Mời cấp đã quyết định ra quyết định thay thế có nêu lý do."
    ),
    "order_silent": _(
        "theo %(decision)s, %(dossier)s được xếp mức thấp hơn hồ sơ đứng sau trong thứ tự xét mà không ghi lý do. "
        "Mời cấp đã quyết định ra quyết định thay thế có nêu lý do."
    ),
    "quota_over": _(
        "%(campaign)s, %(group)s: đã xếp “%(level)s” %(used)s tổ chức, tối đa được %(max)s. "
        "Mời cấp đã quyết định ra quyết định thay thế cho %(over)s tổ chức."
    ),
    "decision_unlike_seal": _(
        "%(decision)s không còn đúng với nội dung lúc ban hành. Mời đối chiếu với bản sao lưu và quyết định đã ký."
    ),
    "decision_without_seal": _(
        "nhật ký không còn dòng niêm phong nội dung của %(decision)s lúc ban hành. "
        "Mời đối chiếu với bản sao lưu và quyết định đã ký."
    ),
    # results
    "line_without_result": _(
        "%(decision)s đã quyết định về %(dossier)s, nhưng kết quả không được ghi lại. Mời đối chiếu với bản sao lưu."
    ),
    "result_unlike_decision": _(
        "kết quả %(period)s của %(unit)s ghi “%(level)s”, nhưng %(decision)s ghi “%(decided)s”. "
        "Mời đối chiếu với quyết định đã ký."
    ),
    "result_nowhere": _(
        "kết quả “%(level)s” %(period)s của %(unit)s không phải là kết quả đang có hiệu lực, "
        "cũng không bị kết quả nào thay thế. Mời đối chiếu với bản sao lưu."
    ),
    "result_in_force_and_replaced": _(
        "kết quả “%(level)s” %(period)s của %(unit)s vừa đang có hiệu lực, vừa đã bị kết quả khác thay thế. "
        "Mời đối chiếu với bản sao lưu."
    ),
    "result_misplaced": _(
        "kết quả “%(level)s” %(period)s của %(unit)s đang có hiệu lực ở sai tổ chức, kỳ hoặc mô hình. "
        "Mời đối chiếu với bản sao lưu."
    ),
    "result_replaces_another": _(
        "kết quả “%(level)s” %(period)s của %(unit)s thay thế kết quả của tổ chức, kỳ hoặc mô hình khác. "
        "Mời đối chiếu với bản sao lưu."
    ),
}
