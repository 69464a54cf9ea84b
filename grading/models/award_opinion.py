"""What the appraisal team says about the awards of a unit whose level is decided already."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from grading.models.base import Base


class AwardOpinion(Base):
    """For or against one award of one dossier: the opinion of one member of the team (`by_id`), or without `by_id` what
    the team proposes to the body that gives the award.

    A member gives a reason against an award, and the team gives one for an award that it proposes.
    """

    __tablename__ = "award_opinion"
    __table_args__ = (
        Index("ix_award_opinion_one", "dossier_id", "ground", "by_id", unique=True),
        Index(
            "ix_award_opinion_of_the_team",
            "dossier_id",
            "ground",
            unique=True,
            sqlite_where=text("by_id IS NULL"),
            postgresql_where=text("by_id IS NULL"),
        ),
        CheckConstraint("in_favour != (by_id IS NULL) OR words != ''", name="said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    ground: Mapped[str]
    """The key of the award in the programme."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    in_favour: Mapped[bool]
    words: Mapped[str] = mapped_column(default="")
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
