"""A campaign: one programme, one period, one authority. Opening it freezes the rules and the roster."""

from datetime import date, datetime, timedelta
from enum import StrEnum, auto
from functools import cached_property

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, UniqueConstraint, bindparam, or_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading import clock
from grading.models.base import Base, enum_column
from grading.models.period import OfPeriod, Period
from grading.models.process import StoredProcess, process_of
from grading.models.programme_version import ProgrammeVersion
from grading.models.unit import Unit
from grading.rules.programme import Programme
from workflows import Body, Kind, Process, State, Tier


class Decider(StrEnum):
    """The one of a dossier's units that decides. Under two tiers the two are one unit, and `authority_unit` names
    it."""

    review_unit = auto()
    authority_unit = auto()


TOLD_FOR = timedelta(days=60)


def told_since(now: datetime) -> datetime:
    """Returns since when a campaign was closed or cancelled of which a cell's home still tells."""
    return now - TOLD_FOR


class CampaignState(StrEnum):
    """Whether a campaign goes on. What was sent to a closed one goes on to its end; in a cancelled one all stays as it
    is, and it counts for nothing."""

    open = auto()
    closed = auto()
    cancelled = auto()


class Campaign(OfPeriod, Base):
    """One campaign: a programme, a period and an authority, with the rules as they were at the opening."""

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("opens_on <= submit_by", name="in_order"),
        CheckConstraint("minimum_assessments >= 1", name="minimum"),
        CheckConstraint("cancelled_at IS NULL OR closed_at IS NOT NULL", name="cancelled_is_closed"),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_reason = '')", name="cancelled_says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[Kind] = mapped_column(enum_column(Kind, "kind"))
    tier: Mapped[Tier] = mapped_column(enum_column(Tier, "tier", checked=False))
    process_digest: Mapped[str] = mapped_column(ForeignKey("process.digest"), index=True)
    programme_key: Mapped[str]
    programme_json: Mapped[str]
    programme_digest: Mapped[str]
    programme_version_id: Mapped[int | None] = mapped_column(ForeignKey("programme_version.id"))
    """The version that was opened; None for a shipped programme or a file."""
    as_of: Mapped[date]
    opens_on: Mapped[date]
    submit_by: Mapped[date]
    closed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    """A cancelled campaign is closed, too: whatever is over once a campaign is closed is over in it."""
    cancelled_reason: Mapped[str] = mapped_column(default="")
    authority_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    decided_by: Mapped[Decider] = mapped_column(enum_column(Decider, "decided_by"))
    decided_by_reason: Mapped[str] = mapped_column(default="")
    award_by: Mapped[Decider] = mapped_column(enum_column(Decider, "award_by"))
    award_by_reason: Mapped[str] = mapped_column(default="")
    minimum_assessments: Mapped[int] = mapped_column(default=1)
    demo: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column()

    authority_unit: Mapped[Unit] = relationship()
    programme_version: Mapped[ProgrammeVersion | None] = relationship()
    period: Mapped[Period] = relationship(lazy="joined", innerjoin=True)
    stored_process: Mapped[StoredProcess] = relationship()
    not_rated: Mapped[list["NotRated"]] = relationship(order_by="NotRated.id")

    __mapper_args__ = {"version_id_col": version}

    @cached_property
    def programme(self) -> Programme:
        """The rules as they were when the campaign was opened; editing a file changes nothing here."""
        return Programme.from_json(self.programme_json)

    @cached_property
    def process(self) -> Process:
        """The table that this campaign goes by, whatever the program's own tables are now."""
        return process_of(self.process_digest, lambda: self.stored_process)

    @hybrid_property
    def commune_decides(self) -> bool:
        """Returns whether the units that review decide the levels or titles, before the authority sees a dossier."""
        return self.decided_by == Decider.review_unit

    def decides_outcome(self, unit_id: int) -> bool:
        """Returns whether this body sets levels or titles; if not, it only gives awards and notes what another body
        decided."""
        return self._is(self.decided_by, unit_id)

    def gives_awards(self, unit_id: int) -> bool:
        return self._is(self.award_by, unit_id)

    @property
    def is_decided(self) -> bool:
        """Returns whether any body decides here. Of a light campaign nothing is decided: what cells send is noted."""
        return bool(self.process.sittings)

    def table_of(self, unit_id: int) -> State:
        """Returns the state of a dossier while this body decides on it."""
        body = Body.authority_unit if unit_id == self.authority_unit_id else Body.review_unit
        return next(sitting.state for sitting in self.process.sittings if sitting.body is body)

    def sits(self, body: Body) -> bool:
        """Returns whether this body decides something here. The authority always does."""
        return body is Body.authority_unit or body.value in {self.decided_by.value, self.award_by.value}

    def _is(self, decider: Decider, unit_id: int) -> bool:
        return (decider is Decider.authority_unit) is (unit_id == self.authority_unit_id)

    @property
    def state(self) -> CampaignState:
        if self.cancelled_at is not None:
            return CampaignState.cancelled
        return CampaignState.open if self.closed_at is None else CampaignState.closed

    @classmethod
    def is_told_of(cls) -> ColumnElement[bool]:
        """Returns the condition for campaigns of which a cell's home tells: those that are not closed, and those that
        were cancelled after `told_since`, so that the cell reads why. A query with it is run with that value."""
        since = bindparam("told_since", type_=cls.cancelled_at.type)
        return or_(cls.closed_at.is_(None), cls.cancelled_at > since)

    @property
    def closed_on(self) -> date | None:
        return clock.day(self.closed_at) if self.closed_at else None

    @property
    def cancelled_on(self) -> date | None:
        return clock.day(self.cancelled_at) if self.cancelled_at else None

    def is_open_on(self, day: date) -> bool:
        return self.closed_at is None and self.opens_on <= day


class NotRated(Base):
    """A unit that gets no level in one campaign, and why (for example, it is under six months old: HD 21, II.A)."""

    __tablename__ = "not_rated"
    __table_args__ = (UniqueConstraint("campaign_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    reason: Mapped[str]

    unit: Mapped[Unit] = relationship()
