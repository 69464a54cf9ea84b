"""The names of what must always hold on live data, as `bin/grading check` prints them above the findings."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

INVARIANTS: Mapping[str, str] = {
    "revisions_match_their_digest": _("nội dung hồ sơ đã chốt đúng với mã của bản"),
    "decisions_bind_to_revisions": _("quyết định gắn với đúng bản hồ sơ đã biểu quyết"),
    "issued_decisions_are_as_sealed": _("quyết định đã ban hành không thay đổi"),
    "campaigns_are_as_opened": _("đợt đánh giá không thay đổi sau khi mở"),
    "campaigns_stand_as_recorded": _("đợt đánh giá mở, khóa, hủy đúng như nhật ký"),
    "cancelled_campaigns_gave_nothing": _("đợt đã hủy không có quyết định, kết quả"),
    "ended_dossiers_stand_in_a_decision": _("hồ sơ đã kết thúc có trong quyết định đã ban hành"),
    "papers_have_a_file_of_their_own": _("mỗi Giấy khen đã in có một tệp riêng"),
    "what_was_handed_on_is_still_there": _("nội dung hồ sơ đúng với bản đã gửi gần nhất"),
    "orders_that_were_left_say_why": _("xếp khác thứ tự xét có ghi lý do"),
    "departures_from_the_rules_say_why": _("mức khác quy định có ghi lý do"),
    "decided_lines_have_their_result": _("mỗi dòng của quyết định có kết quả"),
    "results_say_what_was_decided": _("kết quả đúng với quyết định"),
    "one_result_is_in_force": _("mỗi tổ chức mỗi kỳ có một kết quả đang có hiệu lực"),
    "commendations_bind_to_what_was_decided": _("Giấy khen đúng với quyết định khen thưởng"),
    "register_runs_without_gap": _("số vào sổ liên tục, không trùng"),
    "register_year_is_the_decisions": _("năm của sổ đúng với ngày quyết định"),
    "quota_holds": _("tỷ lệ tối đa không bị vượt"),
    "awards_have_one_commendation": _("mỗi lần khen thưởng có một Giấy khen"),
    "streaks_still_hold": _("các năm liền của khen thưởng còn đủ"),
    "no_unit_came_out_of_itself": _("không tổ chức nào kế thừa chính mình"),
    "commendations_keep_their_facts": _("nội dung Giấy khen không thay đổi"),
    "nobody_acts_on_the_own_unit": _("không ai xử lý hồ sơ của tổ chức mình"),
    "stored_processes_say_who_sees": _("quy trình đã lưu nêu đúng người được xem"),
    "moves_are_steps_of_a_stored_process": _("mỗi lần chuyển là một bước của quy trình"),
    "dossiers_stand_in_a_state_of_their_process": _("hồ sơ ở một trạng thái của quy trình"),
    "versions_keep_their_text": _("nội dung bộ tiêu chí không thay đổi"),
    "two_people_publish": _("bộ tiêu chí do hai người soạn và công bố"),
    "campaigns_go_by_their_version": _("đợt đánh giá theo đúng phiên bản bộ tiêu chí"),
    "periods_are_what_their_codes_say": _("kỳ đánh giá đúng với mã kỳ"),
    "record_is_chained": _("nhật ký liền mạch, không bị sửa"),
    "records_end_with_their_last_line": _("nhật ký không bị cắt ở cuối"),
    "stored_formats_can_be_read": _("nội dung đã lưu đọc được"),
    "campaigns_keep_their_programme": _("bộ tiêu chí của đợt không thay đổi"),
    "moves_are_in_order_of_time": _("các lần chuyển theo thứ tự thời gian"),
    "record_is_in_order_of_time": _("nhật ký theo thứ tự thời gian"),
    "done_jobs_are_whole": _("việc đã xong thì xong mọi mục"),
    "failed_jobs_say_why": _("việc chưa làm được có ghi lý do"),
    "papers_that_are_done_have_their_file": _("bản in đã tạo có tệp"),
    "state_is_the_end_of_the_last_move": _("trạng thái hồ sơ đúng với lần chuyển cuối"),
    "moves_follow_each_other": _("các lần chuyển nối tiếp nhau, không bị sửa"),
    "nobody_stands_on_two_sides": _("không ai ở hai khâu của một hồ sơ"),
    "nobody_assesses_and_decides": _("không ai vừa thẩm định vừa ghi quyết định"),
    "stored_bytes_match_their_hash": _("tệp đã lưu không hỏng, không thiếu"),
}


def invariant_words(name: str) -> str:
    return str(INVARIANTS[name])
