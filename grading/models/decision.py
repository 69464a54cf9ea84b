"""A decision: a committee's numbered act on many dossiers, with its votes as counts, the awards that it gives,
and the papers that allow a group the higher share of its programme."""

from datetime import date, datetime
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, Text, UniqueConstraint, event, select, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from grading.models.base import Base, FrozenRow, enum_column
from grading.models.campaign import Campaign
from grading.models.dossier import Dossier
from grading.models.revision import Revision
from grading.models.unit import Unit
from grading.rules.derivation import Derivation
from workflows import State


class DecisionState(StrEnum):
    drafted = auto()
    voted = auto()
    issued = auto()


class Decision(Base):
    """One decision of one committee: drafted, voted on, then issued with the number of the committee's own registry.

    An issued decision is frozen.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("(state = 'issued') = (number IS NOT NULL AND issued_on IS NOT NULL)", name="numbered"),
        CheckConstraint("present <= members", name="present"),
        Index(
            "uq_decision_open",
            "campaign_id",
            "unit_id",
            unique=True,
            sqlite_where=text("state != 'issued'"),
            postgresql_where=text("state != 'issued'"),
        ),
        UniqueConstraint("unit_id", "term", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    state: Mapped[DecisionState] = mapped_column(enum_column(DecisionState, "state"), default=DecisionState.drafted)
    meeting_on: Mapped[date | None]
    members: Mapped[int] = mapped_column(default=0)
    present: Mapped[int] = mapped_column(default=0)
    term: Mapped[str] = mapped_column(default="")
    number: Mapped[str | None]
    issued_on: Mapped[date | None]
    signer_office: Mapped[str] = mapped_column(default="")
    signer_name: Mapped[str] = mapped_column(default="")
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    drafted_at: Mapped[datetime]
    voted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    voted_at: Mapped[datetime | None]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    issued_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Unit] = relationship()
    items: Mapped[list["DecisionItem"]] = relationship(order_by="DecisionItem.id", back_populates="decision")
    awards: Mapped[list["Award"]] = relationship(order_by="Award.id", back_populates="decision")
    exceptions: Mapped[list["QuotaException"]] = relationship(order_by="QuotaException.id", back_populates="decision")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_of_authority(self) -> bool:
        return self.unit_id == self.campaign.authority_unit_id

    @property
    def decides_outcome(self) -> bool:
        return self.campaign.decides_outcome(self.unit_id)

    @property
    def gives_awards(self) -> bool:
        return self.campaign.gives_awards(self.unit_id)

    @property
    def day(self) -> date:
        """The day of issue; before issue the day of the meeting, or that of the campaign. Texts of papers and tables of
        money depend on this day."""
        return self.issued_on or self.meeting_on or self.campaign.as_of

    @property
    def table(self) -> State:
        return self.campaign.table_of(self.unit_id)


class DecisionItem(Base):
    """One line of a decision: its outcome for one dossier, bound to the revision that lay on the table."""

    __tablename__ = "decision_item"
    __table_args__ = (
        UniqueConstraint("decision_id", "dossier_id"),
        CheckConstraint("in_favour IS NULL OR in_favour >= 0", name="in_favour"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    outcome: Mapped[str | None]
    """A level, `recognised` or `declined`; null if this decision only notes a level decided elsewhere."""
    in_favour: Mapped[int | None]
    recused: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    derivation: Mapped[str | None] = mapped_column(Text)
    """The derivation of the level at the vote, as canonical JSON (grading.rules.frozen.derivation); only for a
    rating."""

    passed_over: Mapped[bool | None]
    """Whether a unit behind this one in the order of the quota got the level that this one lost; null before the vote,
    and for a vote of an earlier version."""

    decision: Mapped[Decision] = relationship(back_populates="items")
    dossier: Mapped[Dossier] = relationship()
    revision: Mapped[Revision | None] = relationship()
    award: Mapped["Award | None"] = relationship(
        primaryjoin=lambda: DecisionItem.dossier_id == foreign(Award.dossier_id), uselist=False, viewonly=True
    )
    """The one award that the campaign gives the dossier, by this decision or by another; long pages read it along."""

    @property
    def derived(self) -> Derivation | None:
        """The derivation at the vote, of whatever format. Raises ValueError for a text that this version cannot
        read."""
        return Derivation.from_json(self.derivation) if self.derivation else None


class Award(Base):
    """One award of a decision to one unit, with its ground. People tick each award; none is automatic.

    A campaign is one occasion, and gives a unit one award at most.
    """

    __tablename__ = "award"
    __table_args__ = (UniqueConstraint("decision_id", "dossier_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True, unique=True)
    ground: Mapped[str]
    in_favour: Mapped[int | None]
    issuer_reason: Mapped[str | None]
    """Why a body that the programme does not name gives the award; null if the programme names this body."""
    unproposed_reason: Mapped[str | None]
    """Why the body gives an award that the appraisal team did not propose; null where it did, or had nothing to say."""

    decision: Mapped[Decision] = relationship(back_populates="awards")
    dossier: Mapped[Dossier] = relationship()


class QuotaException(Base):
    """One paper that allows one group of one decision the higher share, with its reason. The decision freezes it at
    issue."""

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
    """The programme's higher share in hundredths of a percent, as it was when the paper was recorded."""
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
