"""Evidence: a stored file, what it was called, and the criterion of the dossier it belongs to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, Frozen


class StoredFile(Frozen, Base):
    """Bytes kept under their SHA-256; the same file twice is one row."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    mime: Mapped[str]
    size: Mapped[int]
    at: Mapped[datetime]


class Evidence(Base):
    """One file attached to one criterion. Removing it leaves the row, so that an old revision still finds it."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    criterion: Mapped[str]
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    """What was done to the file when it was taken in (location removed, say); a code."""
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship()
