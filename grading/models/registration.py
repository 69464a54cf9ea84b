"""Registrations for a title: the cell that asks for it, the works that it registers, and the committee's answer."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, Frozen, enum_column
from grading.models.campaign import Campaign
from grading.models.unit import Unit
from workflows.registrations import Registering, RegistrationAct


class Registration(Base):
    """The registration of one cell of the roster for a title. The dossier is made only when the committee confirms
    it."""

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("campaign_id", "unit_id"),
        Index("ix_registration_review", "review_unit_id", "campaign_id"),
        Index("ix_registration_choosing", "choosing_unit_id", "campaign_id"),
        CheckConstraint(
            "(state = 'invited') = (registered_on IS NULL) "
            "AND (registered_on IS NULL) = (eligible IS NULL) AND (eligible IS NULL) = (in_favour IS NULL)",
            name="registered",
        ),
        CheckConstraint("in_favour IS NULL OR (in_favour >= 0 AND in_favour * 2 > eligible)", name="majority"),
        CheckConstraint("in_favour IS NULL OR in_favour <= eligible", name="votes"),
        CheckConstraint("(state IN ('confirmed', 'set_aside')) = (settled_on IS NOT NULL)", name="settled"),
        CheckConstraint("state != 'set_aside' OR reason != ''", name="reason"),
        CheckConstraint("(checked_on IS NULL) = (check_words = '')", name="checked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    review_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    choosing_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    """The body that surveys the cell and settles the list, as the programme names it."""
    state: Mapped[Registering] = mapped_column(enum_column(Registering, "state"), default=Registering.invited)
    registered_on: Mapped[date | None]
    """The day of the meeting in which the cell resolved to register."""
    eligible: Mapped[int | None]
    in_favour: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    survey: Mapped[dict[str, bool]] = mapped_column(JSON, default=dict)
    """Whether each criterion is met, by its key; a criterion without an answer has no key."""
    surveyed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_on: Mapped[date | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(default="")
    """Why the committee set the registration aside."""
    late_reason: Mapped[str] = mapped_column(default="")
    """Why the committee settled the registration after the last day."""
    checked_on: Mapped[date | None]
    check_words: Mapped[str] = mapped_column(default="")
    """The findings of the committee at half-year."""
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    touched_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    works: Mapped[list["RegisteredWork"]] = relationship(
        order_by="RegisteredWork.number", back_populates="registration", cascade="all, delete-orphan"
    )
    lines: Mapped[list["RegistrationLine"]] = relationship(order_by="RegistrationLine.id")

    __mapper_args__ = {"version_id_col": version}


class RegisteredWork(Base):
    """One work that a cell registers for the year; `target` and `done` are hundredths of the unit of measure."""

    __tablename__ = "registered_work"
    __table_args__ = (
        UniqueConstraint("registration_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("target > 0 AND done >= 0", name="amounts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    number: Mapped[int]
    title: Mapped[str]
    target: Mapped[int]
    measure: Mapped[str]
    done: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit that registered the work, when it was handed over to a successor."""

    registration: Mapped[Registration] = relationship(back_populates="works")

    @property
    def is_done(self) -> bool:
        return self.done >= self.target


class RegistrationLine(Frozen, Base):
    """One act on a registration, with its account and time. Rows are added, never changed, so that every actor stays
    known."""

    __tablename__ = "registration_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    act: Mapped[RegistrationAct] = mapped_column(enum_column(RegistrationAct, "act"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
