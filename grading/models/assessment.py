"""Assessments of a dossier, one for each layer; a later layer never overwrites an earlier one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from grading.models.account import Account
from grading.models.base import Base, enum_column
from grading.models.gathered import Mark
from grading.rules.levels import Grade
from workflows import Layer


class Assessment(Base):
    """One layer of a dossier: the cell's own answers, the commune's, one appraiser's, or what the appraisal team agreed
    on."""

    __tablename__ = "assessment"
    __table_args__ = (
        Index("ix_assessment_one", "dossier_id", "layer", "by_id", unique=True),
        Index(
            "ix_assessment_of_a_body",
            "dossier_id",
            "layer",
            unique=True,
            sqlite_where=text("by_id IS NULL"),
            postgresql_where=text("by_id IS NULL"),
        ),
        CheckConstraint("(layer = 'appraiser') = (by_id IS NOT NULL)", name="author"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    layer: Mapped[Layer] = mapped_column(enum_column(Layer, "layer"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[str | None]
    """The level (rating) or title outcome (recognition) that this layer chooses; the cell's comes from its ballot."""
    words: Mapped[str] = mapped_column(default="")
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    finished_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    by: Mapped[Account | None] = relationship(foreign_keys=[by_id])
    scores: Mapped[list["Score"]] = relationship(order_by="Score.id", back_populates="assessment")

    read_scores: Mapped[dict[str, Mark] | None] = query_expression()

    __mapper_args__ = {"version_id_col": version}

    @property
    def grades(self) -> dict[str, Grade]:
        """The grades by criterion key, of the criteria that have one."""
        return {key: score.grade for key, score in self.by_criterion.items() if score.grade is not None}

    @property
    def points(self) -> dict[str, int]:
        """The points (hundredths) by criterion key, of the criteria that have some."""
        return {key: score.points for key, score in self.by_criterion.items() if score.points is not None}

    @property
    def by_criterion(self) -> Mapping[str, "Score | Mark"]:
        """The scores by criterion key, for whoever asks for many of them: the rows, or, where a page has read only what
        they hold, that."""
        read = self.read_scores
        return {score.criterion: score for score in self.scores} if read is None or "scores" in vars(self) else read

    def score(self, criterion: str) -> "Score | None":
        return next((score for score in self.scores if score.criterion == criterion), None)


class Score(Base):
    """The score of one criterion in one layer: a grade or points (hundredths), and the words that go with it."""

    __tablename__ = "score"
    __table_args__ = (
        Index("ix_score_one", "assessment_id", "criterion", unique=True),
        CheckConstraint("grade IS NULL OR points IS NULL", name="one_scale"),
        CheckConstraint("points IS NULL OR points >= 0", name="points"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    criterion: Mapped[str]
    grade: Mapped[Grade | None] = mapped_column(enum_column(Grade, "grade"))
    points: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    assessment: Mapped[Assessment] = relationship(back_populates="scores")

    __mapper_args__ = {"version_id_col": version}

    @property
    def value(self) -> Grade | int | None:
        grade = self.grade
        return self.points if grade is None else grade
