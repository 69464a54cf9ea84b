"""Known devices: the browsers in which an account was signed in, which strangers cannot lock out."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from grading.models import Account, KnownDevice
from grading.services.accounts.passwords import digest

KNOWN_FOR = timedelta(days=400)
"""How long a browser that nobody signs in with stays known; browsers keep no cookie longer."""
MOST_KNOWN = 20
"""Known devices of one account. Beyond them the one that was used longest ago is forgotten."""


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """A browser that somebody signs in with, as the server sees it."""

    address: str = ""
    """The network for the counting of tries: an address of IPv4, the first half of one of IPv6."""
    place: str = ""
    """The network in short, for the owner's list."""
    browser: str = ""
    """How the browser names itself."""
    tokens: tuple[str, ...] = ()
    """The content of the browser's cookie: a token for each account that was signed in there."""


def find_device(session: Session, account: Account | None, visitor: Visitor, now: datetime) -> KnownDevice | None:
    """Returns the row that says that the account knows this browser."""
    if account is None or not visitor.tokens:
        return None
    digests = [digest(token) for token in visitor.tokens]
    query = select(KnownDevice).where(KnownDevice.account_id == account.id, KnownDevice.token_sha256.in_(digests))
    fresh = query.where(KnownDevice.seen_at > now - KNOWN_FOR, KnownDevice.forgotten_at.is_(None))
    return session.scalars(fresh.order_by(KnownDevice.id.desc())).first()


def remember(session: Session, account: Account, visitor: Visitor, now: datetime) -> str | None:
    """Makes the browser known to the account. Returns a token for its cookie, or None if the browser has one already.

    The token is always new and random. A value that a stranger planted in the browser makes nothing known.
    """
    device = find_device(session, account, visitor, now)
    if device is not None:
        device.seen_at = now
        return None
    token = secrets.token_urlsafe(32)
    session.add(KnownDevice(token_sha256=digest(token), account_id=account.id, at=now, seen_at=now))
    session.flush()
    gone = delete(KnownDevice).where(KnownDevice.account_id == account.id, KnownDevice.seen_at <= now - KNOWN_FOR)
    session.execute(gone)
    for device in _known(session, account)[MOST_KNOWN:]:
        device.forgotten_at = now
    return token


def forget_devices(session: Session, account: Account, now: datetime, *, but: KnownDevice | None = None) -> None:
    """Forgets every known device of the account, except one."""
    for device in _known(session, account):
        if but is None or device.id != but.id:
            device.forgotten_at = now


def _known(session: Session, account: Account) -> Sequence[KnownDevice]:
    """Returns the known devices, the one that was used last first."""
    query = select(KnownDevice).where(KnownDevice.account_id == account.id, KnownDevice.forgotten_at.is_(None))
    return session.scalars(query.order_by(KnownDevice.seen_at.desc(), KnownDevice.id.desc())).all()


def was_used_here(session: Session, account_id: int, visitor: Visitor) -> bool:
    """Returns whether the account was ever signed in in this browser, also if it has forgotten the browser since."""
    digests = [digest(token) for token in visitor.tokens]
    query = select(KnownDevice.id).where(KnownDevice.account_id == account_id, KnownDevice.token_sha256.in_(digests))
    return session.scalars(query.limit(1)).first() is not None
