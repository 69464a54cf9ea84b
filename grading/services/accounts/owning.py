"""The confirmation of owners that a password is theirs, although somebody else made the link that set it."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor
from grading.models import Done, Grant, PasswordLink
from grading.services.accounts import devices
from grading.services.accounts.devices import Visitor
from grading.services.ground.errors import refuse
from grading.services.record.hands import unconfirmed_of
from grading.services.record.recording import record
from workflows import Role


def list_unconfirmed(session: Session, actor: Actor) -> Sequence[PasswordLink]:
    """Returns the links of administrators with which the account's passwords were set, as long as the owner has not
    confirmed that the password is theirs; oldest first."""
    query = select(PasswordLink).where(unconfirmed_of(actor.person.id)).options(joinedload(PasswordLink.by))
    return session.scalars(query.order_by(PasswordLink.id)).all()


def counts_for_somebody(session: Session, actor: Actor) -> bool:
    """Returns whether one of them was made by somebody who has, had or will have a role on a unit: administrators who
    only issue stand on no side."""
    acts_elsewhere = exists().where(Grant.account_id == PasswordLink.by_id, Grant.role != Role.admin)
    query = select(PasswordLink.id).where(unconfirmed_of(actor.person.id), acts_elsewhere)
    return session.scalars(query.limit(1)).first() is not None


def issuers_here(session: Session, links: Sequence[PasswordLink], visitor: Visitor) -> list[str]:
    """Returns the logins of those who made one of the links and were signed in in this browser."""
    by = {link.by_id: link.by.login for link in links if link.by_id is not None and link.by is not None}
    return sorted(login for by_id, login in by.items() if devices.was_used_here(session, by_id, visitor))


def confirm(session: Session, actor: Actor, visitor: Visitor) -> None:
    """Notes that the password is the owner's own. From then on nobody who made a link counts on the owner's side.

    Raises Refused (device_of_issuer) in a browser in which whoever made a link was signed in, and (device_unknown) in
    one that the account does not know: it keeps no cookie by which the two could be told apart.
    """
    links = list_unconfirmed(session, actor)
    if logins := issuers_here(session, links, visitor):
        raise refuse("device_of_issuer", login=", ".join(logins))
    if devices.find_device(session, actor.person, visitor, actor.now) is None:
        raise refuse("device_unknown")
    for link in links:
        link.owned_at = actor.now
    if links:
        record(session, actor, Done.password_owned, actor.person)
    session.flush()
