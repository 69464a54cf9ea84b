"""The forms of a registration: the cell's resolution and works, the committee's list, the check at half-year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from grading import text
from grading.models import RegisteredWork, Registration
from grading.rules.programmes.parts.registration import RegistrationRule
from grading.services.registrations.registering import Resolution, WorkEntry
from grading.services.registrations.registration_list import Settlement
from grading.services.registrations.works import Progress
from grading.typed import numbers
from grading.web.shell.forms import UNREAD, Form
from grading.web.shell.language import chosen
from grading.words import reason_words
from workflows import Reason


@dataclass(kw_only=True)
class RegistrationForm(Form):
    places: ClassVar[Mapping[str, str]] = {
        "date_future": "held_on",
        "registration_votes": "in_favour",
        "registration_no_majority": "in_favour",
        "works_number": "title-1",
        "work_incomplete": "title-{n}",
        "list_late": "late_reason",
        "list_empty": "danh-sach",
        "set_aside_reason": "danh-sach",
        "survey_unmet": "danh-sach",
        "check_words": "words",
        "note_long": "note",
    }
    trims: bool = True

    def number(self, name: str, label: str) -> int:
        sentence = _("%(name)s: chỉ nhận số nguyên; không có thì ghi 0.", name=label)
        return self.count(name, sentence, needed=True) or 0

    def held_on(self) -> date:
        return self.day("held_on", _("Mời ghi ngày, ví dụ 20/01/2026."), needed=True) or date.min


@dataclass(kw_only=True)
class WorkRow(Form):
    """One work that the cell registers."""

    def work(self) -> WorkEntry | None:
        """Returns None for an empty row. A target that is not a number counts as no target."""
        title, target, measure = self.text("title"), self.text("target"), self.text("measure")
        if not (title or target or measure):
            return None
        number = numbers.hundredths(target)
        if isinstance(number, Reason) and number.code not in UNREAD:
            self.wrong("target", reason_words(number))
        return WorkEntry(title=title, target=number if isinstance(number, int) else 0, measure=measure)

    def fill_from(self, work: RegisteredWork) -> None:
        self.fill({"title": work.title, "target": text.hundredths(work.target, chosen()), "measure": work.measure})


@dataclass(kw_only=True)
class EntryForm(RegistrationForm):
    """The form of the cell: its resolution and its works."""

    resolution: Resolution | None = None
    works: list[WorkEntry] = field(default_factory=list)

    @classmethod
    def read(cls, posted: MultiDict[str, str], rows: int) -> "EntryForm":
        form = cls(posted=posted)
        held_on = form.held_on()
        eligible = form.number("eligible", _("Số đảng viên được triệu tập"))
        in_favour = form.number("in_favour", _("Số đảng viên tán thành"))
        form.resolution = Resolution(held_on=held_on, eligible=eligible, in_favour=in_favour, note=form.text("note"))
        lines = [form.row(WorkRow, number) for number in range(1, rows + 1)]
        form.works = [work for line in lines if (work := line.work())]
        return form

    @classmethod
    def of(cls, registration: Registration) -> "EntryForm":
        form = cls(typed={"note": registration.note})
        if registration.registered_on is not None:
            form.typed |= {
                "held_on": text.day(registration.registered_on),
                "eligible": str(registration.eligible),
                "in_favour": str(registration.in_favour),
            }
        for work in registration.works:
            form.row(WorkRow, work.number).fill_from(work)
        return form


def rows_of(rule: RegistrationRule, written: int) -> int:
    """Returns the number of lines for works: the written works and two more lines, as far as the programme allows."""
    most = rule.works.max or 0 if rule.works else 0
    return min(most, max(written + 2, 3))


@dataclass(kw_only=True)
class CheckForm(RegistrationForm):
    checked_on: date = date.min
    words: str = ""

    @classmethod
    def read(cls, posted: MultiDict[str, str]) -> "CheckForm":
        form = cls(posted=posted)
        form.checked_on, form.words = form.held_on(), form.text("words")
        return form


@dataclass(kw_only=True)
class ProgressForm(RegistrationForm):
    entries: dict[int, Progress] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: MultiDict[str, str], registration: Registration) -> "ProgressForm":
        form = cls(posted=posted)
        sentence = _("Kết quả đã làm: mời ghi một số, chưa làm thì ghi 0.")
        for work in registration.works:
            row = form.row(Form, work.number)
            form.entries[work.number] = Progress(done=row.points("done", sentence) or 0, note=row.text("note"))
        return form


@dataclass(kw_only=True)
class ListForm(RegistrationForm):
    """The form of the committee: a tick confirms a cell, a reason sets a cell aside."""

    confirmed: frozenset[int] = frozenset()
    set_aside: dict[int, str] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: MultiDict[str, str], rows: Iterable[Registration]) -> "ListForm":
        form = cls(posted=posted)
        ticked = set(posted.getlist("confirmed", type=int))
        form.confirmed = frozenset(row.id for row in rows if row.id in ticked)
        for row in rows:
            line = form.row(Form, row.id)
            if reason := line.text("reason"):
                form.set_aside[row.id] = reason
            form.seen[row.id] = line.version
        form.text("late_reason")
        return form

    def check(self, names: dict[int, str]) -> None:
        """Adds a mistake for each cell that is both ticked and given a reason, because the meaning would be a guess."""
        for row_id in self.confirmed & set(self.set_aside):
            sentence = _("%(unit)s: vừa đánh dấu chốt, vừa ghi lý do chưa đưa vào. Mời chọn một.", unit=names[row_id])
            self.wrong(f"reason-{row_id}", sentence)

    @property
    def settlement(self) -> Settlement:
        return Settlement(
            confirmed=self.confirmed,
            set_aside=self.set_aside,
            late_reason=self.typed.get("late_reason", ""),
            seen=self.seen,
        )
