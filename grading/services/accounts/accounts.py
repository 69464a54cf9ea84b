"""Accounts: signing in and out, making accounts, granting roles, links that set a password once."""

import re
import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grading import clock
from grading.models import Account, Grant, PasswordLink, SignIn, SignInFailure, Unit, UnitPeriod
from grading.permissions import standing
from grading.services.accounts import passwords
from grading.services.ground.errors import forbid, refuse
from grading.text import search_key
from workflows import Role

SIGNED_IN_FOR = timedelta(hours=12)
LINK_LASTS = timedelta(days=7)
TRIES, TRIES_WITHIN = 8, timedelta(minutes=15)
LOGIN = re.compile("[a-z0-9][a-z0-9.-]{0,79}")
PAGE = 100


def proves(session: Session, login: str, password: str, now: datetime) -> bool:
    """Returns whether this is the account's password. It is slow on purpose: call it before the transaction that
    writes. Raises Refused (sign_in_paused) after too many wrong tries with one name."""
    _refuse_paused(session, login, now)
    account = find_account(session, _typed(login))
    return passwords.matches(account.password_hash if account and account.disabled_at is None else None, password)


def sign_in(session: Session, login: str, password: str, *, proven: bool, device: str, now: datetime) -> str | None:
    """Returns the token of a new sign-in, or None for a wrong name or password (the two look alike, and both count as
    tries). Raises what `proves` raises."""
    name = _typed(login)
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
        SignIn(token_sha256=_digest(token), account_id=account.id, at=now, seen_at=now,
               expires_at=now + SIGNED_IN_FOR, device=_visible(device)[:200])
    )  # fmt: skip
    session.flush()
    return token


