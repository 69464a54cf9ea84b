"""Signing in and out: the tokens of people who are signed in, and where an account is signed in."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Select, String, bindparam, delete, select
from sqlalchemy.orm import Session, joinedload

from grading.models import Account, SignIn
from grading.services.accounts import devices, passwords, tries
from grading.services.accounts.accounts import find_account, typed_login, visible
from grading.services.accounts.devices import Visitor
from grading.services.accounts.passwords import digest

SIGNED_IN_FOR = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class NewSignIn:
    """The tokens that only the browser holds: of the sign-in, and of the device unless it has one."""

    token: str
    device: str | None


def proves(session: Session, login: str, password: str, visitor: Visitor, now: datetime) -> bool:
    """Returns whether this is the account's password. It is slow on purpose: call it before the transaction that
    writes. Raises Refused after too many wrong tries."""
    tries.refuse_paused(session, login, visitor, now)
    account = find_account(session, typed_login(login))
    return passwords.matches(account.password_hash if account and account.disabled_at is None else None, password)


def sign_in(
    session: Session, login: str, password: str, visitor: Visitor, *, proven: bool, now: datetime
) -> NewSignIn | None:
    """Returns the tokens of a new sign-in, or None for a wrong name or password (the two look alike, and both count as
    tries). Raises what `proves` raises."""
    account = find_account(session, typed_login(login))
    is_enabled = account is not None and account.disabled_at is None
    if not tries.judge(session, login, visitor, proven=proven and is_enabled, now=now) or account is None:
        return None
    if account.password_hash and passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
    return let_in(session, account, visitor, now)


def let_in(session: Session, account: Account, visitor: Visitor, now: datetime) -> NewSignIn:
    """Signs in somebody who has proven who they are."""
    session.execute(delete(SignIn).where(SignIn.expires_at <= now))
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(token_sha256=digest(token), account_id=account.id, at=now, seen_at=now, expires_at=now + SIGNED_IN_FOR,
               device=visible(visitor.browser)[:200], place=visitor.place)
    )  # fmt: skip
    session.flush()
    return NewSignIn(token=token, device=devices.remember(session, account, visitor, now))


def find_signed_in(session: Session, token: str, now: datetime) -> Account | None:
    """Returns the account of this sign-in with its grants, while the sign-in lasts and the account is not disabled."""
    row = session.scalars(_by_token(), {"token": digest(token)}).unique().one_or_none()
    if row is None or row.expires_at <= now or row.account.disabled_at is not None:
        return None
    return row.account


@cache
def _by_token() -> Select[SignIn]:
    """Returns the query for a sign-in by the digest of its `token`. It is built once, because every page asks it."""
    account = joinedload(SignIn.account).joinedload(Account.grants)
    return select(SignIn).where(SignIn.token_sha256 == bindparam("token", type_=String())).options(account)


def sign_out(session: Session, token: str) -> None:
    session.execute(delete(SignIn).where(SignIn.token_sha256 == digest(token)))
