"""The forms of a month, a thematic meeting and the half-year review: the typed texts and the mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from grading.models import HalfYearReview, MeetingSheet, MonthCounts
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.months.entries import MOST, CountsEntry, MeetingEntry, ReviewEntry
from grading.text import day as day_words
from grading.typed import numbers
from grading.typed.numbers import points_shown
from grading.web.shell.forms import Form
from grading.web.shell.language import chosen
from grading.words import reason_words
from workflows import Reason

PEOPLE = ("due", "present", "excused")
COUNTS = ("deeds", "groups", "followed")


@dataclass(kw_only=True)
class YearForm(Form):
    """The base of these forms. `seen` holds the versions over which somebody typed. Use the entries only when there are
    no mistakes."""

    places: ClassVar[Mapping[str, str]] = {
        "attendance_over": "present",
        "meeting_nobody": "present",
        "present_over": "present",
        "minutes_range": "minutes",
        "review_criteria": "on_track",
        "review_words": "words",
    }
    elsewhere: str = "held_on"
    seen: tuple[int, int] = (0, 0)
    meeting: MeetingEntry | None = None
    counts: CountsEntry = CountsEntry()
    review: ReviewEntry | None = None

    def text(self, name: str) -> str:
        """Returns the text without the spaces around it. In its box the text stays as it was typed."""
        return super().text(name).strip()

    def number(self, name: str, *, needed: bool = False) -> int | None:
        number = self.count(name, _("Chỉ nhận số nguyên; không có thì ghi 0."), needed=needed)
        if number is not None and number > MOST:
            self.wrong(name, reason_words(Reason(code="number_long", params={"value": self.text(name)})))
            return None
        return number

    def held_on(self) -> date | None:
        return self.day("held_on", _("Mời ghi ngày họp theo mẫu 31/12/2022."), needed=True)

    def changes(self, offered: Mapping[str, str]) -> bool:
        """Returns whether somebody typed who was due or excused. The page offers numbers there, and without a meeting
        they mean nothing; a number that was typed would be lost."""
        typed = {name: self.text(name) for name in ("due", "excused")}
        return any(text and text != offered.get(name, "") for name, text in typed.items())

    def meet(self, held_on: date | None, points: Mapping[str, int]) -> None:
        due, present = self.number("due", needed=True), self.number("present", needed=True)
        excused, minutes = self.number("excused"), self.number("minutes")
        if held_on is not None and due is not None and present is not None:
            self.meeting = MeetingEntry(
                held_on=held_on, due=due, present=present, excused=excused or 0, minutes=minutes, points=points
            )


@dataclass(kw_only=True)
class MonthForm(YearForm):
    """The form of a month. The day has a box of its own name, because the page gives the month: on a phone two digits
    are enough."""

    places: ClassVar[Mapping[str, str]] = {**YearForm.places, "meeting_month": "day"}
    elsewhere: str = "day"
    work: YearWork

    @classmethod
    def read(
        cls, posted: MultiDict[str, str], work: YearWork, offered: Mapping[str, str], *, year: int, month: int
    ) -> "MonthForm":
        """Reads the form; `offered` holds the texts that the page puts into the boxes by itself."""
        form = cls(posted=posted, work=work)
        form.seen = (form.hidden("version-meeting") or 0, form.hidden("version-counts") or 0)
        deeds, groups, followed = (form.number(name) for name in COUNTS)
        form.counts = CountsEntry(deeds=deeds, groups=groups, followed=followed)
        parts = [form.text(f"points-{part.key}") for part in work.parts]
        texts = [form.text("day"), form.text("present"), form.text("minutes"), *parts]
        if form.changes(offered) or any(texts):
            form.meet(form._day_in(year, month), form._points())
        return form

    def _day_in(self, year: int, month: int) -> date | None:
        try:
            day = numbers.whole(self.text("day"))
            return date(year, month, day if isinstance(day, int) else 0)
        except (ValueError, OverflowError):
            words = _("Mời ghi ngày họp trong tháng %(month)s/%(year)s bằng số, ví dụ 3.", month=month, year=year)
            self.wrong("day", words)
            return None

    def _points(self) -> dict[str, int]:
        points_by_part = {}
        for part in self.work.parts:
            words = _("Điểm phần “%(part)s” phải là số, ví dụ 27,5.", part=getattr(part.name, chosen()))
            points = self.points(f"points-{part.key}", words)
            if points is not None:
                points_by_part[part.key] = points
        return points_by_part

    def place_of(self, reason: Reason) -> str:
        """Returns the box of a reason; for a reason about points, the first part of the meeting that the reason
        names."""
        if reason.code not in {"points_over", "points_partial"}:
            return super().place_of(reason)
        named = reason.params["part"] if reason.code == "points_over" else reason.params["list"]
        names = named if isinstance(named, tuple) else (named,)
        return next(f"points-{part.key}" for part in self.work.parts if part.name in names)


def read_thematic(posted: MultiDict[str, str], offered: Mapping[str, str]) -> YearForm:
    form = YearForm(posted=posted)
    form.seen = (form.hidden("version-meeting") or 0, 0)
    if form.changes(offered) or any(form.text(name) for name in ("held_on", "present", "minutes")):
        form.meet(form.held_on(), {})
    return form


def read_review(posted: MultiDict[str, str]) -> YearForm:
    form = YearForm(posted=posted)
    form.seen = (form.hidden("version-review") or 0, 0)
    held_on, words = form.held_on(), form.lines("words")
    counts = [form.number(name, needed=True) for name in ("due", "present", "on_track", "behind")]
    due, present, on_track, behind = (count or 0 for count in counts)
    if held_on is not None:
        form.review = ReviewEntry(
            held_on=held_on, due=due, present=present, on_track=on_track, behind=behind, words=words
        )
    return form


def month_boxes(
    sheet: MeetingSheet | None, row: MonthCounts | None, before: tuple[MeetingSheet | None, MonthCounts | None]
) -> dict[str, str]:
    """Returns the texts of a month's boxes before anybody types: the stored values, or else the values that the last
    month carries over."""
    carried_sheet, carried_row = before
    boxes = {"due": _shown(carried_sheet.due if carried_sheet else None)}
    if carried_row and row is None:
        boxes |= {"groups": _shown(carried_row.groups), "followed": _shown(carried_row.followed)}
    if row is not None:
        boxes |= {name: _shown(getattr(row, name)) for name in COUNTS}
    return boxes | (meeting_boxes(sheet) if sheet else {})


def meeting_boxes(sheet: MeetingSheet) -> dict[str, str]:
    boxes = {name: _shown(getattr(sheet, name)) for name in (*PEOPLE, "minutes")}
    points = {f"points-{key}": points_shown(value) for key, value in sheet.points.items()}
    return {**boxes, **points, "day": str(sheet.held_on.day), "held_on": day_words(sheet.held_on)}


def review_boxes(review: HalfYearReview | None) -> dict[str, str]:
    if review is None:
        return {}
    boxes = {name: _shown(getattr(review, name)) for name in ("due", "present", "on_track", "behind")}
    return {**boxes, "held_on": day_words(review.held_on), "words": review.words}


def _shown(value: int | None) -> str:
    return "" if value is None else str(value)