def _refuse_paused(session: Session, login: str, now: datetime) -> None:
    if tries_left(session, login, now) <= 0:
        raise refuse("sign_in_paused", minutes=int(TRIES_WITHIN.total_seconds() // 60))


def tries_left(session: Session, login: str, now: datetime) -> int:
    query = select(func.count()).where(SignInFailure.login == _typed(login), SignInFailure.at > now - TRIES_WITHIN)
    return TRIES - (session.scalar(query) or 0)


def _forget(session: Session, name: str, now: datetime) -> None:
    """Deletes the wrong tries with this name, and all tries and sign-ins of anybody that no longer count."""
    stale = or_(SignInFailure.login == name, SignInFailure.at <= now - TRIES_WITHIN)
    session.execute(delete(SignInFailure).where(stale))
    session.execute(delete(SignIn).where(SignIn.expires_at <= now))


def find_signed_in(session: Session, token: str, now: datetime) -> Account | None:
    """Returns the account of this sign-in, while the sign-in lasts and the account is not disabled."""
    row = session.scalars(
        select(SignIn).where(SignIn.token_sha256 == _digest(token)).options(joinedload(SignIn.account))
    ).one_or_none()
    if row is None or row.expires_at <= now or row.account.disabled_at is not None:
        return None
    return row.account


def sign_out(session: Session, token: str) -> None:
    session.execute(delete(SignIn).where(SignIn.token_sha256 == _digest(token)))


def make_account(
    session: Session, login: str, *, now: datetime, password: str | None = None, home_unit: Unit | None = None
) -> Account:
    """Raises Refused for a name that is in use or has the wrong shape."""
    name = _typed(login)
    if not LOGIN.fullmatch(name):
        raise refuse("login_shape", login=name)
    if find_account(session, name):
        raise refuse("login_used", login=name)
    account = Account(login=name, made_at=now, home_unit_id=home_unit.id if home_unit else None)
    account.password_hash = passwords.hashed(password) if password is not None else None
    session.add(account)
    session.flush()
    return account


def find_account(session: Session, login: str) -> Account | None:
    return session.scalars(select(Account).where(Account.login == _typed(login))).one_or_none()


def get_account(session: Session, account_id: int) -> Account:
    """Returns the account with its roles and their units. Raises NoResultFound."""
    return session.scalars(_with_grants().where(Account.id == account_id)).one()


def grant_role(
    session: Session, account: Account, role: Role, unit: Unit | None, *, valid_from: date,
    valid_to: date | None = None, by: Account | None, now: datetime,
) -> Grant:  # fmt: skip
    """Raises Refused without a unit (every role but the administrator's needs one), with days out of order, for the
    acting account, for a role held already, and for an administrator with another role: administrators see no
    scores."""
    _refuse_own(account, by)
    if (unit is None) != (role is Role.admin):
        raise refuse("grant_unit")
    if valid_to and valid_to < valid_from:
        raise refuse("dates_in_order", first=valid_from, second=valid_to)
    overlapping = [grant for grant in _grants(session, account) if _overlap(grant, valid_from, valid_to)]
    if any((grant.role is Role.admin) != (role is Role.admin) for grant in overlapping):
        raise refuse("admin_apart")
    if any((grant.role, grant.unit_id) == (role, unit.id if unit else None) for grant in overlapping):
        raise refuse("grant_exists", role=role)
    grant = Grant(
        account_id=account.id, role=role, unit_id=unit.id if unit else None, valid_from=valid_from, valid_to=valid_to,
        by_id=by.id if by else None, at=now,
    )  # fmt: skip
    session.add(grant)
    session.flush()
    return grant


def _grants(session: Session, account: Account) -> list[Grant]:
    return list(session.scalars(select(Grant).where(Grant.account_id == account.id)))


def _overlap(grant: Grant, first: date, last: date | None) -> bool:
    return (grant.valid_to is None or first <= grant.valid_to) and (last is None or grant.valid_from <= last)


def end_grant(session: Session, account: Account, grant_id: int, *, by: Account, now: datetime) -> Grant:
    """Ends a role as of yesterday, so that it no longer counts today; the row stays for the history.

    Raises:
        NoResultFound: for a role of another account.
        Refused: for a role of the acting account, since the last administrator could lock everybody out.
    """
    grant = session.scalars(select(Grant).where(Grant.id == grant_id, Grant.account_id == account.id)).one()
    _refuse_own(account, by)
    yesterday = clock.day(now) - timedelta(days=1)
    grant.valid_from = min(grant.valid_from, yesterday)  # a role granted today by mistake, or for later, never counted
    grant.valid_to = min(grant.valid_to or yesterday, yesterday)
    session.flush()
    return grant


def reset_password(session: Session, account: Account, *, now: datetime) -> str:
    """Returns the token of a link that sets a new password once; earlier links of the account end."""
    for link in session.scalars(
        select(PasswordLink).where(PasswordLink.account_id == account.id, PasswordLink.used_at.is_(None))
    ):
        link.used_at = now
    token = secrets.token_urlsafe(32)
    session.add(PasswordLink(token_sha256=_digest(token), account_id=account.id, expires_at=now + LINK_LASTS))
    session.flush()
    return token


def find_link(session: Session, token: str, now: datetime) -> PasswordLink | None:
    """Returns None for a link that is used or expired, and for a disabled account."""
    query = select(PasswordLink).where(PasswordLink.token_sha256 == _digest(token))
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
    session.flush()
    return link.account


def set_disabled(session: Session, account: Account, disabled: bool, *, by: Account, now: datetime) -> None:
    """Signs the account out everywhere, and disables or enables it. Raises Refused for the acting account itself."""
    _refuse_own(account, by)
    account.disabled_at = now if disabled else None
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))
    session.flush()


def list_accounts(session: Session, words: str = "", *, first: int = 0, limit: int = PAGE) -> list[Account]:
    """Returns accounts by name; the words are part of the name, or of the name of a unit where the account has a
    role."""
    query = _with_grants().where(_found_by(words)).order_by(Account.login)
    return list(session.scalars(query.offset(first).limit(limit)))


def count_accounts(session: Session, words: str = "") -> int:
    return session.scalar(select(func.count()).select_from(Account).where(_found_by(words))) or 0


def _found_by(words: str) -> ColumnElement[bool]:
    key = search_key(words)
    named = UnitPeriod.search_key.contains(key, autoescape=True)
    on_units = Account.grants.any(Grant.unit.has(Unit.periods.any(named)))
    return or_(Account.login.contains(key, autoescape=True), on_units) if key else Account.id.is_not(None)


def _with_grants() -> Select[Account]:
    return select(Account).options(selectinload(Account.grants).joinedload(Grant.unit), joinedload(Account.home_unit))


def require_admin(session: Session, account: Account, now: datetime) -> None:
    if not standing(session, account, clock.day(now)).is_admin:
        raise forbid("not_your_role", role=Role.admin)


def _refuse_own(account: Account, by: Account | None) -> None:
    if by is not None and by.id == account.id:
        raise refuse("own_account")


def _typed(login: str) -> str:
    return _visible(login).strip().casefold()[:160]


def _visible(text: str) -> str:
    """Removes invisible characters. PostgreSQL cannot store NUL, and nobody types it."""
    return "".join(sign for sign in text if sign.isprintable())


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
