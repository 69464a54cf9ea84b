"""The pages of a cell's year: twelve months, one month, a thematic meeting, the review at half-year."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template

from grading.models import MeetingSheet, MonthCounts
from grading.rules import meetings
from grading.rules.programmes.parts.figures import Metric
from grading.rules.programmes.parts.year_work import MeetingClass, YearWork
from grading.services.dossiers.facts import figure_values
from grading.services.figures import fed_by_months, figures, year_records
from grading.services.figures.year_records import MONTHS, QUARTERS, HandedOver, Year
from grading.services.ground.errors import NotNow, Refused
from grading.services.months import sending
from grading.services.units.units import names_on
from grading.web.months.form import YearForm, meeting_boxes, month_boxes, review_boxes
from grading.web.shell.session import db
from grading.web.shell.visit import Visit
from grading.words import reason_words
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class MonthLine:
    """One month of the table. `total` is in hundredths; `is_begun` is true from its first day on."""

    month: int
    sheet: MeetingSheet | None
    counts: MonthCounts | None
    total: int | None
    found: MeetingClass | None
    is_begun: bool


def section(visit: Visit) -> YearWork | None:
    return visit.programme.year_work


def may_record(visit: Visit) -> bool:
    """Returns whether this person may write the months now."""
    return visit.may("log_month") and not closed_by(visit)


def closed_by(visit: Visit) -> tuple[Reason, ...]:
    """Returns why the months are closed although the cell has the dossier: for example, a return does not name them."""
    try:
        fed_by_months.check_free(db.session, visit.dossier)
    except Refused as refusal:
        return refusal.reasons
    return ()


def show_index(visit: Visit, work: YearWork) -> str:
    year = year_records.year_of(db.session, visit.dossier)
    rated = fed_by_months.months_rated(db.session, visit.dossier).meetings
    handed_over = year_records.handed_over(db.session, visit.dossier)
    return render_template(
        "months/index.html",
        visit=visit,
        work=work,
        year=year,
        lines=[_line(visit, work, year, month) for month in MONTHS],
        quarters=[(quarter, year.thematic.get(quarter), _is_begun(visit, quarter * 3 - 2)) for quarter in QUARTERS],
        standings=meetings.standings(work, rated),
        reached=meetings.year_class(work, rated),
        handed_over=[_handed(work, change) for change in handed_over],
        figures=_figures(visit, work),
        standings_sent=sending.standings(db.session, visit.dossier) if visit.is_cell else [],
        is_open=may_record(visit),
        closed=[reason_words(reason) for reason in closed_by(visit)] if visit.may("log_month") else [],
    )


def _handed(work: YearWork, change: HandedOver) -> tuple[str, date, list[MonthLine]]:
    """Returns the name of the unit before the change, the day of the change, and the months that it recorded."""
    name = names_on(db.session, [change.unit_id], change.on - timedelta(days=1))[change.unit_id].org_name
    held = sorted(change.year.regular.keys() | change.year.counts.keys())
    return name, change.on, [_month_line(work, change.year, month, is_begun=True) for month in held]


def _line(visit: Visit, work: YearWork, year: Year, month: int) -> MonthLine:
    return _month_line(work, year, month, is_begun=_is_begun(visit, month))


def _month_line(work: YearWork, year: Year, month: int, *, is_begun: bool) -> MonthLine:
    sheet = year.regular.get(month)
    points = sheet.points if sheet else {}
    return MonthLine(
        month=month,
        sheet=sheet,
        counts=year.counts.get(month),
        total=meetings.total(work, points),
        found=meetings.meeting_class(work, points),
        is_begun=is_begun,
    )


def _is_begun(visit: Visit, month: int) -> bool:
    return date(visit.dossier.campaign.year, month, 1) <= visit.actor.today


def _figures(visit: Visit, work: YearWork) -> list[tuple[Metric, int]]:
    """Returns the figures that follow from the months, as the criteria show them."""
    dossier = visit.dossier
    values = figure_values(figures.latest(db.session, [dossier.unit_id], [dossier.campaign.period_id]), dossier)
    return [(metric, values[metric.key]) for metric in visit.programme.metrics
            if metric.key in work.fed and metric.key in values]  # fmt: skip


def show_month(
    visit: Visit, work: YearWork, month: int, form: YearForm | None = None, *, stale: str = "", status: int = 200
) -> tuple[str, int]:
    """Shows the form of a month. With a form, the typed texts stay in the boxes, and the page counts their total."""
    form, year = form or YearForm(), year_records.year_of(db.session, visit.dossier)
    sheet, row = year.regular.get(month), year.counts.get(month)
    points = dict(form.meeting.points if form.meeting else sheet.points if sheet and not form.typed else {})
    page = render_template(
        "months/month.html",
        visit=visit,
        work=work,
        month=month,
        sheet=sheet,
        row=row,
        boxes=month_boxes(sheet, row, year.before(month)) | form.typed,
        kept=month_boxes(sheet, row, (None, None)) if stale else {},
        hidden={"version-meeting": sheet.version if sheet else 0, "version-counts": row.version if row else 0},
        total=meetings.total(work, points),
        found=meetings.meeting_class(work, points),
        typed=form,
        stale=stale,
        is_open=may_record(visit) and _is_begun(visit, month),
        is_begun=_is_begun(visit, month),
    )
    return page, status


def month_offered(visit: Visit, month: int) -> dict[str, str]:
    """Returns the texts that the page of a month puts into its boxes by itself."""
    year = year_records.year_of(db.session, visit.dossier)
    return month_boxes(year.regular.get(month), year.counts.get(month), year.before(month))


def thematic_offered(visit: Visit, quarter: int) -> dict[str, str]:
    return _thematic_boxes(year_records.year_of(db.session, visit.dossier), quarter)


def _thematic_boxes(year: Year, quarter: int) -> dict[str, str]:
    sheet, (last, _counts) = year.thematic.get(quarter), year.before(quarter * 3 + 1)
    return meeting_boxes(sheet) if sheet else {"due": str(last.due)} if last else {}


def show_thematic(
    visit: Visit, quarter: int, form: YearForm | None = None, *, stale: str = "", status: int = 200
) -> tuple[str, int]:
    form, year = form or YearForm(), year_records.year_of(db.session, visit.dossier)
    sheet, stored = year.thematic.get(quarter), _thematic_boxes(year, quarter)
    page = render_template(
        "months/thematic.html",
        visit=visit,
        quarter=quarter,
        sheet=sheet,
        boxes=stored | form.typed,
        kept=stored if stale else {},
        hidden={"version-meeting": sheet.version if sheet else 0},
        typed=form,
        stale=stale,
        is_open=may_record(visit) and _is_begun(visit, quarter * 3 - 2),
    )
    return page, status


def show_review(visit: Visit, form: YearForm | None = None, *, stale: str = "", status: int = 200) -> tuple[str, int]:
    form, year = form or YearForm(), year_records.year_of(db.session, visit.dossier)
    review, (last, _counts) = year.review, year.before(7)
    stored = review_boxes(review) or ({"due": str(last.due)} if last else {})
    page = render_template(
        "months/half_year.html",
        visit=visit,
        review=review,
        total=len(visit.programme.criteria),
        boxes=stored | form.typed,
        kept=stored if stale else {},
        hidden={"version-review": review.version if review else 0},
        typed=form,
        stale=stale,
        is_open=may_record(visit),
    )
    return page, status


def stale_words(refusal: NotNow) -> str:
    return " ".join(reason_words(reason) for reason in refusal.reasons)
