"""The records of a cell through the year: meetings, counts of a month, the review at half-year. Counts, never
people."""

from datetime import date, datetime
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grading.models.base import Base, Frozen, enum_column


class MeetingKind(StrEnum):
    """The kinds of meetings: a regular one each month (Điều lệ, Art. 24), a thematic one each quarter."""

    regular = auto()
    thematic = auto()


class MeetingSheet(Base):
    """One meeting of a cell, in the month or quarter `period`, with its points by part of the sheet, in hundredths."""

    __tablename__ = "meeting_sheet"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "kind", "period"),
        CheckConstraint("period >= 1 AND period <= CASE kind WHEN 'regular' THEN 12 ELSE 4 END", name="in_year"),
        CheckConstraint("present >= 0 AND excused >= 0 AND present + excused <= due", name="attendance"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 1440", name="length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    kind: Mapped[MeetingKind] = mapped_column(enum_column(MeetingKind, "kind"))
    period: Mapped[int]
    held_on: Mapped[date]
    due: Mapped[int]
    present: Mapped[int]
    excused: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int | None]
    points: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class MonthCounts(Base):
    """The counts of one month of a cell besides its meeting: deeds, follow-up groups, members followed; null if not
    entered."""

    __tablename__ = "month_counts"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "month"),
        CheckConstraint("month BETWEEN 1 AND 12", name="in_year"),
        CheckConstraint("deeds >= 0 AND groups >= 0 AND followed >= 0", name="counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    month: Mapped[int]
    deeds: Mapped[int | None]
    groups: Mapped[int | None]
    followed: Mapped[int | None]
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class HalfYearReview(Base):
    """One cell's own review in the middle of the year: the criteria that are on track and those that are behind, in
    counts and words."""

    __tablename__ = "half_year_review"
    __table_args__ = (
        UniqueConstraint("unit_id", "year"),
        CheckConstraint("present >= 0 AND present <= due", name="attendance"),
        CheckConstraint("on_track >= 0 AND behind >= 0", name="counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    held_on: Mapped[date]
    due: Mapped[int]
    present: Mapped[int]
    on_track: Mapped[int]
    behind: Mapped[int]
    words: Mapped[str] = mapped_column(default="")
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class YearPart(StrEnum):
    """The parts of its year that a cell sends, each by itself."""

    month = auto()
    thematic = auto()
    half_year = auto()


class YearSending(Frozen, Base):
    """One part of a cell's year as it was sent to the committee above. The newest row of a part is what the committee
    sees; what is typed afterwards is the cell's own until it is sent again."""

    __tablename__ = "year_sending"
    __table_args__ = (Index("ix_year_sending_unit_year", "unit_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    part: Mapped[YearPart] = mapped_column(enum_column(YearPart, "part"))
    period: Mapped[int]
    """The month or the quarter; 0 for the half-year review."""
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The counts and words as they were, by the names of their columns."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
