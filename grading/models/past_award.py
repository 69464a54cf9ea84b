"""Awards of years before this service, imported without a decision."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, Frozen
from grading.models.period import OfPeriod
from grading.models.unit import Unit


class PastAward(Frozen, OfPeriod, Base):
    """The award of one year that a unit got before this service; years running may count it."""

    __tablename__ = "past_award"
    __table_args__ = (UniqueConstraint("unit_id", "period_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    source: Mapped[str]
    at: Mapped[datetime]

    unit: Mapped[Unit] = relationship()
