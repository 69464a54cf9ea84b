"""A stored process: the table that campaigns go by, kept by its content, whatever the program's tables are later."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from grading.models.base import Base, Frozen, enum_column
from workflows import Body, Process, Role, State, stored


class StoredProcess(Frozen, Base):
    """One table of steps, acts, seats and sittings as canonical JSON, kept once however many campaigns go by it."""

    __tablename__ = "process"

    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]
    stored_at: Mapped[datetime]

    @property
    def table(self) -> Process:
        """The table to run. Raises workflows.stored.UnknownMember for a table that this version cannot read."""
        return stored.from_text(self.content)


_READ: dict[str, Process] = {}


def process_of(digest: str, load: Callable[[], StoredProcess]) -> Process:
    """Returns the table of a digest. It is read once in a process of the server: a digest never means another table."""
    if digest not in _READ:
        _READ[digest] = load().table
    return _READ[digest]


class ProcessSight(Frozen, Base):
    """One line of what follows from a stored table: a role granted on this body sees dossiers in this state.

    The scoping query reads these rows; an invariant compares them with the table."""

    __tablename__ = "process_sight"

    process_digest: Mapped[str] = mapped_column(ForeignKey("process.digest"), primary_key=True)
    role: Mapped[Role] = mapped_column(enum_column(Role, "role", checked=False), primary_key=True)
    body: Mapped[Body] = mapped_column(enum_column(Body, "body"), primary_key=True)
    state: Mapped[State] = mapped_column(enum_column(State, "state", checked=False), primary_key=True)
    only_if_sits: Mapped[bool]
    """The role sees it only in a campaign in which this body decides."""
