"""Periods: the years, parts of years, terms and other spans that figures, campaigns and results are of."""

from datetime import date

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, UniqueConstraint
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from grading.models.base import Base, Frozen, enum_column
from grading.rules.periods import PARTS_FROM, PeriodKind, Span, year_of_key
from grading.text import Language


class Period(Frozen, Base):
    """One period. Both days are inclusive. A year or a part of one has no label of its own: its words follow from its
    kind. A term or an ad hoc period has the label that its issuer gave.

    The key is chosen, not counted (grading.rules.periods): a year's is its number. What counts years reads rows of a
    year by the number, without a join.
    """

    __tablename__ = "period"
    __table_args__ = (
        UniqueConstraint("kind", "starts_on", "ends_on"),
        CheckConstraint("starts_on <= ends_on", name="in_order"),
        CheckConstraint("(kind IN ('term', 'ad_hoc')) = (label != '')", name="labelled"),
        CheckConstraint(f"(kind = 'year') = (id < {PARTS_FROM})", name="key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[PeriodKind] = mapped_column(enum_column(PeriodKind, "kind"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    label: Mapped[str] = mapped_column(default="")

    @property
    def span(self) -> Span:
        return Span(kind=self.kind, first=self.starts_on, last=self.ends_on)

    def words(self, language: Language = "vi") -> str:
        """Returns its words for the middle of a sentence: năm 2026, quý I năm 2026, or its own label."""
        return self.label or self.span.words(language)

    @property
    def is_year(self) -> bool:
        return self.kind is PeriodKind.year

    @property
    def year(self) -> int:
        """The year that it is, lies in, or ends in."""
        return year_of_key(self.id)


class OfPeriod:
    """A row about one period."""

    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))

    @property
    def year(self) -> int:
        """The year that the period is, lies in, or ends in."""
        return year_of_key(self.period_id)


def is_year(period_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Returns the condition that a row is about a whole year. Only such rows count for years running."""
    return period_id < PARTS_FROM


def lies_in_year(period_id: InstrumentedAttribute[int], year: int) -> ColumnElement[bool]:
    """Returns the condition that a row is about a month, quarter or half of the year."""
    return period_id.between(year * 100, year * 100 + 99)
