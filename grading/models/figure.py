"""Figures: counts of one unit in one period, and the commune's explanations of contradictions between two of them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from grading.models.base import Base, Frozen, enum_column
from grading.models.period import OfPeriod

FED_BY_MONTHS = "year_work"
"""The source of the figures that follow from what a cell records of its months."""


class Stage(StrEnum):
    """The stage of a figure: the unit itself reports a proposed one; if others decide the count, theirs is decided."""

    proposed = "proposed"
    decided = "decided"


class Figure(Frozen, OfPeriod, Base):
    """One count of a unit in a period: the value of one metric in hundredths. A correction is a newer row: the highest
    id counts.

    A decided figure says for which dossier it was entered, and by whom.
    """

    __tablename__ = "figure"
    __table_args__ = (
        Index("ix_figure_of", "unit_id", "period_id", "metric"),
        CheckConstraint(
            "stage = 'proposed' OR (dossier_id IS NOT NULL AND by_id IS NOT NULL)", name="decided_by_somebody"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    metric: Mapped[str]
    value: Mapped[int]
    stage: Mapped[Stage] = mapped_column(enum_column(Stage, "stage"), default=Stage.proposed)
    source: Mapped[str]
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]


class Explanation(Frozen, OfPeriod, Base):
    """The commune's reason why the reported and the computed number of a contradiction both stay. It lapses as soon as
    one of them changes."""

    __tablename__ = "explanation"
    __table_args__ = (Index("ix_explanation_of", "unit_id", "period_id", "rule"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    rule: Mapped[str]
    reported: Mapped[int]
    computed: Mapped[int]
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
