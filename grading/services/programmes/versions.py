"""The versions that a person may read."""

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import Session, defer, joinedload

from grading.actors import Actor
from grading.models import Campaign, ProgrammeVersion, VersionState
from grading.services.ground.errors import forbid
from grading.services.programmes.lookup import BY_STATE
from workflows import Role

READERS = (Role.inspector, Role.authority_secretary)
PAGE = 50


def get_version(session: Session, actor: Actor, version_id: int) -> ProgrammeVersion:
    """Raises NoResultFound for somebody who reads no programmes, and for a draft that only administrators see."""
    query = select(ProgrammeVersion).where(ProgrammeVersion.id == version_id, _visible_to(actor))
    return session.scalars(query.options(*_PEOPLE)).one()


def list_versions(
    session: Session, actor: Actor, words: str = "", state: VersionState | None = None, *, first: int = 0
) -> list[ProgrammeVersion]:
    """Returns a page of the versions that the actor may read, by key, newest first, without their long texts. `words`
    are part of the key, of the title or of the paper's number. Raises Forbidden."""
    query = select(ProgrammeVersion).where(_chosen(actor, words, state)).options(*_PEOPLE, *_SHORT)
    return list(
        session.scalars(query.order_by(ProgrammeVersion.key, ProgrammeVersion.number.desc()).offset(first).limit(PAGE))
    )


def count_versions(session: Session, actor: Actor, words: str = "", state: VersionState | None = None) -> int:
    query = select(func.count()).select_from(ProgrammeVersion).where(_chosen(actor, words, state))
    return session.scalar(query) or 0


def count_campaigns(session: Session, version: ProgrammeVersion) -> int:
    """Returns how many campaigns were opened on this version."""
    return session.scalar(select(func.count()).where(Campaign.programme_version_id == version.id)) or 0


def reads_programmes(actor: Actor) -> bool:
    return actor.standing.is_admin or bool(actor.standing.units(*READERS))


def require_reader(actor: Actor) -> None:
    """Raises Forbidden for anybody but administrators, inspectors and secretaries of deciding committees. A command
    reads all."""
    if actor.account is not None and not reads_programmes(actor):
        raise forbid("not_your_role", role=Role.admin)


def before(session: Session, actor: Actor, version: ProgrammeVersion) -> ProgrammeVersion | None:
    """Returns the version with the next lower number that the actor may read."""
    query = select(ProgrammeVersion).where(
        ProgrammeVersion.key == version.key, ProgrammeVersion.number < version.number, _visible_to(actor)
    )
    return session.scalars(query.order_by(ProgrammeVersion.number.desc()).limit(1)).one_or_none()


def _visible_to(actor: Actor) -> ColumnElement[bool]:
    if actor.account is None or actor.standing.is_admin:
        return true()
    return ProgrammeVersion.approved_at.is_not(None) if reads_programmes(actor) else false()


def _chosen(actor: Actor, words: str, state: VersionState | None) -> ColumnElement[bool]:
    require_reader(actor)
    typed = " ".join(words.split())
    places = (ProgrammeVersion.key, ProgrammeVersion.title_vi, ProgrammeVersion.title_en, ProgrammeVersion.paper_number)
    found = or_(*(place.icontains(typed, autoescape=True) for place in places)) if typed else true()
    return and_(_visible_to(actor), found, BY_STATE[state] if state else true())


_PEOPLE = tuple(
    joinedload(person)
    for person in (ProgrammeVersion.author, ProgrammeVersion.approved_by, ProgrammeVersion.withdrawn_by)
)
_SHORT = (defer(ProgrammeVersion.text), defer(ProgrammeVersion.programme_json))
