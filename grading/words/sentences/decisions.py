"""The reasons why a vote cannot be recorded or a decision cannot be issued."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

DECISIONS: Mapping[str, str] = {
    "nothing_to_decide": _("Chưa có hồ sơ nào chờ quyết định. Danh sách có khi hồ sơ đã được trình."),
    "decision_voted": _(
        "Kết quả biểu quyết đã ghi nên không sửa được. Cần sửa thì mở lại biểu quyết trước khi ban hành."
    ),
    "decision_issued": _("Quyết định đã ban hành nên không thay đổi được. Kết quả chỉ thay đổi theo quyết định mới."),
    "decision_not_voted": _("Chưa ghi kết quả biểu quyết của hội nghị. Mời ghi trước khi ban hành."),
    "stale_decision": _(
        "Danh sách vừa được người khác lưu lúc %(time)s. "
        "Nội dung đồng chí vừa nhập được giữ bên dưới; mời đối chiếu rồi lưu lại."
    ),
    "draft_gone": _("Dự thảo quyết định này không còn: đã bỏ hoặc đã ban hành. Mời mở lại trang hội nghị."),
    "left_the_table": _("Có hồ sơ không còn chờ quyết định: %(list)s. Mời cập nhật danh sách rồi thực hiện lại."),
    # the meeting
    "meeting_day_missing": _("Chưa có ngày họp. Mời nhập trước khi ghi kết quả biểu quyết."),
    "meeting_members_missing": _(
        "Chưa có tổng số ủy viên và số ủy viên có mặt. Mời nhập trước khi ghi kết quả biểu quyết."
    ),
    "present_too_many": _("Số ủy viên có mặt (%(present)s) nhiều hơn tổng số ủy viên (%(members)s). Mời kiểm tra lại."),
    "count_range": _("Số nhập vào phải từ 0 đến %(max)s. Mời kiểm tra lại."),
    "assessed_yourself": _(
        "Đồng chí đã tham gia thẩm định %(n)s hồ sơ trong danh sách này nên không ghi quyết định. "
        "Việc này do thư ký khác thực hiện."
    ),
    # the chosen levels and titles
    "layers_incomplete": _(
        "Còn %(n)s hồ sơ chưa đánh giá xong hoặc chưa nêu lý do khác với tự đánh giá (%(list)s). "
        "Mời đánh giá xong trước khi biểu quyết."
    ),
    "undecided": _("Còn %(n)s tổ chức đảng chưa chọn kết quả (%(list)s)."),
    "members_undecided": _(
        "Còn %(n)s tổ chức đảng chưa có kết quả xếp loại đảng viên đã quyết định (%(list)s). "
        "Mời nhập trước khi biểu quyết."
    ),
    "departure_unmatched": _(
        "Chưa đủ điều kiện của mức nào theo quy định, hội nghị chọn mức thì phải nêu lý do: %(list)s."
    ),
    "departure_above": _("Quyết định mức cao hơn mức theo quy định thì phải nêu lý do: %(list)s."),
    "departure_passed_over": _(
        "Tổ chức đứng trước trong thứ tự xét được xếp mức thấp hơn tổ chức đứng sau thì phải nêu lý do: %(list)s."
    ),
    "departure_below": _("Quyết định mức thấp hơn mức theo quy định thì phải nêu lý do: %(list)s."),
    "decline_reason_missing": _("Không công nhận thì phải nêu lý do: %(list)s."),
    "decided_elsewhere": _(
        "%(unit)s đã có kết quả năm này theo Quyết định số %(no)s, ngày %(date)s của một đợt khác. Kết "
        "quả đã quyết định chỉ được thay đổi bằng một quyết định khác, không bằng một đợt thứ hai."
    ),
    "reason_long": _("Lý do dài quá %(max)s ký tự. Mời rút gọn rồi lưu lại."),
    "recognition_unrated": _(
        "Chưa đủ điều kiện công nhận: chưa có kết quả xếp loại năm %(year)s, yêu cầu từ “%(needed)s”."
    ),
    "not_on_the_table": _("Có tổ chức không thuộc danh sách trình hội nghị. Mời mở lại trang và chọn lại."),
    "quota_full": _(
        "Nhóm %(group)s chỉ được xếp “%(level)s” %(max)s tổ chức, đang chọn %(used)s. Mời bỏ bớt %(over)s."
    ),
    "quota_full_unless": _(
        "Nhóm %(group)s chỉ được xếp “%(level)s” %(max)s tổ chức, đang chọn %(used)s. "
        "Mời bỏ bớt %(over)s, hoặc nêu lý do và số văn bản cho phép tỷ lệ cao hơn."
    ),
    "exception_not_offered": _("Đợt này không quy định tỷ lệ cao hơn, nên không ghi văn bản cho phép tại đây."),
    "exception_incomplete": _(
        "Tỷ lệ cao hơn phải có đủ lý do, số và ngày của văn bản cho phép. Mời ghi đủ, hoặc để trống cả ba ô."
    ),
    "paper_number_long": _("Số văn bản dài quá %(max)s ký tự. Mời kiểm tra lại."),
    # the votes
    "votes_missing": _("Còn %(n)s nội dung chưa nhập số phiếu tán thành."),
    "votes_too_many": _(
        "%(unit)s: %(yes)s phiếu tán thành, cộng số ủy viên không tham gia biểu quyết thì nhiều hơn "
        "số có mặt (%(present)s). Mời kiểm tra lại."
    ),
    "votes_short": _(
        "%(unit)s: được %(yes)s/%(members)s phiếu, chưa quá một nửa tổng số ủy viên. "
        "Hội nghị biểu quyết lại hoặc chọn kết quả khác."
    ),
    "award_votes_short": _(
        "%(unit)s: đề nghị khen thưởng được %(yes)s/%(members)s phiếu. "
        "Số phiếu phải quá một nửa tổng số ủy viên và không nhiều hơn số có mặt."
    ),
    "changed_since_vote": _(
        "Hồ sơ đã thay đổi sau khi biểu quyết: %(list)s. Hội nghị biểu quyết lại trước khi ban hành."
    ),
    # number and date of issue
    "decision_number_missing": _("Chưa có số quyết định, hoặc số dài quá %(max)s ký tự. Mời nhập số do văn thư cấp."),
    "decision_number": _("Số %(no)s đã dùng cho Quyết định ngày %(date)s trong nhiệm kỳ này."),
    "term_missing": _("Chưa ghi nhiệm kỳ, hoặc ghi dài quá %(max)s ký tự. Mời ghi như “2020 - 2025”."),
    "signer_long": _("Chức vụ, họ tên người ký dài quá %(max)s ký tự nên không in vừa Giấy khen. Mời rút gọn."),
    "letters_unprintable": _("Không in được các ký tự %(letters)s trên Giấy khen. Mời nhập lại không có ký tự này."),
    "issued_before_meeting": _("Ngày ban hành đứng trước ngày họp (%(date)s). Mời kiểm tra lại."),
    # awards
    "awards_elsewhere": _(
        "Quyết định này không tặng Giấy khen; trong đợt này, việc khen thưởng do cấp khác quyết định."
    ),
    "award_level": _(
        "%(unit)s xếp loại “%(level)s” nên không thuộc diện tặng Giấy khen “Hoàn thành xuất sắc nhiệm vụ” tiêu biểu."
    ),
    "award_given_already": _(
        "%(unit)s đã được khen thưởng trong đợt này; mỗi đợt, một tổ chức được khen thưởng một lần."
    ),
    "award_issuer_reason_missing": _(
        "%(unit)s: theo quy định, khen thưởng này do cấp khác tặng. Vẫn tặng được khi nêu lý do."
    ),
    "award_unproposed_reason_missing": _(
        "%(unit)s: Tổ thẩm định không đề nghị khen thưởng nội dung này. Vẫn khen thưởng được khi nêu lý do."
    ),
    "streak_unawarded": _("Chưa đủ %(n)s năm liền: năm %(year)s %(unit)s chưa được tặng Giấy khen."),
    "streak_broken": _("Chưa đủ %(n)s năm liền: năm %(year)s %(unit)s %(level)s."),
}
