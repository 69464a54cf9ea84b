"""Says what a check finds wrong in awards, commendations and their register."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

COMMENDATIONS: Mapping[str, str] = {
    "paper_unlike_decision": _(
        "%(paper)s ghi khác nội dung khen thưởng của %(decision)s. "
        "Mời đối chiếu với quyết định đã ký trước khi trao Giấy khen này."
    ),
    "paper_changed": _(
        "nội dung in của %(paper)s đã bị sửa sau khi vào sổ. "
        "Mời đối chiếu với sổ khen thưởng và bản sao lưu trước khi in, trao Giấy khen này."
    ),
    "paper_without_time": _("%(paper)s có tệp in mà không ghi ngày giờ in. Mời đối chiếu với bản sao lưu."),
    "paper_without_file": _("%(paper)s ghi ngày giờ in mà không có tệp in. Mời đối chiếu với bản sao lưu."),
    "papers_with_one_file": _(
        "%(paper)s và %(other)s dùng chung một tệp in. Mỗi Giấy khen phải có tệp riêng; mời đối chiếu với bản sao lưu."
    ),
    "register_gap": _(
        "Sổ khen thưởng năm %(year)s của %(body)s: các số đã vào sổ: %(numbers)s; số cấp gần nhất: %(last)s. "
        "Số vào sổ phải liên tục từ 1; mời đối chiếu với sổ giấy và bản sao lưu."
    ),
    "register_year": _(
        "%(paper)s vào sổ năm %(year)s, nhưng quyết định khen thưởng ban hành ngày %(date)s. "
        "Mời đối chiếu với quyết định đã ký."
    ),
    "register_unissued": _(
        "%(paper)s vào sổ năm %(year)s, nhưng quyết định khen thưởng chưa ban hành. Không trao Giấy khen này."
    ),
    "award_without_paper": _(
        "%(decision)s khen thưởng %(unit)s, nhưng không có Giấy khen nào. Mời đối chiếu với bản sao lưu."
    ),
    "award_with_papers": _(
        "%(decision)s khen thưởng %(unit)s một lần, nhưng có %(n)s Giấy khen. Mời đối chiếu với sổ khen thưởng."
    ),
    "award_years": _(
        "khen thưởng cho %(unit)s theo %(decision)s không còn đủ điều kiện. %(reason)s "
        "Mời cấp đã quyết định xem xét lại khen thưởng này."
    ),
}
