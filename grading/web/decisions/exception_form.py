"""The boxes of the papers that allow a group the higher share, on the page of a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from grading import text
from grading.models import QuotaException
from grading.services.decisions.choices import ExceptionPaper
from grading.web.shell.forms import Form
from grading.words import reason_words
from workflows import Reason

_REASON = "exception-reason"
_BOXES = (_REASON, "exception-number", "exception-on")


@dataclass(kw_only=True)
class ExceptionRow(Form):
    """The paper of one group. If all three boxes are empty there is no paper."""

    @property
    def lacks(self) -> list[str]:
        """The boxes that are still empty."""
        return [name for name in _BOXES if not self.text(name)]

    def paper(self) -> ExceptionPaper:
        lacks, dated = self.lacks, None
        if lacks:
            self.wrong(lacks[0], reason_words(Reason(code="exception_incomplete", params={})))
        else:
            sentence = _("Ngày của văn bản chưa đúng. Mời ghi như 20/12/2022.")
            dated = self.day("exception-on", sentence, needed=True)
        return ExceptionPaper(reason=self.text(_REASON), number=self.text("exception-number"), dated=dated)

    @property
    def words(self) -> str:
        return " ".join(self.text(name) for name in _BOXES)


def stored(form: Form, rows: Iterable[QuotaException]) -> dict[str, ExceptionRow]:
    """Returns the rows of a decision's stored papers, by key of the group."""
    row_by_group = {row.group_key: form.row(ExceptionRow, row.group_key) for row in rows}
    for row in rows:
        texts = (row.reason, row.paper_number, text.day(row.paper_on))
        row_by_group[row.group_key].fill(dict(zip(_BOXES, texts, strict=True)))
    return row_by_group


def sent(form: Form) -> dict[str, ExceptionRow]:
    """Returns the rows of the papers with any box filled, by key of the group."""
    keys = [name.removeprefix(f"{_REASON}-") for name in form.posted if name.startswith(f"{_REASON}-")]
    rows = {key: form.row(ExceptionRow, key) for key in keys}
    return {key: row for key, row in rows.items() if len(row.lacks) < len(_BOXES)}
