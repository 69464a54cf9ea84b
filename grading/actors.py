"""The actor: who acts or looks, with which roles, and when. It is made once for a request or a transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Date, Integer, Select, and_, bindparam, inspect, or_, select
from sqlalchemy.orm import Session, joinedload

from grading import clock
from grading.models import Account, Grant
from workflows import CELL_ROLES, Role


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The roles of an account today, each with the units on which it is granted. Equal standings are one key."""

    account_id: int | None = None
    home_unit_id: int | None = None
    seats: Mapping[Role, frozenset[int]] = field(default_factory=dict, hash=False)
    is_admin: bool = False

    def units(self, *roles: Role) -> frozenset[int]:
        if len(roles) == 1:
            return self.seats.get(roles[0], frozenset())
        return frozenset().union(*(self.seats.get(role, frozenset()) for role in roles))

    @property
    def own_units(self) -> frozenset[int]:
        """The units whose dossiers this account may never act on above the cell's layer."""
        home = {self.home_unit_id} if self.home_unit_id else set()
        return self.units(*CELL_ROLES) | home


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One person at one moment. A command acts without an account: somebody at the server, who holds no role."""

    now: datetime
    account: Account | None = None
    standing: Standing = Standing()

    @property
    def today(self) -> date:
        """The day of the act in Hà Nội."""
        return clock.day(self.now)

    @property
    def account_id(self) -> int | None:
        return self.standing.account_id

    @property
    def person(self) -> Account:
        """The account of an act that only people do. Raises RuntimeError for a command."""
        if self.account is None:
            raise RuntimeError("only a person does this, and a command is none")
        return self.account


def actor_of(session: Session, account: Account, now: datetime) -> Actor:
    """Returns the actor for an account at a moment, with the roles that hold on that day."""
    return Actor(now=now, account=account, standing=standing(session, account, clock.day(now)))


def command(now: datetime) -> Actor:
    """Returns the actor of a command."""
    return Actor(now=now)


def find_account(session: Session, account_id: int) -> Account:
    """Returns the account with its grants, in one query and as they are now. Raises NoResultFound."""
    return session.scalars(_with_grants(), {"account": account_id}).unique().one()


@cache
def _with_grants() -> Select[Account]:
    """Returns the query for an `account` by its id. It is built once, because every act asks it."""
    query = select(Account).where(Account.id == bindparam("account", type_=Integer()))
    return query.options(joinedload(Account.grants)).execution_options(populate_existing=True)


def standing(session: Session, account: Account, today: date) -> Standing:
    if "grants" in inspect(account).unloaded:
        found = session.scalars(_grants(), {"account": account.id, "day": today}).all()
    else:
        found = [grant for grant in account.grants if grant.holds_on(today)]
    return _standing(account, found)


@cache
def _grants() -> Select[Grant]:
    """Returns the query for the grants of an `account` that hold on a `day`."""
    return select(Grant).where(
        Grant.account_id == bindparam("account", type_=Integer()), holds_on(bindparam("day", type_=Date()))
    )


def _standing(account: Account, grants: Sequence[Grant]) -> Standing:
    seats: dict[Role, set[int]] = {}
    for grant in grants:
        if grant.unit_id is not None:
            seats.setdefault(grant.role, set()).add(grant.unit_id)
    return Standing(
        account_id=account.id,
        home_unit_id=account.home_unit_id,
        seats={role: frozenset(units) for role, units in seats.items()},
        is_admin=any(grant.role is Role.admin for grant in grants),
    )


def holds_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    return and_(Grant.valid_from <= day, or_(Grant.valid_to.is_(None), Grant.valid_to >= day))
