"""The forms of a month, a thematic meeting and the half-year review: what was typed, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import request
from flask_babel import gettext as _

from grading.models import HalfYearReview, MeetingSheet, MonthCounts
from grading.rules.programmes.parts.year_work import YearWork
from grading.services.months.months import CountsEntry, MeetingEntry, ReviewEntry
from grading.text import day as day_words
from grading.web.dossiers.answers_form import Mistake
from grading.web.shell.language import chosen
from grading.web.shell.typed import count_of, day_of, points_of, points_shown

PEOPLE = ("due", "present", "excused")
COUNTS = ("deeds", "groups", "followed")


@dataclass(kw_only=True)
class YearForm:
    """What stands in the boxes, by the name of the box, and what it means once there is no mistake."""

    typed: dict[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    seen: tuple[int, int] = (0, 0)
    meeting: MeetingEntry | None = None
    counts: CountsEntry = CountsEntry()
    review: ReviewEntry | None = None

    def text(self, name: str) -> str:
        return self.typed.setdefault(name, request.form.get(name, "")).strip()

    def count(self, name: str, *, needed: bool = False) -> int | None:
        """A whole number; a mistake for anything else, and for nothing where it is needed."""
        typed = self.text(name)
        number = count_of(typed)
        if number is None and (typed or needed):
            self.mistakes.append((name, _("Mời ghi một số; không có thì ghi 0.")))
        return number

    @property
    def errors(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for anchor, sentence in self.mistakes:
            found.setdefault(anchor, []).append(sentence)
        return found


def read_month(work: YearWork, year: int, month: int) -> YearForm:
    form = YearForm(seen=(_version("version-meeting"), _version("version-counts")))
    deeds, groups, followed = (form.count(name) for name in COUNTS)
    form.counts = CountsEntry(deeds=deeds, groups=groups, followed=followed)
    parts = {part.key: form.text(f"points-{part.key}") for part in work.parts}
    if any([form.text("day"), form.text("present"), form.text("minutes"), *parts.values()]):
        held_on = _day_in_month(form, year, month)
        form.meeting = _meeting(form, held_on, _points(form, work))
    else:
        form.text("due"), form.text("excused")
    return form


def read_thematic() -> YearForm:
    form = YearForm(seen=(_version("version-meeting"), 0))
    if any(form.text(name) for name in ("held_on", "present", "minutes")):
        form.meeting = _meeting(form, _day(form), {})
    else:
        form.text("due"), form.text("excused")
    return form


def read_review() -> YearForm:
    form = YearForm(seen=(_version("version-review"), 0))
    held_on, words = _day(form), form.text("words").replace("\r\n", "\n")
    counts = [form.count(name, needed=True) for name in ("due", "present", "on_track", "behind")]
    due, present, on_track, behind = (count or 0 for count in counts)
    if held_on is not None:
        form.review = ReviewEntry(
            held_on=held_on, due=due, present=present, on_track=on_track, behind=behind, words=words
        )
    return form


def _version(name: str) -> int:
    return request.form.get(name, 0, type=int)


def _meeting(form: YearForm, held_on: date | None, points: Mapping[str, int]) -> MeetingEntry | None:
    due, present = form.count("due", needed=True), form.count("present", needed=True)
    excused, minutes = form.count("excused"), form.count("minutes")
    if held_on is None or due is None or present is None:
        return None
    return MeetingEntry(held_on=held_on, due=due, present=present, excused=excused or 0, minutes=minutes, points=points)


def _day_in_month(form: YearForm, year: int, month: int) -> date | None:
    """On a phone two digits are enough: the month is that of the page."""
    try:
        return date(year, month, count_of(form.text("day")) or 0)
    except ValueError:
        words = _("Mời ghi ngày họp trong tháng %(month)s/%(year)s bằng số, ví dụ 3.", month=month, year=year)
        form.mistakes.append(("day", words))
        return None


def _day(form: YearForm) -> date | None:
    found = day_of(form.text("held_on"))
    if found is None:
        form.mistakes.append(("held_on", _("Mời ghi ngày họp theo mẫu 31/12/2022.")))
    return found


def _points(form: YearForm, work: YearWork) -> dict[str, int]:
    found = {}
    for part in work.parts:
        name = f"points-{part.key}"
        typed = form.text(name)
        points = points_of(typed)
        if points is not None:
            found[part.key] = points
        elif typed:
            words = _("Điểm phần “%(part)s” phải là số, ví dụ 27,5.", part=getattr(part.name, chosen()))
            form.mistakes.append((name, words))
    return found


def month_boxes(
    sheet: MeetingSheet | None, row: MonthCounts | None, before: tuple[MeetingSheet | None, MonthCounts | None]
) -> dict[str, str]:
    """What the boxes of a month hold before anybody types: what is stored, else what the last month carries over."""
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
