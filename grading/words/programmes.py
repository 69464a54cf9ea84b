"""The words for versions of programmes: their states, what an import makes of a file, the paper behind them."""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from grading import text
from grading.models import ProgrammeVersion, VersionState
from grading.services.programmes.comparing import Change
from grading.services.programmes.planning import Planned, Status

STATES: Mapping[VersionState, str] = {
    VersionState.draft: _("Dự thảo"),
    VersionState.published: _("Đã công bố"),
    VersionState.withdrawn: _("Đã thu hồi"),
}
STATUSES: Mapping[Status, str] = {
    Status.new: _("Mới"),
    Status.changed: _("Phiên bản mới"),
    Status.unchanged: _("Không thay đổi"),
    Status.shipped: _("Có sẵn trong hệ thống"),
    Status.refused: _("Chưa nhập được"),
}
CHANGES: Mapping[Change, str] = {
    Change.same: _("giữ nguyên"),
    Change.added: _("thêm"),
    Change.removed: _("bỏ"),
    Change.gap: _("các dòng giữ nguyên"),
}


def version_state_words(state: VersionState) -> str:
    return str(STATES[state])


def import_status_words(status: Status) -> str:
    return str(STATUSES[status])


def line_change_words(change: Change) -> str:
    return str(CHANGES[change])


def planned_words(row: Planned) -> str:
    """Returns what an import makes of a file, with the name of the version that it gets."""
    words = import_status_words(row.status)
    return f"{words} ({row.name})" if row.programme else words


def version_words(version: ProgrammeVersion) -> str:
    """Returns the number of a version and the paper that issued it, for the pages of its campaigns."""
    if version.paper_date is None:
        return str(gettext("phiên bản %(n)s", n=version.number))
    paper = {"number": version.paper_number, "date": text.day(version.paper_date)}
    return str(gettext("phiên bản %(n)s, theo văn bản số %(number)s, ngày %(date)s", n=version.number, **paper))
