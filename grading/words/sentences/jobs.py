"""The reasons why a job, or one line of it, waits or failed, and why a person cannot do something with it now."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

JOBS: Mapping[str, str] = {
    "job_not_running": _("Việc này không ở trạng thái đang chờ hoặc đang thực hiện, nên không tạm dừng được."),
    "job_not_paused": _("Việc này không ở trạng thái tạm dừng."),
    "job_ended": _("Việc này đã kết thúc."),
    "job_not_failed": _("Chỉ làm lại được việc còn phần chưa làm được."),
    "job_again_open": _("Việc này đã được giao lại và đang chờ hoặc đang thực hiện."),
    "job_no_result": _("Việc này chưa có tệp kết quả."),
    "job_cut_off": _(
        "Hệ thống bị ngắt %(tries)s lần khi đang làm việc này. "
        "Mời bấm “Làm lại”; nếu vẫn gặp, đề nghị báo quản trị hệ thống."
    ),
    "job_stopped": _(
        "Nơi lưu tệp hoặc cơ sở dữ liệu gặp sự cố. Phần đã làm vẫn còn; nếu lặp lại, đề nghị báo quản trị hệ thống."
    ),
    "job_paper_stuck": _(
        "Đã thử %(tries)s lần nhưng chưa tạo được bản in: mất quá nhiều thời gian hoặc bộ nhớ. "
        "Đề nghị báo quản trị hệ thống."
    ),
    "job_broken": _(
        "Hệ thống chưa làm được việc này vì một trục trặc của máy chủ. "
        "Phần đã làm vẫn còn; đề nghị báo quản trị hệ thống."
    ),
    "job_line_broken": _(
        "Đã thử %(tries)s lần nhưng hệ thống chưa làm được dòng này vì một trục trặc của máy chủ. "
        "Đề nghị báo quản trị hệ thống."
    ),
    "job_paper_lost": _("Bản in gốc bị mất hoặc hỏng, và không tạo lại được giống hệt. Đề nghị báo quản trị hệ thống."),
    "job_text_long": _("Nội dung “%(field)s” dài quá chỗ in trên Giấy khen."),
    "job_asker_disabled": _(
        "Tài khoản giao việc này đã bị khóa trước khi việc được thực hiện. "
        "Mời một quản trị hệ thống khác giao lại việc này."
    ),
    "import_words_missing": _("Chưa ghi nguồn số liệu. Mời ghi tên văn bản hoặc báo cáo."),
    "no_papers": _("Quyết định này không tặng Giấy khen nào."),
}
