"""Accounts: making, finding, disabling and enabling them."""

import json
import re
from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, String, and_, bindparam, delete, false, func, select, union
from sqlalchemy.orm import Session, joinedload, selectinload

from grading.actors import Actor
from grading.models import Account, Done, Event, EventWords, Grant, KnownDevice, SignIn, Unit
from grading.models.search import accounts_with, units_with
from grading.services.accounts import passwords
from grading.services.ground.counting import up_to_most
from grading.services.ground.errors import refuse
from grading.services.record.recording import SECOND_CLICK, record
from grading.text import search_key
from workflows import Role

LOGIN = re.compile("[a-z0-9][a-z0-9.-]{0,79}")
PAGE = 100


def make_account(
    session: Session, actor: Actor, login: str, *, password: str | None = None, home_unit: Unit | None = None
) -> Account:
    """Raises Refused for a name that is in use or has the wrong shape."""
    name = _free(session, login)
    account = Account(login=name, made_at=actor.now, home_unit_id=home_unit.id if home_unit else None)
    account.password_hash = passwords.hashed(password) if password is not None else None
    session.add(account)
    session.flush()
    record(session, actor, Done.account_made, account)
    return account


def find_just_made(
    session: Session, actor: Actor, login: str, *, role: Role | None, unit: Unit | None, home_unit: Unit | None,
    seen: int | None,
) -> Account | None:  # fmt: skip
    """Returns the account that this person has made a moment ago from the same form: a second click makes no other.
    `seen` is the newest account when the page with the form was made: only what came later can be of the same form.
    Without it, a typed name tells."""
    if actor.account is None or (seen is None and not login):
        return None
    query = (
        select(Account)
        .join(Event, and_(Event.subject_kind == Account.__tablename__, Event.subject_id == Account.id))
        .where(
            Account.login == typed_login(login) if login else Account.id > seen,
            Account.home_unit_id == (home_unit.id if home_unit else None),
            Event.done == Done.account_made, Event.by_id == actor.account_id, Event.at >= actor.now - SECOND_CLICK,
        )
    )  # fmt: skip
    wanted = [(role, unit.id if unit else None)] if role else []
    made = session.scalars(query.options(selectinload(Account.grants)).order_by(Account.id))
    return next((each for each in made if [(grant.role, grant.unit_id) for grant in each.grants] == wanted), None)


def newest_id(session: Session) -> int:
    """Returns the number of the newest account."""
    return session.scalar(select(func.max(Account.id))) or 0


def rename(session: Session, actor: Actor, account: Account, login: str) -> None:
    """Gives the account another login name; everything else stays. Raises Refused for a name that is in use, also by
    the account itself, or has the wrong shape."""
    before, account.login = account.login, _free(session, login)
    record(session, actor, Done.account_renamed, account, before_login=before, login=account.login)
    session.flush()


def renamed(session: Session, logins: Collection[str]) -> dict[str, str]:
    """Returns today's login names of accounts that once had one of these names, by the old name. A list of accounts
    that was written before a renaming is an older list, and no wish for a second account."""
    query = (
        select(EventWords.content, Account.login)
        .join(Event, Event.id == EventWords.event_id)
        .join(Account, Account.id == Event.subject_id)
        .where(Event.subject_kind == Account.__tablename__, Event.done == Done.account_renamed)
        .order_by(Event.id)
    )
    former = ((json.loads(content)["before_login"], login) for content, login in session.execute(query))
    return {before: login for before, login in former if before in logins and before != login}


def _free(session: Session, login: str) -> str:
    name = typed_login(login)
    if not LOGIN.fullmatch(name):
        raise refuse("login_shape", login=name)
    if find_account(session, name):
        raise refuse("login_used", login=name)
    return name


def find_account(session: Session, login: str) -> Account | None:
    return session.scalars(_by_login(), {"login": typed_login(login)}).one_or_none()


@cache
def _by_login() -> Select[Account]:
    return select(Account).where(Account.login == bindparam("login", type_=String()))


def get_account(session: Session, account_id: int) -> Account:
    """Returns the account with its roles and their units. Raises NoResultFound."""
    return session.scalars(_with_grants().where(Account.id == account_id)).one()


def set_disabled(session: Session, actor: Actor, account: Account, disabled: bool) -> None:
    """Signs the account out everywhere, and disables or enables it. Raises Refused for the acting account itself."""
    refuse_own(account, actor.person)
    account.disabled_at = actor.now if disabled else None
    record(session, actor, Done.account_disabled if disabled else Done.account_enabled, account)
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))
    session.execute(delete(KnownDevice).where(KnownDevice.account_id == account.id))
    session.flush()


def list_accounts(session: Session, words: str = "", *, first: int = 0, limit: int = PAGE) -> list[Account]:
    """Returns accounts by name; each typed word begins a word of the login name, or of a unit where the account has a
    role."""
    query = found(words).options(selectinload(Account.grants).joinedload(Grant.unit), joinedload(Account.home_unit))
    return list(session.scalars(query.offset(first).limit(limit)))


def count_accounts(session: Session, words: str = "") -> int:
    """Returns how many accounts are found; one more than the most that are counted, where there are more."""
    return up_to_most(session, found(words))


def found(words: str) -> Select[Account]:
    """Returns the query of a search, in the order of the names."""
    query = select(Account).order_by(Account.login)
    if not search_key(words):
        return query
    named, units = accounts_with(words), units_with(words)
    if named is None or units is None:
        return query.where(false())
    return query.where(Account.id.in_(union(named, select(Grant.account_id).where(Grant.unit_id.in_(units)))))


def _with_grants() -> Select[Account]:
    return select(Account).options(selectinload(Account.grants).joinedload(Grant.unit), joinedload(Account.home_unit))


def refuse_own(account: Account, by: Account | None) -> None:
    """Raises Refused (own_account) for an act on the acting account itself."""
    if by is not None and by.id == account.id:
        raise refuse("own_account")


_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def typed_login(login: str) -> str:
    """Returns a typed name as accounts store it. A program that sets text makes longer signs of a hyphen."""
    return visible(login).translate(_HYPHENS).strip().casefold()[:160]


def visible(text: str) -> str:
    """Removes invisible characters. PostgreSQL cannot store NUL, and nobody types it."""
    return "".join(sign for sign in text if sign.isprintable())
