"""Links that set a password once: who made one and why, and who has to confirm it before it opens."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor, actor_of
from grading.models import Account, Done, Grant, PasswordLink, SignIn
from grading.services.accounts import devices, passkeys, passwords, tries
from grading.services.accounts.passkeys import Answer
from grading.services.accounts.passwords import digest
from grading.services.ground.errors import refuse
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import record
from workflows import PROCESSES, Role, Side

LINK_LASTS = timedelta(days=7)
_TOKEN = re.compile("[A-Za-z0-9_-]{43}")
_CONTROLS = frozenset({Side.review, Side.appraise, Side.decide})


def reset_password(session: Session, actor: Actor, account: Account, reason: str) -> str:
    """Returns the token of a link that sets a new password once; earlier links of the account end. Raises Refused:
    link_reason without a reason, reason_long."""
    words = typed_reason(" ".join(reason.split()))
    if not words:
        raise refuse("link_reason")
    for link in session.scalars(_unused(account)):
        link.used_at = actor.now
    token = secrets.token_urlsafe(32)
    session.add(
        PasswordLink(token_sha256=digest(token), account_id=account.id, expires_at=actor.now + LINK_LASTS,
                     at=actor.now, by_id=actor.account_id, reason=words,
                     replaces_password=account.password_hash is not None)
    )  # fmt: skip
    record(session, actor, Done.link_made, account, words)
    session.flush()
    return token


MOST_WAITING = 100
"""So many accounts are named together as waiting for a second administrator."""


@cache
def controlling() -> frozenset[Role]:
    """Returns the roles that review, score or decide in any process."""
    steps = {(step.role, step.side) for process in PROCESSES.values() for step in process.steps}
    acts = {(role, act.side) for process in PROCESSES.values() for act in process.acts for role in act.roles}
    return frozenset(role for role, side in steps | acts if side in _CONTROLS)


def scores_or_decides(session: Session, account: Account) -> bool:
    """Returns whether the account has, had or will have a role that reviews, scores or decides. A role that ended
    counts too: an administrator could end it for a moment."""
    held = select(Grant.id).where(Grant.account_id == account.id, Grant.role.in_(controlling()))
    return session.scalars(held.limit(1)).first() is not None


def waits(session: Session, link: PasswordLink, *, two_people: bool) -> bool:
    """Returns whether a second administrator still has to confirm the link, where the office asks for two."""
    return two_people and link.approved_at is None and scores_or_decides(session, link.account)


def find_waiting(session: Session, account: Account, now: datetime, *, two_people: bool) -> PasswordLink | None:
    """Returns the link of the account that waits for a second administrator."""
    link = session.scalars(_unused(account).where(PasswordLink.expires_at > now)).first()
    return link if link is not None and waits(session, link, two_people=two_people) else None


def list_waiting(session: Session, now: datetime) -> list[Account]:
    """Returns the accounts with a link that waits for a second administrator, by name; of many, those that expire
    first."""
    return sorted(session.scalars(waiting(now)).unique(), key=lambda account: account.login)


def waiting(now: datetime) -> Select[Account]:
    """Returns the query for the accounts with a link that waits, those first that expire first."""
    controls = select(Grant.id).where(Grant.account_id == Account.id, Grant.role.in_(controlling()))
    unused = (PasswordLink.used_at.is_(None), PasswordLink.approved_at.is_(None), PasswordLink.expires_at > now)
    return (
        select(Account)
        .join(PasswordLink, PasswordLink.account_id == Account.id)
        .where(*unused, controls.exists())
        .order_by(PasswordLink.expires_at)
        .limit(MOST_WAITING)
    )


def approve_link(session: Session, actor: Actor, account: Account, *, two_people: bool) -> None:
    """Confirms the link that waits. Raises Refused if none waits, and for the administrator who made it."""
    link = find_waiting(session, account, actor.now, two_people=two_people)
    if link is None:
        raise refuse("link_gone")
    if link.by_id == actor.account_id:
        raise refuse("link_second_person")
    link.approved_by_id, link.approved_at = actor.account_id, actor.now
    record(session, actor, Done.link_approved, account)
    session.flush()


def _unused(account: Account) -> Select[PasswordLink]:
    return select(PasswordLink).where(PasswordLink.account_id == account.id, PasswordLink.used_at.is_(None))


def find_link(session: Session, token: str, now: datetime) -> PasswordLink | None:
    """Returns None for a link that is used or expired, and for a disabled account."""
    query = select(PasswordLink).where(PasswordLink.token_sha256 == digest(_bare(token)))
    link = session.scalars(query.options(joinedload(PasswordLink.account))).one_or_none()
    if link is None or link.used_at is not None or link.expires_at <= now:
        return None
    return link if link.account.disabled_at is None else None


def _bare(token: str) -> str:
    """Returns the token without what stood behind the link in a message: a bracket, a full stop, the sign with which
    a chat sets a text in italics."""
    match = _TOKEN.match(token)
    return match[0] if match else token


def set_password(session: Session, token: str, password: str, *, now: datetime, two_people: bool = False) -> Account:
    """Uses the link, signs the account out everywhere and forgets its devices. Raises Refused for a link that is spent
    or waits, and for a poor password."""
    link = open_link(session, token, now=now, two_people=two_people)
    passwords.check(password, link.account.login)
    _start_anew(session, link, now)
    link.account.password_hash = passwords.hashed(password)
    record(session, actor_of(session, link.account, now), Done.password_set, link.account)
    session.flush()
    return link.account


def set_passkey(session: Session, token: str, answer: Answer, *, now: datetime, two_people: bool) -> Account:
    """Uses the link for a key of the owner's device in place of a password; everything else is as for a password.
    Raises Refused for a link that is spent or waits, and what passkeys.add raises."""
    link = open_link(session, token, now=now, two_people=two_people)
    _start_anew(session, link, now)
    link.account.password_hash = None
    passkeys.add(session, actor_of(session, link.account, now), answer)
    return link.account


def open_link(session: Session, token: str, *, now: datetime, two_people: bool) -> PasswordLink:
    """Returns the link if it may be used now. Raises Refused for a link that is spent or waits."""
    link = find_link(session, token, now)
    if link is None:
        raise refuse("link_spent")
    if waits(session, link, two_people=two_people):
        raise refuse("link_waits")
    return link


def _start_anew(session: Session, link: PasswordLink, now: datetime) -> None:
    """Uses the link up and ends every other way in: sign-ins, known devices, keys."""
    link.used_at, link.set_at = now, now
    session.execute(delete(SignIn).where(SignIn.account_id == link.account_id))
    tries.forget_tries(session, link.account.login)
    devices.forget_devices(session, link.account, now)
    passkeys.forget_passkeys(session, link.account)


def list_unseen(session: Session, account: Account) -> Sequence[PasswordLink]:
    """Returns the links that were made to replace the account's password and that its owner has not confirmed to know
    of, oldest first."""
    query = select(PasswordLink).where(
        PasswordLink.account_id == account.id, PasswordLink.replaces_password, PasswordLink.seen_at.is_(None)
    )
    return session.scalars(query.options(joinedload(PasswordLink.by)).order_by(PasswordLink.id)).all()


def list_made(session: Session, account: Account, limit: int = 10) -> Sequence[PasswordLink]:
    """Returns the last links that replaced a password of the account, newest first: also those that somebody confirmed
    in the owner's name."""
    query = select(PasswordLink).where(PasswordLink.account_id == account.id, PasswordLink.replaces_password)
    return session.scalars(
        query.options(joinedload(PasswordLink.by)).order_by(PasswordLink.id.desc()).limit(limit)
    ).all()


def note_seen(session: Session, actor: Actor, last_id: int) -> None:
    """Notes that the owner knows of the links up to this one, which the page showed."""
    unseen = [link for link in list_unseen(session, actor.person) if link.id <= last_id]
    for link in unseen:
        link.seen_at = actor.now
    if unseen:
        record(session, actor, Done.link_seen, actor.person)
    session.flush()
