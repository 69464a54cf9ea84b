"""Figures: counts of one unit in one year, and the commune's explanations where two of them disagree."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from grading.models.base import Base, Frozen


class Figure(Frozen, Base):
    """A value of one metric in hundredths. A correction is a newer row: the highest id counts."""

    __tablename__ = "figure"
    __table_args__ = (Index("ix_figure_of", "unit_id", "year", "metric"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    metric: Mapped[str]
    value: Mapped[int]
    source: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]


class Explanation(Frozen, Base):
    """Why both numbers stay as they are. Lapses as soon as either of them changes."""

    __tablename__ = "explanation"
    __table_args__ = (Index("ix_explanation_of", "unit_id", "year", "rule"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    rule: Mapped[str]
    reported: Mapped[int]
    computed: Mapped[int]
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
