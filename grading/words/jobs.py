"""The words of jobs: what each does, its state, and the reasons of its failed lines."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading.models import Job, JobKind, JobLine, JobState
from grading.services.jobs.faults import fault_of, reason_of
from grading.words.reasons import fault_words, reason_words

TITLES: Mapping[JobKind, str] = {
    JobKind.papers: _("In Giấy khen của Quyết định số %(number)s"),
    JobKind.volume: _("Đóng tập Giấy khen của Quyết định số %(number)s"),
    JobKind.figures_import: _("Nhập số liệu từ tệp “%(name)s”"),
    JobKind.results_import: _("Nhập kết quả các năm trước từ tệp “%(name)s”"),
    JobKind.units_export: _("Xuất danh sách tổ chức đảng ra tệp %(ending)s"),
}
FILES: Mapping[JobKind, str] = {
    JobKind.results_import: _("Kết quả các năm trước"),
    JobKind.figures_import: _("Số liệu của tổ chức đảng"),
}
"""What a file holds that people bring."""
STATES: Mapping[JobState, str] = {
    JobState.waiting: _("Đang chờ"),
    JobState.running: _("Đang thực hiện"),
    JobState.paused: _("Tạm dừng"),
    JobState.done: _("Đã xong"),
    JobState.failed: _("Chưa xong, còn mục chưa làm được"),
    JobState.cancelled: _("Đã hủy"),
}


def job_words(job: Job) -> str:
    """Returns what the job does, as a heading."""
    return str(TITLES[job.kind]) % job.arguments


def job_state_words(job: Job, now: datetime) -> str:
    """Returns the state; for a job whose lease is over, that nobody works on it."""
    if job.state is JobState.running and job.lease_until is not None and job.lease_until < now:
        return str(gettext("Bị ngắt, sẽ làm tiếp"))
    return str(STATES[job.state])


def job_reasons_words(job: Job) -> list[str]:
    """Returns why the whole job waits or failed."""
    return [reason_words(reason_of(form)) for form in job.reasons or ()]


def line_reasons_words(line: JobLine) -> Sequence[str]:
    """Returns why a line failed; for a file, each fault with its place."""
    faults = ((form, fault_of(form, line.label)) for form in line.reasons or ())
    return [fault_words(fault) if fault else reason_words(reason_of(form)) for form, fault in faults]
