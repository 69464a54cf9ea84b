"""The reasons why a step of the process is closed."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

STEPS: Mapping[str, str] = {
    # who and where
    "own_unit": _("Không xử lý được: đồng chí sinh hoạt hoặc công tác tại %(unit)s."),
    "not_your_role": _("Việc này do %(role)s thực hiện."),
    "not_this_state": _("Hồ sơ đang ở bước “%(state)s” nên chưa thực hiện được. Bước tiếp theo thuộc %(role)s."),
    "dossier_ended": _(
        "Hồ sơ đã kết thúc (“%(state)s”) nên không thay đổi được nữa. "
        "Kết quả chỉ thay đổi theo quyết định mới của cấp có thẩm quyền."
    ),
    "not_in_process": _("Quy trình của đợt này không có bước vừa chọn. Mời quay lại hồ sơ và chọn việc đang mở."),
    "only_by_decision": _("Bước này được ghi cùng lúc với việc ban hành quyết định, không làm riêng từng hồ sơ."),
    # the inputs that the step itself needs
    "note_missing": _("Chưa ghi lý do. Mời ghi rõ lý do rồi thực hiện lại."),
    "opinion_missing": _("Chưa ghi ý kiến. Mời ghi ý kiến rồi thực hiện lại."),
    "return_criteria": _("Mời chọn ít nhất một mục cần bổ sung và ghi nội dung cần sửa."),
    # the cell
    "campaign_closed": _("Đợt đánh giá %(period)s chưa mở hoặc đã khóa."),
    "campaign_cancelled": _("Đợt đánh giá %(period)s đã hủy ngày %(date)s; nội dung đã có chỉ để đọc."),
    "campaign_over": _("Đợt đánh giá %(period)s đã khóa ngày %(date)s; hồ sơ chưa gửi không sửa được nữa."),
    "return_deadline": _("Đã hết hạn bổ sung (hết ngày %(date)s). Đề nghị liên hệ %(office)s để được gia hạn."),
    "deadline": _("Đã hết hạn gửi (hết ngày %(date)s). Đề nghị liên hệ %(office)s để được gia hạn."),
    "unanswered": _("Chưa gửi được: còn %(n)s tiêu chí chưa tự đánh giá (%(list)s)."),
    "not_completed": _("Chưa gửi được: còn %(n)s mục được yêu cầu bổ sung nhưng chưa sửa (%(list)s)."),
    "evidence_missing": _("Tiêu chí “%(criterion)s” cần ít nhất %(n)s minh chứng."),
    "figures_missing": _("Chưa gửi được: còn %(n)s số liệu đảng viên chưa nhập. Mời nhập đủ số liệu trước khi gửi."),
    "members_sum": _("Tổng các mức xếp loại đảng viên là %(sum)s, số đảng viên được đánh giá là %(rated)s."),
    "figures_disagree": _(
        "Chưa gửi được: còn %(n)s số liệu trong hồ sơ chưa khớp nhau (%(relations)s). Mời sửa hoặc giải trình."
    ),
    "agreement_needed": _("Hai số này phải khớp nhau, không giải trình được. Mời sửa số đã nhập."),
    "ballot_missing": _("Chưa có kết quả bỏ phiếu. Mời nhập kết quả bỏ phiếu trước khi gửi."),
    "ballot_no_majority": _(
        "Mức “%(level)s” được %(yes)s/%(eligible)s phiếu, chưa quá một nửa. "
        "Hội nghị biểu quyết lại giữa hai mức có số phiếu cao nhất, rồi nhập kết quả lần %(round)s."
    ),
    "ballot_short": _(
        "Mức “%(level)s” được %(yes)s phiếu, chưa đủ %(needed)s phiếu cần có. "
        "Hội nghị biểu quyết lại, rồi nhập kết quả lần %(round)s."
    ),
    "ballot_short_title": _(
        "Đề nghị công nhận được %(yes)s phiếu tán thành, chưa đủ %(needed)s phiếu cần có. "
        "Hội nghị biểu quyết lại, rồi nhập kết quả lần %(round)s."
    ),
    "ballot_no_quorum": _(
        "Có mặt %(present)s đảng viên, chưa đủ %(needed)s đảng viên theo quy định, "
        "nên lần bỏ phiếu này không có giá trị. Mời tổ chức lại hội nghị, rồi nhập kết quả lần %(round)s."
    ),
    "ballot_title_lost": _(
        "Đề nghị công nhận được %(yes)s phiếu tán thành, chưa đủ %(needed)s phiếu cần có, và đã bỏ phiếu đủ số lần. "
        "Chi bộ không đề nghị công nhận được; mời rút hồ sơ."
    ),
    "ballot_no_majority_title": _(
        "Đề nghị công nhận được %(yes)s/%(eligible)s phiếu tán thành, chưa quá một nửa. "
        "Hội nghị biểu quyết lại, rồi nhập kết quả lần %(round)s."
    ),
    # the commune
    "only_by_task": _("Việc này chỉ thực hiện khi xử lý hồ sơ do thay đổi tổ chức, tại trang của hồ sơ."),
    "stopped_unsent": _("Hồ sơ dừng khi chưa gửi hoặc chưa gửi lại, nên chỉ tổ chức có hồ sơ xem được nội dung."),
    "unit_unchanged": _("Tổ chức này không có thay đổi nào đang chờ xử lý."),
    "commune_begun": _(
        "Không lấy lại được: cấp ủy cấp trên trực tiếp đã bắt đầu đánh giá hoặc đã nhận bản giấy. "
        "Cần sửa thì đề nghị cấp ủy trả lại để bổ sung."
    ),
    "already_decided": _(
        "Hồ sơ đã có trong quyết định đã ban hành nên không thay đổi được. "
        "Kết quả chỉ thay đổi theo quyết định mới của cấp có thẩm quyền."
    ),
    "commune_unscored": _("Còn %(n)s tiêu chí chưa đánh giá (%(list)s)."),
    "figures_open": _("Chưa trình được: còn %(n)s số liệu chưa khớp. Mời sửa hoặc giải trình từng nội dung."),
    "paper_missing": _("Chưa đánh dấu đã nhận bản giấy có chữ ký của %(n)s hồ sơ."),
    "members_proposed_only": _("Chưa có kết quả xếp loại đảng viên đã quyết định. Mời nhập trước khi biểu quyết."),
    "commune_undecided": _("Chưa trình được: chưa ban hành quyết định đối với tổ chức này."),
    "subordinates_open": _("Chưa trình được: còn %(n)s tổ chức trực thuộc chưa có kết quả năm %(year)s: %(list)s."),
    "nothing_decided": _("Đợt này chỉ ghi nhận kết quả tự đánh giá, không ra quyết định."),
    "commune_decides_nothing": _(
        "Trong đợt này cấp ủy cấp trên trực tiếp không ra quyết định; thẩm quyền thuộc cấp ủy mở đợt."
    ),
    "year_decided": _(
        "Không hủy ghi nhận được: kết quả xếp loại năm %(year)s của tổ chức này đã được biểu quyết hoặc quyết định."
    ),
    # the appraisal team
    "assessments_few": _(
        "Chưa trình được: mới có %(finished)s thành viên Tổ thẩm định hoàn thành đánh giá, cần ít nhất %(needed)s."
    ),
    "note_long": _("Lời ghi dài quá %(max)s ký tự. Mời rút gọn rồi gửi lại."),
    "other_side": _(
        "Không xử lý được: đồng chí đã tham gia khâu khác của hồ sơ này (%(side)s). "
        "Mỗi khâu phải do người khác thực hiện."
    ),
    "same_hand": _(
        "Không xử lý được: khâu khác của hồ sơ này (%(side)s) do một tài khoản thực hiện mà mật khẩu được đặt qua "
        "đường dẫn do đồng chí cấp, hoặc do người đã cấp đường dẫn cho đồng chí. Chủ tài khoản được cấp cần đăng nhập "
        "trên thiết bị của mình và xác nhận tại trang “Tài khoản của tôi”."
    ),
    "commune_unexplained": _("Còn %(n)s tiêu chí đánh giá khác với tự đánh giá mà chưa nêu lý do (%(list)s)."),
    "panel_unexplained": _(
        "Chưa trình được: còn %(n)s tiêu chí Tổ thẩm định thống nhất khác với cấp đánh giá trước "
        "mà chưa nêu lý do (%(list)s)."
    ),
    "panel_unscored": _("Chưa trình được: còn %(n)s tiêu chí Tổ thẩm định chưa thống nhất (%(list)s)."),
    "proposal_missing": _("Chưa trình được: Tổ thẩm định chưa chọn kết quả đề nghị. Mời chọn rồi lưu."),
    "level_decided": _("%(office)s đã quyết định mức xếp loại ngày %(date)s; mức đã quyết định không thẩm định lại."),
    "level_undecided": _(
        "Chưa có quyết định xếp loại. Tổ thẩm định đánh giá từng tiêu chí trước, rồi mới cho ý kiến về khen thưởng."
    ),
    "award_not_left": _("Trong đợt này cấp trên không khen thưởng: không còn nội dung để Tổ thẩm định xem xét."),
    "award_opinions_few": _(
        "Chưa trình được: mới có %(finished)s thành viên Tổ thẩm định có ý kiến về khen thưởng, cần ít nhất %(needed)s."
    ),
    "award_unproposed": _("Tổ thẩm định chưa đề nghị khen thưởng. Không đề nghị thì mời ghi rõ lý do."),
    # what the team says of an award
    "award_opinion_missing": _("Chưa chọn ý kiến về nội dung khen thưởng này."),
    "award_reason_missing": _("Chưa nêu lý do."),
    "award_not_open": _("Nội dung khen thưởng này không còn đủ điều kiện. Mời mở lại trang để xem điều kiện hiện tại."),
    "award_proposed_twice": _("Trong một đợt, mỗi tổ chức chỉ được khen thưởng một lần. Mời chỉ đề nghị một nội dung."),
    "award_is_proposed": _(
        "Tổ thẩm định đã đề nghị khen thưởng tổ chức này. Mời trình riêng hồ sơ này, hoặc sửa kết luận trước."
    ),
}
