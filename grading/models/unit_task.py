"""Tasks on open dossiers after a change of their unit: somebody says what follows for the dossier."""

from datetime import date, datetime
from enum import StrEnum, auto

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, Frozen, enum_column
from grading.models.dossier import Dossier
from grading.models.unit import Unit


class UnitChange(StrEnum):
    """The change of a unit from a day on."""

    opened = auto()
    renamed = auto()
    moved = auto()
    issuer_changed = auto()
    kind_changed = auto()
    type_changed = auto()
    closed = auto()
    merged = auto()
    divided = auto()


class Answer(StrEnum):
    """The consequence for a dossier whose unit changed while the dossier was open."""

    go_on = auto()
    leave_out = auto()
    hand_over = auto()  # to the successor, which gets a dossier of its own


class UnitTask(Base):
    """One question about one open dossier. It is open until somebody answers it, with a reason."""

    __tablename__ = "unit_task"
    __table_args__ = (
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("answer != 'hand_over' OR successor_id IS NOT NULL", name="successor"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    change: Mapped[UnitChange] = mapped_column(enum_column(UnitChange, "change"))
    on: Mapped[date]
    """The first day of the change."""
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    raised_at: Mapped[datetime]
    answer: Mapped[Answer | None] = mapped_column(enum_column(Answer, "answer"))
    reason: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]

    dossier: Mapped[Dossier] = relationship()
    successor: Mapped[Unit | None] = relationship()
    months: Mapped[list["SharedMonth"]] = relationship(order_by="SharedMonth.month")


class SharedMonth(Frozen, Base):
    """One month of the year of a divided unit, and the successor that goes on with it. A month without a row goes on
    with the successor that the task names."""

    __tablename__ = "shared_month"
    __table_args__ = (
        UniqueConstraint("task_id", "month"),
        CheckConstraint("month BETWEEN 1 AND 12", name="in_year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("unit_task.id"))
    month: Mapped[int]
    successor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
