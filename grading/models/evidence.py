"""Evidence: a stored file, its name, and the criterion of the dossier to which it belongs."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grading.models.base import Base, Frozen


class StoredFile(Frozen, Base):
    """One file stored under the SHA-256 of its bytes; the same file twice is one row."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    mime: Mapped[str]
    size: Mapped[int]
    at: Mapped[datetime]


class Evidence(Base):
    """One file attached to one criterion of a dossier. Removing it keeps the row, so that an old revision still finds
    it."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    criterion: Mapped[str]
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    """A code for what the service changed in the file when it was attached (for example, it removed the location)."""
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship()
