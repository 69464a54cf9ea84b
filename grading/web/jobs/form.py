"""The form for a file to be imported: what it holds, and what goes with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from grading.documents.uploads.names import shown_name
from grading.models import Campaign, JobKind
from grading.services.campaigns import campaigns
from grading.services.figures import importing as figures
from grading.services.ground.csv_rows import MAX_BYTES
from grading.services.jobs.asking import LONGEST, SentFile
from grading.services.results import importing as results
from grading.web.shell.forms import Form
from grading.web.shell.language import chosen
from grading.web.shell.session import db
from grading.web.shell.signed_in import actor

KINDS: Mapping[JobKind, tuple[str, ...]] = {
    JobKind.results_import: results.COLUMNS,
    JobKind.figures_import: (*figures.COLUMNS, figures.YEAR),
}
"""The kinds of files, each with the columns that it needs."""


@dataclass(kw_only=True)
class ImportForm(Form):
    places: ClassVar[Mapping[str, str]] = {"import_words_missing": "words"}
    trims: bool = True

    @cached_property
    def open_campaigns(self) -> list[Campaign]:
        return campaigns.list_open(db.session, actor())

    @cached_property
    def campaigns(self) -> list[tuple[str, str]]:
        """The campaigns that are open and whose programme may name the metrics of figures: code and words."""
        return [(each.code, f"{getattr(each.programme.title, chosen())} ({each.code})") for each in self.open_campaigns]

    @cached_property
    def metrics(self) -> dict[str, str]:
        """The metrics that a file of figures may name, in the campaigns that are open: key and words."""
        return {
            metric.key: getattr(metric.name, chosen())
            for each in self.open_campaigns
            for metric in each.programme.metrics
        }

    def sent(self, upload: FileStorage | None) -> tuple[JobKind, SentFile] | None:
        """Returns what was sent; None with mistakes for anything that is missing or too large."""
        kind = self.choice("kind", KINDS, _("Chưa chọn nội dung của tệp."), needed=True)
        campaign = self.choice("campaign", dict(self.campaigns), _("Đợt đánh giá này không có trong danh sách."))
        words, content = self.text("words"), b""
        if upload is None or not upload.filename:
            self.wrong("file", _("Chưa chọn tệp."))
        else:
            content = upload.stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            self.wrong("file", _("Tệp nặng hơn %(max)s MB. Mời tách tệp.", max=MAX_BYTES // 1_000_000))
        if len(words) > LONGEST:
            self.wrong("words", _("Tối đa %(max)s ký tự.", max=LONGEST))
        if kind is JobKind.figures_import:
            self._need_more(campaign, words)
        if upload is not None and upload.filename and self.mistakes and "file" not in self.first_errors:
            self.wrong("file", _("Mời chọn lại tệp: trình duyệt không giữ tệp đã chọn."))
        if kind is None or upload is None or self.mistakes:
            return None
        name = shown_name(upload.filename or "")
        return kind, SentFile(name=name, content=content, campaign=campaign or "", words=words)

    def _need_more(self, campaign: str | None, words: str) -> None:
        if not campaign:
            self.wrong("campaign", _("Chưa chọn đợt đánh giá có các số liệu này."))
        if not words:
            self.wrong("words", _("Chưa ghi nguồn số liệu. Mời ghi tên văn bản hoặc báo cáo."))
