"""A frozen revision of a dossier: what it held when it was handed on or decided on."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grading.models.base import Base, Frozen
from grading.rules.frozen.dossier import FrozenDossier, number_of
from grading.rules.frozen.formats import digest_of


class Revision(Frozen, Base):
    """The whole content of a dossier at the moment when it was handed on or decided on, as canonical JSON."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    number: Mapped[int]
    content: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime]

    @property
    def frozen(self) -> FrozenDossier:
        """The content, of whatever format. Raises ValueError for a text that this version cannot read."""
        return FrozenDossier.from_text(self.content)

    def holds(self, dossier: FrozenDossier) -> bool:
        """Returns whether this is the stored content, as it is written in the format of this revision."""
        return digest_of(dossier.to_text(number_of(self.content))) == self.digest
