"""Results: the level or title of a unit for a period. A newer row supersedes an older one; no row is edited."""

from datetime import datetime
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, Frozen, enum_column
from grading.models.period import OfPeriod, Period
from grading.models.unit import Unit
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.outcomes import TITLES
from workflows import Kind

if TYPE_CHECKING:
    from grading.models.decision import DecisionItem


class Subject(StrEnum):
    """Who is rated: the organisation, or its leading collective where a regime rates both."""

    organisation = auto()
    collective = auto()


class Result(Frozen, OfPeriod, Base):
    """The level or title of one unit for one period. Past years are imported without a decision. Streaks of levels read
    only results of whole years that are in force."""

    __tablename__ = "result"
    __table_args__ = (
        Index("ix_result_of", "unit_id", "kind", "period_id"),
        CheckConstraint("(kind = 'recognition') = (model IS NOT NULL)", name="model"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    subject: Mapped[Subject] = mapped_column(enum_column(Subject, "subject"), default=Subject.organisation)
    kind: Mapped[Kind] = mapped_column(enum_column(Kind, "kind"))
    programme_key: Mapped[str]
    model: Mapped[str | None]
    """The model of the title, under whichever issuer's file it was recognised; null for a rating."""
    outcome: Mapped[str]
    proposed: Mapped[str | None]
    """The outcome of the cell's own ballot; it is kept even if another level is decided."""
    decision_item_id: Mapped[int | None] = mapped_column(ForeignKey("decision_item.id"), unique=True)
    source: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    """Why an imported result was corrected, or why what was noted was taken back; empty for every other."""
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("result.id"), unique=True)
    at: Mapped[datetime]

    unit: Mapped[Unit] = relationship()
    period: Mapped[Period] = relationship()
    decision_item: Mapped["DecisionItem | None"] = relationship()

    @property
    def own_table(self) -> Programme | None:
        """The table of the decision, where the outcome is one that only this table names; loads it then."""
        if self.outcome in _SPOKEN or self.decision_item is None:
            return None
        return self.decision_item.decision.campaign.programme


_SPOKEN = frozenset({*Level, *TITLES})


class ResultInForce(OfPeriod, Base):
    """The result that stands for one unit, subject, period and model. The row is locked before another result
    supersedes it, so that two decisions never supersede the same result."""

    __tablename__ = "result_in_force"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    subject: Mapped[Subject] = mapped_column(enum_column(Subject, "subject"), primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    model: Mapped[str] = mapped_column(primary_key=True)
    """The model of the title; empty for a rating."""
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), unique=True)

    result: Mapped[Result] = relationship()
