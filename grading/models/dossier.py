"""A dossier: one unit's file in one campaign, and its moves."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_, func, or_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, foreign, mapped_column, query_expression, relationship

import workflows
from grading.models.account import Account
from grading.models.assessment import Assessment
from grading.models.award_opinion import AwardOpinion
from grading.models.ballot import Ballot
from grading.models.base import Base, Frozen, enum_column
from grading.models.campaign import Campaign
from grading.models.evidence import Evidence
from grading.models.gathered import Filed
from grading.models.registration import Registration
from grading.models.result import Subject
from grading.models.revision import Revision
from grading.models.unit import Unit
from grading.rules.frozen.chain import line_digest
from grading.rules.programme import Programme
from workflows import ENDS, Body, Role, Side, State

_NOT_SENT_OR_ENDED = (State.draft, *ENDS)


class Dossier(Base):
    """One unit's file in one campaign, with the units that review, appraise and decide, as they were at the opening."""

    __tablename__ = "dossier"
    __table_args__ = (
        UniqueConstraint("campaign_id", "unit_id", "subject"),
        Index("ix_dossier_review", "review_unit_id", "campaign_id"),
        Index("ix_dossier_appraisal", "appraisal_unit_id", "campaign_id"),
        Index("ix_dossier_authority", "authority_unit_id", "campaign_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    subject: Mapped[Subject] = mapped_column(enum_column(Subject, "subject"), default=Subject.organisation)
    review_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    appraisal_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    authority_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    _state: Mapped[State] = mapped_column("state", enum_column(State, "state", checked=False), default=State.draft)
    due_on: Mapped[date]
    """The last day for the first sending."""
    return_due_on: Mapped[date | None]
    """The last day to complete what the newest return to the cell names; None before the first return."""
    kept_as_sent: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """The reason for each criterion or part that the newest return names and the cell leaves as it was sent."""
    cell_type: Mapped[str] = mapped_column(default="")
    """The type of the cell (of a hamlet, a school) at the opening; some criteria concern only some types."""
    paper_received_at: Mapped[datetime | None]
    paper_received_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    touched_at: Mapped[datetime]
    touched_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column()

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    review_unit: Mapped[Unit] = relationship(foreign_keys=[review_unit_id])
    authority_unit: Mapped[Unit] = relationship(foreign_keys=[authority_unit_id])
    touched_by: Mapped[Account | None] = relationship(foreign_keys=[touched_by_id])
    moves: Mapped[list["Move"]] = relationship(order_by="Move.number", back_populates="dossier")
    revisions: Mapped[list[Revision]] = relationship(order_by=Revision.number)
    assessments: Mapped[list[Assessment]] = relationship(order_by=Assessment.id)
    ballots: Mapped[list[Ballot]] = relationship(order_by=Ballot.round)
    evidence: Mapped[list[Evidence]] = relationship(order_by=Evidence.id)
    award_opinions: Mapped[list[AwardOpinion]] = relationship(order_by=AwardOpinion.id)
    registration: Mapped[Registration | None] = relationship(
        primaryjoin=lambda: (
            (Registration.campaign_id == foreign(Dossier.campaign_id))
            & (Registration.unit_id == foreign(Dossier.unit_id))
        ),
        viewonly=True,
        uselist=False,
    )
    read_evidence: Mapped[tuple[Filed, ...] | None] = query_expression()

    __mapper_args__ = {"version_id_col": version}

    @hybrid_property
    def state(self) -> State:
        """The state of the dossier. It is read-only: only workflows.take() moves a dossier."""
        return self._state

    @hybrid_property
    def last_day(self) -> date:
        """The last day for what the cell has to send now: a return has a day of its own."""
        return self.return_due_on or self.due_on

    @last_day.inplace.expression
    @classmethod
    def _last_day_in_sql(cls) -> ColumnElement[date]:
        return func.coalesce(cls.return_due_on, cls.due_on)

    @hybrid_property
    def came_back(self) -> bool:
        """Returns whether it was sent and lies with its cell again: a return gives it a last day of its own."""
        return self._state is State.draft and self.return_due_on is not None

    @came_back.inplace.expression
    @classmethod
    def _came_back_in_sql(cls) -> ColumnElement[bool]:
        return and_(cls.state == State.draft, cls.return_due_on.is_not(None))

    @hybrid_property
    def goes_on(self) -> bool:
        """Returns whether it was sent and is not at its end: it goes on also after its campaign is closed."""
        return self.came_back or self._state not in _NOT_SENT_OR_ENDED

    @goes_on.inplace.expression
    @classmethod
    def _goes_on_in_sql(cls) -> ColumnElement[bool]:
        return or_(cls.state.not_in(_NOT_SENT_OR_ENDED), cls.came_back)

    def unit_of(self, body: Body) -> int:
        """Returns the id of one of the dossier's organisations."""
        match body:
            case Body.unit:
                return self.unit_id
            case Body.review_unit:
                return self.review_unit_id
            case Body.appraisal_unit:
                return self.appraisal_unit_id
            case Body.authority_unit:
                return self.authority_unit_id

    @property
    def programme(self) -> Programme:
        """The campaign's rules for this unit: without the criteria for other types of cell."""
        return self.campaign.programme.for_type(self.cell_type)

    @property
    def filed(self) -> list[Evidence] | tuple[Filed, ...]:
        """The evidence: the rows, or, where a page has read only what they hold, that."""
        read = self.read_evidence
        return self.evidence if read is None or "evidence" in vars(self) else read

    @property
    def last_move(self) -> "Move | None":
        return self.moves[-1] if self.moves else None

    @property
    def stopped_unsent(self) -> bool:
        """Returns whether it was stopped while the cell had it, so that nobody above the cell could read it until
        then."""
        return self._state is State.discontinued and self.moves[-1].source is State.draft

    @property
    def returned(self) -> "Move | None":
        """The return that the cell is answering now; None if there is none. Only what the return names is open.

        The return still holds when the cell sends the dossier and takes it back: only the next desk's endorsement
        settles it.
        """
        if self._state is not State.draft:
            return None
        return next((move for move in reversed(self.moves) if move.criteria), None)

    def record(self, move: workflows.Move) -> None:
        """Adds a line to the history. The engine calls it when the state changes; the service seals the line in the
        same transaction."""
        last = self.last_move
        self.moves.append(
            Move(
                number=last.number + 1 if last else 1,
                step=move.step,
                source=move.source,
                dest=move.dest,
                role=move.role,
                side=move.side,
                by=move.by,
                note=move.note,
                criteria=list(move.criteria),
                previous_digest=last.digest if last else "",
            )
        )


class Move(Frozen, Base):
    """One line of a dossier's history, chained by digest to the line before it. Rows are added, never changed."""

    __tablename__ = "move"
    __table_args__ = (UniqueConstraint("dossier_id", "number"), CheckConstraint("number >= 1", name="number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    number: Mapped[int]
    step: Mapped[str]
    source: Mapped[State] = mapped_column(enum_column(State, "source", checked=False))
    dest: Mapped[State] = mapped_column(enum_column(State, "dest", checked=False))
    role: Mapped[Role] = mapped_column(enum_column(Role, "role", checked=False))
    side: Mapped[Side] = mapped_column(enum_column(Side, "side"))
    """The side of the control on which the person stood, as the table said then. The digest leaves it out: an invariant
    compares it with the stored tables."""
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str] = mapped_column(default="")
    criteria: Mapped[list[str]] = mapped_column(JSON, default=list)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    at: Mapped[datetime]
    previous_digest: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]

    dossier: Mapped[Dossier] = relationship(back_populates="moves")
    by: Mapped[Account] = relationship()
    revision: Mapped[Revision | None] = relationship()

    def seal(self, *, at: datetime, revision: Revision | None) -> None:
        """Sets the time and the frozen revision, and closes the chain over the whole line. A line is never earlier than
        the line before it, although the server's clock may be put back."""
        earlier = [move.at for move in self.dossier.moves if move.number < self.number]
        self.at, self.revision = max([at, *earlier]), revision
        self.digest = self.computed_digest()

    def computed_digest(self) -> str:
        """Returns the SHA-256 over the line and the digest of the line before it (canonical JSON, RFC 8785)."""
        line: dict[str, Any] = {
            "previous": self.previous_digest,
            "dossier": self.dossier.id,
            "number": self.number,
            "step": self.step,
            "source": self.source,
            "dest": self.dest,
            "role": self.role,
            "by": self.by.id,
            "note": self.note,
            "criteria": list(self.criteria),
            "revision": self.revision.digest if self.revision else "",
            "at": self.at.astimezone(UTC).isoformat(),
        }
        return line_digest(line)
