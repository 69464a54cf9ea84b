"""Reads the record: of one thing, and of what administrators and commands did."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from grading import clock
from grading.actors import Actor
from grading.models import (
    Account,
    Base,
    Campaign,
    Done,
    Dossier,
    Event,
    Numbered,
    ProgrammeVersion,
    Registration,
    Unit,
)
from grading.models.event import OF_OFFICES
from grading.models.search import accounts_with
from grading.services.ground.counting import up_to_most
from grading.services.ground.errors import forbid
from workflows import Role

PAGE = 50
T = TypeVar("T")
Thing = TypeVar("Thing", bound=Base)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The lines that somebody looks for: of one person (words of the login), about one kind of thing, between two
    days. Everything is left open unless it is given."""

    person: str = ""
    kind: str = ""
    first_day: date | None = None
    last_day: date | None = None

    def among(self, query: Select[T]) -> Select[T]:
        if self.person:
            by = accounts_with(self.person)
            query = query.where(false() if by is None else Event.by_id.in_(by))
        if self.kind:
            query = query.where(Event.subject_kind == self.kind)
        if self.first_day:
            query = query.where(Event.at >= clock.start_of(self.first_day))
        if self.last_day and self.last_day < date.max:
            query = query.where(Event.at < clock.start_of(self.last_day + timedelta(days=1)))
        return query


ALL = Wanted()


def of_subject(session: Session, subject: Numbered, done: Collection[Done] | None = None) -> list[Event]:
    """Returns the lines of one thing, newest first; only these acts, where they are given."""
    query = select(Event).where(Event.subject_kind == subject.__tablename__, Event.subject_id == subject.id)
    if done is not None:
        query = query.where(Event.done.in_(done))
    return list(session.scalars(query.options(*_WHOLE).order_by(Event.number.desc())))


def of_offices(session: Session, actor: Actor, wanted: Wanted = ALL, *, first: int = 0) -> list[Event]:
    """Returns what administrators and commands did, newest first, one page. Raises Forbidden for anybody but an
    inspector or an administrator."""
    _require_reader(actor)
    return list(session.scalars(found(wanted).options(*_WHOLE).offset(first).limit(PAGE)))


def count_of_offices(session: Session, actor: Actor, wanted: Wanted = ALL) -> int:
    """Returns how many lines are found; one more than the most that are counted, where there are more."""
    _require_reader(actor)
    return up_to_most(session, found(wanted))


def found(wanted: Wanted) -> Select[Event]:
    """Returns the query of a search among what administrators and commands did, newest first."""
    return wanted.among(select(Event).where(OF_OFFICES)).order_by(Event.at.desc(), Event.id.desc())


def names(session: Session, events: Collection[Event]) -> dict[tuple[str, int], str]:
    """Returns the names of the accounts, units, campaigns, versions of programmes, dossiers and registrations that
    these lines are about."""
    ids: dict[str, set[int]] = {}
    for event in events:
        ids.setdefault(event.subject_kind, set()).add(event.subject_id)
    found = (
        {(Account.__tablename__, row.id): row.login for row in _rows(session, Account, ids)}
        | {(Campaign.__tablename__, row.id): row.code for row in _rows(session, Campaign, ids)}
        | {(ProgrammeVersion.__tablename__, row.id): row.name for row in _rows(session, ProgrammeVersion, ids)}
        | {(Unit.__tablename__, row.id): row.latest.org_name for row in _rows(session, Unit, ids)}
    )
    of_units: list[Dossier | Registration] = [*_rows(session, Dossier, ids), *_rows(session, Registration, ids)]
    found |= {(row.__tablename__, row.id): f"{row.unit.latest.org_name} ({row.campaign.code})" for row in of_units}
    return found


_NAMED_BY: Mapping[type[Any], tuple[ExecutableOption, ...]] = {
    Unit: (selectinload(Unit.periods),),
    Dossier: (joinedload(Dossier.unit).selectinload(Unit.periods), joinedload(Dossier.campaign)),
    Registration: (joinedload(Registration.unit).selectinload(Unit.periods), joinedload(Registration.campaign)),
}
"""The name of such a row is made of these, read for all rows together."""


def _rows(session: Session, kind: type[Thing], ids: Mapping[str, set[int]]) -> Sequence[Thing]:
    wanted = ids.get(kind.__tablename__)
    if not wanted:
        return ()
    query = select(kind).where(kind.__mapper__.primary_key[0].in_(wanted))
    return session.scalars(query.options(*_NAMED_BY.get(kind, ()))).all()


def reads_offices(actor: Actor) -> bool:
    return actor.standing.is_admin or bool(actor.standing.units(Role.inspector))


def _require_reader(actor: Actor) -> None:
    if not reads_offices(actor):
        raise forbid("not_your_role", role=Role.inspector)


_WHOLE = (joinedload(Event.by), joinedload(Event.words))
