"""The obstacles between a unit and a level by a programme's rules, and the reasons why a rehearsal is refused."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

REHEARSALS: Mapping[str, str] = {
    "obstacle_points": _("Chưa đủ điểm xếp loại “%(level)s”: tổng điểm là %(value)s, yêu cầu từ %(needed)s."),
    "obstacle_case_figure": _("Thuộc trường hợp xếp loại “%(level)s”: %(figure)s là %(value)s."),
    "obstacle_case_share": _("Thuộc trường hợp xếp loại “%(level)s”: %(figure)s là %(value)s%%."),
    "obstacle_case_grades": _(
        "Thuộc trường hợp xếp loại “%(level)s”: tiêu chí %(list)s từ cấp độ “%(grade)s” trở xuống."
    ),
    "obstacle_case": _("Thuộc trường hợp xếp loại “%(level)s”: %(demand)s."),
    "obstacle_cap": _("Thuộc trường hợp chỉ được xếp cao nhất “%(level)s”: %(demand)s."),
    "obstacle_cap_figure": _("Thuộc trường hợp chỉ được xếp cao nhất “%(level)s”: %(figure)s là %(value)s."),
    "obstacle_cap_share": _("Thuộc trường hợp chỉ được xếp cao nhất “%(level)s”: %(figure)s là %(value)s%%."),
    "obstacle_cap_grades": _(
        "Thuộc trường hợp chỉ được xếp cao nhất “%(level)s”: tiêu chí %(list)s từ cấp độ “%(grade)s” trở xuống."
    ),
    "obstacle_lowered": _("Thuộc trường hợp hạ một mức: %(demand)s."),
    "obstacle_lowered_figure": _("Thuộc trường hợp hạ một mức: %(figure)s là %(value)s."),
    "obstacle_lowered_share": _("Thuộc trường hợp hạ một mức: %(figure)s là %(value)s%%."),
    "obstacle_lowered_grades": _("Thuộc trường hợp hạ một mức: tiêu chí %(list)s từ cấp độ “%(grade)s” trở xuống."),
    "obstacle_claim": _("Tổ chức tự đề nghị mức “%(level)s”, và không được xếp cao hơn mức tự đề nghị."),
    "obstacle_unset": _("Bộ tiêu chí chưa quy định yêu cầu về: %(figure)s."),
    "obstacle_unknown": _("Hồ sơ không có số liệu: %(figure)s."),
    "obstacle_open": _("Chưa xác định được: %(lacking)s."),
    "rehearsal_open": _(
        "Chưa chạy thử được: đợt %(campaign)s còn %(n)s hồ sơ chưa kết thúc. "
        "Mời chờ các hồ sơ kết thúc, hoặc khóa đợt rồi thực hiện lại."
    ),
    "rehearsal_kind": _(
        "Bộ tiêu chí “%(programme)s” không cùng loại với đợt đánh giá. Mời chọn bộ tiêu chí cùng xếp loại, "
        "hoặc cùng danh hiệu."
    ),
    "rehearsal_no_file": _("Chưa có bộ tiêu chí để chạy thử. Mời chọn một bộ trong danh sách hoặc gửi một tệp YAML."),
    "rehearsal_two_files": _("Vừa chọn trong danh sách vừa gửi tệp. Mời chọn một trong hai."),
}
