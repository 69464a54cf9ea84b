"""Successions: which unit came from which, when units were merged or split."""

from datetime import date
from enum import StrEnum, auto

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, Frozen, enum_column
from grading.models.unit import Unit


class SuccessionKind(StrEnum):
    """The kinds of succession. A rename is not a succession: it is a new period of the same unit."""

    merger = auto()
    division = auto()


class Succession(Frozen, Base):
    """One unit that took the place of (a part of) another from the day `on`; earlier results are found through it."""

    __tablename__ = "succession"
    __table_args__ = (
        UniqueConstraint("predecessor_id", "successor_id"),
        CheckConstraint("predecessor_id != successor_id", name="two_units"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[SuccessionKind] = mapped_column(enum_column(SuccessionKind, "kind"))
    on: Mapped[date]

    predecessor: Mapped[Unit] = relationship(foreign_keys=[predecessor_id])
    successor: Mapped[Unit] = relationship(foreign_keys=[successor_id])
