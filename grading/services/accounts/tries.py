"""The tries to sign in: they are counted so that guessing is slow, and so that nobody locks out somebody else.

A browser that the account knows has a count of its own. All other tries are counted by name, and by network for all
names together. So a stranger can close the sign-in with a name only to browsers that its owner never used, and a
one-time link opens it there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from grading.models import KnownDevice, SignInFailure
from grading.services.accounts.accounts import find_account, typed_login
from grading.services.accounts.devices import Visitor, find_device
from grading.services.ground.errors import Refused, refuse
from grading.services.ground.turns import hold_turn

TRIES, TRIES_WITHIN = 8, timedelta(minutes=15)
TRIES_OF_A_NETWORK = 24
"""Wrong tries from one network, which may be a whole office behind one address."""


@dataclass(frozen=True, kw_only=True)
class _Count:
    """The tries that count together, and how many of them are allowed."""

    by: str
    those: ColumnElement[bool]
    most: int


def judge(session: Session, login: str, visitor: Visitor, *, proven: bool, now: datetime) -> bool:
    """Counts a try and returns whether it is a right one. Tries that come at once are counted one after the other, so
    that none of them learns anything beyond the limit. Raises Refused, as refuse_paused does."""
    name = typed_login(login)
    hold_turn(session, "sign-in", [_turn(f"name {name}"), _turn(f"network {visitor.address}")])
    refuse_paused(session, name, visitor, now)
    device = _device(session, name, visitor, now)
    session.execute(delete(SignInFailure).where(SignInFailure.at <= now - TRIES_WITHIN))
    if proven:
        here = SignInFailure.known_device_id == device.id if device else SignInFailure.address == visitor.address
        session.execute(delete(SignInFailure).where(SignInFailure.login == name, here))
        return True
    device_id = device.id if device else None
    session.add(SignInFailure(login=name, at=now, address=visitor.address, known_device_id=device_id))
    session.flush()
    return False


def refuse_paused(session: Session, login: str, visitor: Visitor, now: datetime) -> None:
    """Raises Refused after too many wrong tries, with the minutes until the next one is allowed."""
    pauses = [(until, count.by) for count in _counts(session, login, visitor, now)
              if (until := _pause(session, count, now))]  # fmt: skip
    if pauses:
        until, by = max(pauses)
        raise _refused(by, minutes=-(-int((until - now).total_seconds()) // 60) or 1)


def tries_left(session: Session, login: str, visitor: Visitor, now: datetime) -> int:
    return min(count.most - len(_times(session, count, now)) for count in _counts(session, login, visitor, now))


def _refused(by: str, minutes: int) -> Refused:
    if by == "device":
        return refuse("sign_in_paused_device", minutes=minutes)
    if by == "network":
        return refuse("sign_in_paused_network", minutes=minutes)
    return refuse("sign_in_paused", minutes=minutes)


def _counts(session: Session, login: str, visitor: Visitor, now: datetime) -> Iterator[_Count]:
    name = typed_login(login)
    device = _device(session, name, visitor, now)
    if device is not None:
        yield _Count(by="device", those=SignInFailure.known_device_id == device.id, most=TRIES)
        return
    from_elsewhere = SignInFailure.known_device_id.is_(None)
    yield _Count(by="name", those=and_(SignInFailure.login == name, from_elsewhere), most=TRIES)
    if visitor.address:
        from_here = and_(SignInFailure.address == visitor.address, from_elsewhere)
        yield _Count(by="network", those=from_here, most=TRIES_OF_A_NETWORK)


def _pause(session: Session, count: _Count, now: datetime) -> datetime | None:
    """Returns until when the next try has to wait."""
    times = _times(session, count, now)
    return times[-1] + TRIES_WITHIN if len(times) >= count.most else None


def _times(session: Session, count: _Count, now: datetime) -> list[datetime]:
    """Returns the times of the last tries, newest first, no more than are allowed."""
    query = select(SignInFailure.at).where(count.those, SignInFailure.at > now - TRIES_WITHIN)
    return list(session.scalars(query.order_by(SignInFailure.at.desc(), SignInFailure.id.desc()).limit(count.most)))


def _device(session: Session, name: str, visitor: Visitor, now: datetime) -> KnownDevice | None:
    return find_device(session, find_account(session, name), visitor, now)


def _turn(key: str) -> int:
    return crc32(key.encode()) >> 1


def forget_tries(session: Session, login: str) -> None:
    """Forgets the wrong tries with this name: its owner has set a new password."""
    session.execute(delete(SignInFailure).where(SignInFailure.login == login))
