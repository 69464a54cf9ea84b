"""The papers that allow a group of a decision the higher share of its programme."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, ForeignKey, UniqueConstraint, event, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, FrozenRow
from grading.models.decision import Decision, DecisionState


class QuotaException(Base):
    """One group of one decision, with the reason and the paper that allows it; part of what the decision freezes."""

    __tablename__ = "quota_exception"
    __table_args__ = (
        UniqueConstraint("decision_id", "group_key"),
        CheckConstraint("pct BETWEEN 1 AND 10000", name="pct"),
        CheckConstraint("reason != '' AND paper_number != ''", name="said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    group_key: Mapped[str]
    pct: Mapped[int]
    """The programme's higher share in hundredths of a percent, as it stood when it was recorded."""
    reason: Mapped[str]
    paper_number: Mapped[str]
    paper_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]

    decision: Mapped[Decision] = relationship(back_populates="exceptions")


@event.listens_for(QuotaException, "before_insert")
@event.listens_for(QuotaException, "before_update")
@event.listens_for(QuotaException, "before_delete")
def _refuse_once_issued(_mapper: Any, connection: Connection, row: QuotaException) -> None:
    if connection.scalar(select(Decision.state).where(Decision.id == row.decision_id)) is DecisionState.issued:
        raise FrozenRow("a paper that allows a higher share is part of an issued decision")
