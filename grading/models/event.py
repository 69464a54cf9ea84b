"""The record: one line for every act, chained for each thing that the act was done to."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum, auto
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.account import Account
from grading.models.base import Base, Frozen, enum_column
from grading.rules.frozen.chain import line_digest


class Done(StrEnum):
    """The kind of an act. A member stays for as long as any line names it."""

    # accounts
    account_made = auto()
    account_disabled = auto()
    account_enabled = auto()
    account_renamed = auto()
    role_granted = auto()
    role_ended = auto()
    link_made = auto()
    link_approved = auto()
    link_seen = auto()
    dual_office_allowed = auto()
    dual_office_ended = auto()
    password_set = auto()
    password_voided = auto()
    password_owned = auto()
    password_changed = auto()
    passkey_added = auto()
    passkey_removed = auto()
    sign_in_ended = auto()
    signed_out_everywhere = auto()
    # units and what is known of their past
    unit_imported = auto()
    unit_opened = auto()
    unit_changed = auto()
    unit_closed = auto()
    unit_merged = auto()
    unit_divided = auto()
    unit_corrected = auto()
    office_phone_set = auto()
    unit_task_answered = auto()
    succession_imported = auto()
    result_imported = auto()
    past_award_imported = auto()
    # figures of a unit
    figures_reported = auto()
    figure_corrected = auto()
    contradiction_explained = auto()
    # dossiers
    step_taken = auto()
    answers_saved = auto()
    members_counted = auto()
    members_decided = auto()
    figures_explained = auto()
    ballot_recorded = auto()
    evidence_attached = auto()
    evidence_removed = auto()
    evidence_restored = auto()
    paper_received = auto()
    paper_not_received = auto()
    layer_saved = auto()
    award_opinion_saved = auto()
    award_proposal_saved = auto()
    level_chosen = auto()
    voted_on = auto()
    month_saved = auto()
    months_imported = auto()
    thematic_saved = auto()
    review_saved = auto()
    due_day_extended = auto()
    due_day_shortened = auto()
    return_day_chosen = auto()
    kept_as_sent = auto()
    year_part_sent = auto()
    left_out = auto()
    dossier_received = auto()
    # registrations
    registration_changed = auto()
    # programmes
    programme_drafted = auto()
    programme_published = auto()
    programme_withdrawn = auto()
    # campaigns and decisions
    campaign_opened = auto()
    campaign_closed = auto()
    campaign_reopened = auto()
    campaign_cancelled = auto()
    process_changed = auto()
    decision_drafted = auto()
    decision_saved = auto()
    vote_recorded = auto()
    vote_reopened = auto()
    decision_discarded = auto()
    decision_issued = auto()
    # jobs
    job_asked = auto()
    job_paused = auto()
    job_resumed = auto()
    job_cancelled = auto()
    job_retried = auto()


class Office(StrEnum):
    """The capacity in which somebody acted."""

    person = auto()  # in a role on a unit, or for the own account
    administrator = auto()
    command = auto()  # at the server


OF_OFFICES = text("office <> 'person'")
"""The condition of the lines of administrators and commands. It is written out, because an index of a part of the rows
serves only a query with the same words."""


class Event(Frozen, Base):
    """One act. Lines of one subject are numbered and chained; what was said with the act stands apart (EventWords), so
    that deleting it, where the law asks for that, leaves the chain whole."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        Index("ix_event_of_offices", "at", "id", sqlite_where=OF_OFFICES, postgresql_where=OF_OFFICES),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str]
    """The name of the subject's table."""
    subject_id: Mapped[int]
    number: Mapped[int]
    done: Mapped[Done] = mapped_column(enum_column(Done, "done", checked=False))
    office: Mapped[Office] = mapped_column(enum_column(Office, "office"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    at: Mapped[datetime]
    words_digest: Mapped[str]
    seal: Mapped[str | None]
    """The digest of the rows that the act froze (services.record.sealing). It is a part of the line, and not of the
    words, so that it stays where words are deleted."""
    previous_digest: Mapped[str]
    digest: Mapped[str]

    by: Mapped[Account | None] = relationship()
    words: Mapped["EventWords | None"] = relationship(back_populates="event", uselist=False)

    def computed_digest(self) -> str:
        return event_digest({name: getattr(self, name) for name in _SEALED})


_SEALED = (
    "previous_digest", "subject_kind", "subject_id", "number", "done", "office", "by_id", "at", "words_digest",
    "seal",
)  # fmt: skip


def event_digest(columns: Mapping[str, Any]) -> str:
    """Returns the SHA-256 over the line with these columns, the digest of its words, its seal if it has one, and the
    line before (canonical JSON)."""
    line: dict[str, Any] = {
        "previous": columns["previous_digest"],
        "subject": [columns["subject_kind"], columns["subject_id"]],
        "number": columns["number"],
        "done": columns["done"],
        "office": columns["office"],
        "by": columns["by_id"],
        "at": _written(columns["at"]),
        "words": columns["words_digest"],
    }
    if columns["seal"] is not None:
        line["seal"] = columns["seal"]
    return line_digest(line)


@lru_cache(maxsize=64)  # all lines of an import are of one moment
def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


class RecordEnd(Base):
    """The last line of one subject's record: without it nobody would miss lines that were cut off at the end."""

    __tablename__ = "record_end"

    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    digest: Mapped[str]


class OlderSeal(Frozen, Base):
    """The seal of a decision or campaign from before seals stood in the lines; "" where there was none. Only the
    migration wrote such rows, so that anything later has to have a line with a seal."""

    __tablename__ = "older_seal"

    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seal: Mapped[str]


class EventWords(Base):
    """The reason given with an act and its details, as canonical JSON. The salt keeps the digest from giving a deleted
    reason away."""

    __tablename__ = "event_words"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    salt: Mapped[str]
    content: Mapped[str]

    event: Mapped[Event] = relationship(back_populates="words")

    def computed_digest(self) -> str:
        return words_digest(self.salt, self.content)

    @property
    def reason(self) -> str:
        return str(json.loads(self.content).get("reason", ""))

    @property
    def details(self) -> dict[str, Any]:
        return {key: value for key, value in json.loads(self.content).items() if key != "reason"}


def words_digest(salt: str, content: str) -> str:
    return sha256((salt + content).encode()).hexdigest()
