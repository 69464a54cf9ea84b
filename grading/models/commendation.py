"""A commendation (Giấy khen): the paper of one award, its frozen facts, and the register that numbers it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, Frozen
from grading.models.decision import Award
from grading.models.unit import Unit
from grading.rules.frozen.facts import FrozenFacts


class Commendation(Frozen, Base):
    """The paper of one award, with its register number and a copy of every printed fact.

    The facts are copied when the row is made, so that the paper never changes later. The file is added once, and stays.
    """

    __tablename__ = "commendation"
    __table_args__ = (
        UniqueConstraint("authority_unit_id", "register_year", "register_no"),
        CheckConstraint("register_no >= 1", name="register_no"),
        CheckConstraint("(pdf_sha256 IS NULL) = (renderer IS NULL)", name="printed"),
    )
    settled_later = frozenset({"pdf_sha256", "renderer", "printed_at"})

    id: Mapped[int] = mapped_column(primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), unique=True)
    authority_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    register_year: Mapped[int]
    register_no: Mapped[int]
    code: Mapped[str] = mapped_column(unique=True)
    """16 random bytes in base32; the QR contains this code."""
    short_code: Mapped[str] = mapped_column(unique=True)
    """The first 12 letters of the code, which a person types from the paper."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str]
    revision_digest: Mapped[str]
    demo: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    renderer: Mapped[str | None]
    """The fingerprint of WeasyPrint, Pango, HarfBuzz, fonts and template; the same fingerprint gives the same bytes."""
    printed_at: Mapped[datetime | None]

    award: Mapped[Award] = relationship()
    authority_unit: Mapped[Unit] = relationship()

    @property
    def frozen(self) -> FrozenFacts:
        """The facts that the paper prints, of whatever format. Raises ValueError for facts that this version cannot
        read."""
        return FrozenFacts.from_json(self.facts)


class RegisterCounter(Base):
    """The last register number of one authority and year. The row is locked while a number is taken."""

    __tablename__ = "register_counter"
    __table_args__ = (UniqueConstraint("authority_unit_id", "year"), CheckConstraint("last >= 0", name="last"))

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)
