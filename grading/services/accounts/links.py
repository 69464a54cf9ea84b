"""Links that set a password once."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor, actor_of
from grading.models import Account, Done, PasswordLink, SignIn, SignInFailure
from grading.services.accounts import passwords
from grading.services.accounts.passwords import digest
from grading.services.ground.errors import refuse
from grading.services.record.recording import record

LINK_LASTS = timedelta(days=7)


def reset_password(session: Session, actor: Actor, account: Account) -> str:
    """Returns the token of a link that sets a new password once; earlier links of the account end."""
    for link in session.scalars(
        select(PasswordLink).where(PasswordLink.account_id == account.id, PasswordLink.used_at.is_(None))
    ):
        link.used_at = actor.now
    token = secrets.token_urlsafe(32)
    session.add(PasswordLink(token_sha256=digest(token), account_id=account.id, expires_at=actor.now + LINK_LASTS))
    record(session, actor, Done.link_made, account)
    session.flush()
    return token


def find_link(session: Session, token: str, now: datetime) -> PasswordLink | None:
    """Returns None for a link that is used or expired, and for a disabled account."""
    query = select(PasswordLink).where(PasswordLink.token_sha256 == digest(token))
    link = session.scalars(query.options(joinedload(PasswordLink.account))).one_or_none()
    if link is None or link.used_at is not None or link.expires_at <= now:
        return None
    return link if link.account.disabled_at is None else None


def set_password(session: Session, token: str, password: str, *, now: datetime) -> Account:
    """Uses the link, and signs the account out everywhere. Raises Refused for a spent link or a poor password."""
    link = find_link(session, token, now)
    if link is None:
        raise refuse("link_spent")
    passwords.check(password, link.account.login)
    link.used_at = now
    link.account.password_hash = passwords.hashed(password)
    session.execute(delete(SignIn).where(SignIn.account_id == link.account_id))
    session.execute(delete(SignInFailure).where(SignInFailure.login == link.account.login))
    record(session, actor_of(session, link.account, now), Done.password_set, link.account)
    session.flush()
    return link.account
