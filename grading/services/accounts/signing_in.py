"""Signing in and out: the tokens of people who are signed in, and the pause after too many wrong tries."""

import secrets
from datetime import datetime, timedelta
from zlib import crc32

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session, joinedload

from grading.models import Account, SignIn, SignInFailure
from grading.services.accounts import passwords
from grading.services.accounts.accounts import find_account, typed_login, visible
from grading.services.accounts.passwords import digest
from grading.services.ground.errors import refuse
from grading.services.ground.turns import hold_turn

SIGNED_IN_FOR = timedelta(hours=12)
TRIES, TRIES_WITHIN = 8, timedelta(minutes=15)


def proves(session: Session, login: str, password: str, now: datetime) -> bool:
    """Returns whether this is the account's password. It is slow on purpose: call it before the transaction that
    writes. Raises Refused (sign_in_paused) after too many wrong tries with one name."""
    _refuse_paused(session, login, now)
    account = find_account(session, typed_login(login))
    return passwords.matches(account.password_hash if account and account.disabled_at is None else None, password)


def sign_in(session: Session, login: str, password: str, *, proven: bool, device: str, now: datetime) -> str | None:
    """Returns the token of a new sign-in, or None for a wrong name or password (the two look alike, and both count as
    tries). Raises what `proves` raises."""
    name = typed_login(login)
    hold_turn(session, "sign-in", [crc32(name.encode()) >> 1])
    _refuse_paused(session, name, now)
    account = find_account(session, name)
    if not proven or account is None or account.disabled_at is not None:
        session.add(SignInFailure(login=name, at=now))
        session.flush()
        return None
    if account.password_hash and passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
    _forget(session, name, now)
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(token_sha256=digest(token), account_id=account.id, at=now, seen_at=now,
               expires_at=now + SIGNED_IN_FOR, device=visible(device)[:200])
    )  # fmt: skip
    session.flush()
    return token


def _refuse_paused(session: Session, login: str, now: datetime) -> None:
    if tries_left(session, login, now) <= 0:
        raise refuse("sign_in_paused", minutes=int(TRIES_WITHIN.total_seconds() // 60))


def tries_left(session: Session, login: str, now: datetime) -> int:
    query = select(func.count()).where(SignInFailure.login == typed_login(login), SignInFailure.at > now - TRIES_WITHIN)
    return TRIES - (session.scalar(query) or 0)


def _forget(session: Session, name: str, now: datetime) -> None:
    """Deletes the wrong tries with this name, and all tries and sign-ins of anybody that no longer count."""
    stale = or_(SignInFailure.login == name, SignInFailure.at <= now - TRIES_WITHIN)
    session.execute(delete(SignInFailure).where(stale))
    session.execute(delete(SignIn).where(SignIn.expires_at <= now))


def find_signed_in(session: Session, token: str, now: datetime) -> Account | None:
    """Returns the account of this sign-in with its grants, while the sign-in lasts and the account is not disabled."""
    row = (
        session.scalars(
            select(SignIn)
            .where(SignIn.token_sha256 == digest(token))
            .options(joinedload(SignIn.account).joinedload(Account.grants))
        )
        .unique()
        .one_or_none()
    )
    if row is None or row.expires_at <= now or row.account.disabled_at is not None:
        return None
    return row.account


def sign_out(session: Session, token: str) -> None:
    session.execute(delete(SignIn).where(SignIn.token_sha256 == digest(token)))
