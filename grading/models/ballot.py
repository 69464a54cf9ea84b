"""The cell's secret ballot on its own level, as counts; how a person voted is never stored."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grading.models.base import Base


class Ballot(Base):
    """One round of a cell's secret ballot, as counts.

    The eligible members are the official members except those that the rules exclude (QĐ 24-QĐ/TW, 9.3.2).
    """

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("dossier_id", "round"),
        CheckConstraint("returned = valid + invalid", name="votes_add_up"),
        CheckConstraint("issued <= present AND returned <= issued", name="votes_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    round: Mapped[int] = mapped_column(default=1)
    held_on: Mapped[date]
    official: Mapped[int]
    away: Mapped[int] = mapped_column(default=0)
    exempt: Mapped[int] = mapped_column(default=0)
    suspended: Mapped[int] = mapped_column(default=0)
    prosecuted: Mapped[int] = mapped_column(default=0)
    excused: Mapped[int] = mapped_column(default=0)
    present: Mapped[int]
    issued: Mapped[int]
    returned: Mapped[int]
    valid: Mapped[int]
    invalid: Mapped[int]
    votes: Mapped[dict[str, int]] = mapped_column(JSON)
    """The votes for each option of the programme's ballot (levels for a rating, for/against for a title)."""
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
