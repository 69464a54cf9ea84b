"""Accounts: signing in and out, making them, granting roles, links that set a password once."""

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grading import clock
from grading.models import Account, Grant, PasswordLink, SignIn, SignInFailure, Unit
from grading.permissions import standing
from grading.services.errors import forbid, refuse
from grading.text import search_key
from workflows import Role

SIGNED_IN_FOR = timedelta(hours=12)
LINK_LASTS = timedelta(days=7)
TRIES, TRIES_WITHIN = 8, timedelta(minutes=15)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
COMMON_WORDS = frozenset(
    {"1234567890", "0123456789", "matkhau123", "password123", "qwertyuiop", "chibo12345", "danguy1234", "dangvien123"}
)

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)  # OWASP's parameters for Argon2id
_NOBODY = _HASHER.hash("nobody signs in with this")  # an unknown name takes as long as a wrong password


def sign_in(session: Session, login: str, password: str, *, device: str, now: datetime) -> str | None:
    """The token of a new sign-in, or None for a wrong name or password (the two look alike, and count).

    Raises:
        Refused: sign_in_paused after too many wrong tries with one name.
    """
    name = login.strip().casefold()
    if tries_left(session, name, now) <= 0:
        raise refuse("sign_in_paused", minutes=int(TRIES_WITHIN.total_seconds() // 60))
    account = session.scalars(select(Account).where(Account.login == name)).one_or_none()
    usable = account is not None and account.disabled_at is None and account.password_hash is not None
    if not _verify(account.password_hash if account and usable else None, password) or account is None:
        session.add(SignInFailure(login=name, at=now))
        session.flush()
        return None
    session.execute(delete(SignInFailure).where(SignInFailure.login == name))
    if _HASHER.check_needs_rehash(account.password_hash or ""):
        account.password_hash = _HASHER.hash(password)
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(token_sha256=_digest(token), account_id=account.id, at=now, seen_at=now,
               expires_at=now + SIGNED_IN_FOR, device=device[:200])
    )  # fmt: skip
    session.flush()
    return token


def tries_left(session: Session, login: str, now: datetime) -> int:
    query = select(func.count()).where(
        SignInFailure.login == login.strip().casefold(), SignInFailure.at > now - TRIES_WITHIN
    )
    return TRIES - (session.scalar(query) or 0)


def find_signed_in(session: Session, token: str, now: datetime) -> Account | None:
    """Whose sign-in this is, while it lasts and the account is not disabled."""
    found = session.scalars(
        select(SignIn).where(SignIn.token_sha256 == _digest(token)).options(joinedload(SignIn.account))
    ).one_or_none()
    if found is None or found.expires_at <= now or found.account.disabled_at is not None:
        return None
    return found.account


def sign_out(session: Session, token: str) -> None:
    session.execute(delete(SignIn).where(SignIn.token_sha256 == _digest(token)))


def make_account(
    session: Session, login: str, *, now: datetime, password: str | None = None, home_unit: Unit | None = None
) -> Account:
    """Raises Refused for a name in use or of the wrong shape."""
    name = login.strip().casefold()
    if not name or len(name) > 80 or not name.isascii() or not name.replace(".", "").replace("-", "").isalnum():
        raise refuse("login_shape", login=login.strip()[:80])
    if session.scalars(select(Account.id).where(Account.login == name)).first():
        raise refuse("login_used", login=name)
    account = Account(login=name, made_at=now, home_unit_id=home_unit.id if home_unit else None)
    account.password_hash = _HASHER.hash(password) if password is not None else None
    session.add(account)
    session.flush()
    return account


def find_account(session: Session, login: str) -> Account | None:
    return session.scalars(select(Account).where(Account.login == login.strip().casefold())).one_or_none()


def grant_role(
    session: Session, account: Account, role: Role, unit: Unit | None, *, valid_from: date,
    valid_to: date | None = None, by: Account | None, now: datetime,
) -> Grant:  # fmt: skip
    """Raises Refused without a unit (all roles but the administrator's stand on one), or with days out of order."""
    if (unit is None) != (role is Role.admin):
        raise refuse("grant_unit")
    if valid_to and valid_to < valid_from:
        raise refuse("dates_in_order", first=valid_from, second=valid_to)
    same = (Grant.account_id == account.id, Grant.role == role, Grant.unit_id == (unit.id if unit else None))
    for grant in session.scalars(select(Grant).where(*same)):
        if grant.holds_on(valid_from):
            raise refuse("grant_exists", role=role)
    grant = Grant(
        account_id=account.id, role=role, unit_id=unit.id if unit else None, valid_from=valid_from, valid_to=valid_to,
        by_id=by.id if by else None, at=now,
    )  # fmt: skip
    session.add(grant)
    session.flush()
    return grant


def end_grant(session: Session, grant_id: int, *, now: datetime) -> Grant:
    """Ends a role as of yesterday, so that it no longer counts today; the row stays for the history."""
    grant = session.get_one(Grant, grant_id)
    grant.valid_to = max(grant.valid_from, clock.day(now) - timedelta(days=1))
    if grant.valid_from == clock.day(now):  # granted today by mistake: it never counted for a whole day
        grant.valid_from = grant.valid_to = clock.day(now) - timedelta(days=1)
    session.flush()
    return grant


def reset_password(session: Session, account: Account, *, now: datetime) -> str:
    """The token of a link that sets a new password once; earlier links of the account end."""
    for link in session.scalars(
        select(PasswordLink).where(PasswordLink.account_id == account.id, PasswordLink.used_at.is_(None))
    ):
        link.used_at = now
    token = secrets.token_urlsafe(32)
    session.add(PasswordLink(token_sha256=_digest(token), account_id=account.id, expires_at=now + LINK_LASTS))
    session.flush()
    return token


def find_link(session: Session, token: str, now: datetime) -> PasswordLink | None:
    found = session.scalars(
        select(PasswordLink).where(PasswordLink.token_sha256 == _digest(token)).options(joinedload(PasswordLink.account))
    ).one_or_none()
    return found if found and found.used_at is None and found.expires_at > now else None


def set_password(session: Session, token: str, password: str, *, now: datetime) -> Account:
    """Uses the link up, and signs the account out everywhere. Raises Refused for a spent link or a poor password."""
    link = find_link(session, token, now)
    if link is None:
        raise refuse("link_spent")
    check_password(password, link.account.login)
    link.used_at = now
    link.account.password_hash = _HASHER.hash(password)
    session.execute(delete(SignIn).where(SignIn.account_id == link.account_id))
    session.execute(delete(SignInFailure).where(SignInFailure.login == link.account.login))
    session.flush()
    return link.account


def check_password(password: str, login: str) -> None:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise refuse("password_length", min=SHORTEST_PASSWORD, max=LONGEST_PASSWORD)
    bare = search_key(password).replace(" ", "")
    if bare in COMMON_WORDS or len(set(bare)) < 4 or login in password.casefold():
        raise refuse("password_common")


def set_disabled(session: Session, account: Account, disabled: bool, *, now: datetime) -> None:
    account.disabled_at = now if disabled else None
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))
    session.flush()


def list_accounts(session: Session, words: str = "", *, limit: int = 200) -> list[Account]:
    query = select(Account).options(selectinload(Account.grants).joinedload(Grant.unit)).order_by(Account.login)
    if words.strip():
        query = query.where(Account.login.contains(words.strip().casefold(), autoescape=True))
    return list(session.scalars(query.limit(limit)))


def require_admin(session: Session, account: Account, now: datetime) -> None:
    if not standing(session, account, clock.day(now)).is_admin:
        raise forbid("not_your_role", role=Role.admin)


def _verify(kept: str | None, password: str) -> bool:
    try:
        return _HASHER.verify(kept or _NOBODY, password) and kept is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
