"""Finds programmes by name or for what extends them, wherever they came from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from grading.models import ProgrammeVersion, VersionState
from grading.rules.programme import Programme
from grading.rules.programmes.reading.bases import Bases, first_of
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.reading.tree import Node, parsed
from grading.rules.programmes.saying.places import blanks
from grading.services.ground.errors import refuse
from grading.services.programmes import shipped
from workflows import Kind

_NAME = re.compile(r"([A-Za-z0-9-]{1,60})(?:@([1-9][0-9]{0,6}))?")
BY_STATE: dict[VersionState, ColumnElement[bool]] = {
    VersionState.draft: and_(ProgrammeVersion.approved_at.is_(None), ProgrammeVersion.withdrawn_at.is_(None)),
    VersionState.published: and_(ProgrammeVersion.approved_at.is_not(None), ProgrammeVersion.withdrawn_at.is_(None)),
    VersionState.withdrawn: ProgrammeVersion.withdrawn_at.is_not(None),
}


@dataclass(frozen=True, kw_only=True)
class Found:
    """A programme, with its version if the installation keeps it as one."""

    programme: Programme
    version: ProgrammeVersion | None = None

    @property
    def version_id(self) -> int | None:
        return self.version.id if self.version else None


def named(session: Session, name: str) -> Found:
    """Returns the version KEY@N, whatever its state; for KEY the newest published version or the shipped programme.

    Raises Refused: programme_not_found; programme_name_twice if a newer service ships a key that the installation has
    published already, so that nobody gets the other one unawares.
    """
    match = _NAME.fullmatch(name)
    key, number = match.groups() if match else (name, None)
    if number is not None:
        version = session.scalars(_of(key).where(ProgrammeVersion.number == int(number))).one_or_none()
        own, standard = version, None
    else:
        own, standard = newest_published(session, key), shipped.every().get(key)
    if own is not None and standard is not None:
        raise refuse("programme_name_twice", name=name, version=own.name)
    if own is not None:
        return Found(programme=own.programme, version=own)
    if standard is not None:
        return Found(programme=standard)
    raise refuse("programme_not_found", name=name)


def get_named_version(session: Session, name: str) -> ProgrammeVersion:
    """Returns the version KEY@N. Raises Refused: programme_not_found, programme_no_version."""
    version = named(session, name).version if "@" in name else None
    if version is None:
        raise refuse("programme_no_version", name=name)
    return version


def bases(session: Session) -> Bases:
    """Finds what a file extends: a shipped programme first, then the newest published version. So no version ever takes
    the place of a regime unnoticed. A version that several files extend is parsed once."""

    @cache
    def published(key: str) -> Node | None:
        version = newest_published(session, key)
        return parsed(version.text.encode(), version.name) if version else None

    return first_of(shipped.bases, published)


def sent(session: Session, name: str, content: bytes) -> Programme:
    """Returns the programme that a file of this name would give. It stores nothing. Raises ProgrammeError."""
    file = Path(Path(name).name)
    return load(file, parsed(content, file.name), bases(session))


def models(session: Session) -> dict[str, str | None]:
    """Returns the model of each programme by its key, shipped or ever published here; None for a rating."""
    query = select(ProgrammeVersion.key, ProgrammeVersion.model).where(ProgrammeVersion.approved_at.is_not(None))
    own = {key: model for key, model in session.execute(query)}
    return own | {name: programme.model for name, programme in shipped.every().items()}


def offered(session: Session, kind: Kind) -> dict[str, Programme]:
    """Returns the programmes of one kind that can be tried, by name: shipped ones, drafts and published versions."""
    query = select(ProgrammeVersion).where(ProgrammeVersion.kind == kind, ProgrammeVersion.withdrawn_at.is_(None))
    rows = session.scalars(query.order_by(ProgrammeVersion.key, ProgrammeVersion.number.desc()))
    return shipped.of_kind(kind) | {row.name: row.programme for row in rows}


def openable(session: Session) -> dict[str, Found]:
    """Returns the programmes on which a campaign can be opened, by name: the newest published version of each key, then
    the shipped ones that leave nothing to an issuer."""
    query = select(ProgrammeVersion).where(BY_STATE[VersionState.published])
    newest = {row.key: row for row in session.scalars(query.order_by(ProgrammeVersion.key, ProgrammeVersion.number))}
    own = {row.name: Found(programme=row.programme, version=row) for row in newest.values()}
    whole = {key: programme for key, programme in shipped.every().items() if not blanks(programme)}
    return own | {key: Found(programme=programme) for key, programme in whole.items() if key not in newest}


def newest_published(session: Session, key: str) -> ProgrammeVersion | None:
    query = _of(key).where(BY_STATE[VersionState.published]).order_by(ProgrammeVersion.number.desc())
    return session.scalars(query.limit(1)).one_or_none()


def of_key(session: Session, key: str) -> Sequence[ProgrammeVersion]:
    """Returns all versions of one key, newest first."""
    return session.scalars(_of(key).order_by(ProgrammeVersion.number.desc())).all()


def _of(key: str) -> Select[ProgrammeVersion]:
    return select(ProgrammeVersion).where(ProgrammeVersion.key == key)
