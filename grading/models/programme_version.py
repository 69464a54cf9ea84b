"""A version of a programme of this installation: its file, what it means, the paper behind it, and its two people."""

from datetime import date, datetime
from enum import StrEnum, auto
from hashlib import sha256

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.account import Account
from grading.models.base import Base, Frozen, enum_column
from grading.rules.programme import Programme
from grading.rules.programmes.parts.texts import Text
from workflows import Kind


class VersionState(StrEnum):
    """Where a version stands. It follows from who published or withdrew it."""

    draft = auto()
    published = auto()
    withdrawn = auto()


class ProgrammeVersion(Frozen, Base):
    """One file of an issuer as it was imported. A change of the file is another version with the next number."""

    __tablename__ = "programme_version"
    __table_args__ = (
        UniqueConstraint("key", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("author_id != approved_by_id", name="two_people"),
        CheckConstraint("approved_by_id IS NULL OR approved_at IS NOT NULL", name="approved"),
        CheckConstraint("approved_at IS NULL OR author_id IS NOT NULL OR approved_by_id IS NOT NULL", name="somebody"),
        CheckConstraint("approved_at IS NULL OR (paper_number IS NOT NULL AND paper_date IS NOT NULL)", name="paper"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)", name="withdrawn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    number: Mapped[int]
    kind: Mapped[Kind] = mapped_column(enum_column(Kind, "kind"))
    model: Mapped[str | None]
    title_vi: Mapped[str]
    title_en: Mapped[str]
    text: Mapped[str]
    """The file as it was imported, in YAML."""
    digest: Mapped[str]
    """The SHA-256 of the text in UTF-8."""
    programme_json: Mapped[str]
    """The programme with everything that it extends, as it was then; a later version of the service may ship another
    regime under the same key."""
    programme_digest: Mapped[str]
    paper_number: Mapped[str | None]
    paper_date: Mapped[date | None]
    issuer: Mapped[str | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """The person who imported it; an import at the server has none."""
    drafted_at: Mapped[datetime]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """The person who published it. A draft has none, nor has a publication at the server, which needs an author."""
    approved_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]

    author: Mapped[Account | None] = relationship(foreign_keys=[author_id])
    approved_by: Mapped[Account | None] = relationship(foreign_keys=[approved_by_id])
    withdrawn_by: Mapped[Account | None] = relationship(foreign_keys=[withdrawn_by_id])

    settled_later = frozenset(
        {
            "paper_number", "paper_date", "issuer", "approved_by_id", "approved_at", "withdrawn_by_id", "withdrawn_at",
            "withdrawal_reason",
        }
    )  # fmt: skip

    @property
    def name(self) -> str:
        """The name by which commands and pages call this version."""
        return f"{self.key}@{self.number}"

    @property
    def state(self) -> VersionState:
        if self.withdrawn_at is not None:
            return VersionState.withdrawn
        return VersionState.draft if self.approved_at is None else VersionState.published

    @property
    def title(self) -> Text:
        return Text(vi=self.title_vi, en=self.title_en)

    @property
    def programme(self) -> Programme:
        return Programme.from_json(self.programme_json)

    def keeps_its_text(self) -> bool:
        """Returns whether text and programme are the ones whose digests are stored."""
        texts = ((self.text, self.digest), (self.programme_json, self.programme_digest))
        return all(sha256(text.encode()).hexdigest() == digest for text, digest in texts)
