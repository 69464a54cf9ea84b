"""The import of accounts and their roles from a file: the whole file or nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from grading.actors import Actor
from grading.models import Account, Done, Grant, Unit, UnitPeriod
from grading.services.accounts.accounts import LOGIN, renamed, typed_login
from grading.services.accounts.naming import named_by_rule
from grading.services.accounts.roles import TURN, Wanted, check_grant
from grading.services.ground.csv_rows import FaultList, Row
from grading.services.ground.errors import Refused
from grading.services.ground.table_heads import head_key
from grading.services.ground.tables import read_rows
from grading.services.ground.turns import hold_turn
from grading.services.record.recording import content, record_each, record_lines
from grading.typed.days import day_of
from workflows import Reason, Role

COLUMNS, OPTIONAL = ("login", "role", "unit_code"), ("valid_from", "valid_to")
_COLUMN_OF = {
    "grant_unit": "unit_code", "grant_on_ended": "unit_code", "dates_in_order": "valid_to",
}  # fmt: skip
"""The column to which a refusal of a role belongs, where it is not the role."""
T = TypeVar("T", str, int)
_AT_ONCE = 1000
"""So many names are looked for with one statement: SQLite takes 32,766 parameters, and a file may have more rows."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many accounts and roles were added, how many rows say what stands already, and the units by the login names
    that were given by rule."""

    accounts: int
    roles: int
    unchanged: int
    named: Mapping[str, str]


def import_accounts(session: Session, actor: Actor, path: Path, spoken: Mapping[str, Role]) -> Imported:
    """Adds the accounts of these rows with their roles; an account that exists gets the role besides. A row without a
    login is of an account that holds the role on the unit, each row of another, or of a new one named by rule. Without
    a day a role begins today. `spoken` gives the role by its words, as `head_key` spells them. No account gets a
    password or a link here.

    Raises:
        FileRefused: with every fault of the file, each at its line and column; nothing is added then.
    """
    rows = read_rows(path, COLUMNS, optional=OPTIONAL, codes=("unit_code",))
    hold_turn(session, "accounts of a file", [0])
    units = _units(session, {row["unit_code"] for row in rows})
    rows, named = named_by_rule(session, actor.today, rows, units, spoken)
    known = _accounts(session, {typed_login(row["login"]) for row in rows})
    hold_turn(session, TURN, [account.id for account in known.values()])
    former = renamed(session, {typed_login(row["login"]) for row in rows} - known.keys())
    table = _Table(actor, known, units, spoken, FaultList(path, rows), _granted(session, known.values()), former)
    for row in rows:
        table.take(row)
    table.faults.raise_if_any()
    made = _make(session, actor, table.added.keys() - known.keys(), path.name)
    _store(session, actor, {(known | made)[login]: grants for login, grants in table.added.items()}, path.name)
    return Imported(
        accounts=len(made), roles=sum(map(len, table.added.values())), unchanged=table.unchanged,
        named={login: code for login, code in named.items() if login in made},
    )  # fmt: skip


@dataclass
class _Table:
    """The accounts that are there, and what the rows read so far add to them."""

    actor: Actor
    known: Mapping[str, Account]
    units: Mapping[str, Unit]
    spoken: Mapping[str, Role]
    faults: FaultList
    granted: Mapping[str, Sequence[Grant]]
    former: Mapping[str, str]
    added: dict[str, list[Grant]] = field(default_factory=dict)
    unchanged: int = 0

    def take(self, row: Row) -> None:
        login = typed_login(row["login"])
        faults = list(self._faults(row, login))
        for column, reason in faults:
            self.faults.add_reason(row.line, column, reason)
        if faults:
            return
        wanted, stored = self._wanted(row), self.granted.get(login, ())
        if any(_stands(grant, wanted) for grant in stored):
            self.unchanged += 1
        elif _is_allowed(row, wanted, [*stored, *self.added.get(login, ())], self.faults):
            self.added.setdefault(login, []).append(_grant(self.actor, wanted))

    def _faults(self, row: Row, login: str) -> Iterator[tuple[str, Reason]]:
        """Yields what cannot be read in the row, with its column."""
        if reason := self._fault_of_login(login):
            yield "login", reason
        if head_key(row["role"]) not in self.spoken:
            yield "role", Reason(code="csv_choice", params={"value": row["role"], "allowed": tuple(Role)})
        if row["unit_code"] and row["unit_code"] not in self.units:
            yield "unit_code", Reason(code="unit_unknown", params={"code": row["unit_code"]})
        for column in OPTIONAL:
            if isinstance(day := _day(row, column), Reason):
                yield column, day

    def _fault_of_login(self, login: str) -> Reason | None:
        if not login:
            return Reason(code="csv_value_missing", params={"column": "login"})
        if not LOGIN.fullmatch(login):
            return Reason(code="login_shape", params={"login": login})
        if login in self.former:
            return Reason(code="login_renamed", params={"before_login": login, "login": self.former[login]})
        is_own = self.actor.account is not None and login == self.actor.account.login
        return Reason(code="own_account") if is_own else None

    def _wanted(self, row: Row) -> Wanted:
        """Returns what a row without faults wants."""
        first, last = _day(row, "valid_from"), _day(row, "valid_to")
        return Wanted(
            role=self.spoken[head_key(row["role"])],
            unit=self.units[row["unit_code"]] if row["unit_code"] else None,
            first=first if isinstance(first, date) else self.actor.today,
            last=last if isinstance(last, date) else None,
        )


def _day(row: Row, column: str) -> date | Reason | None:
    text = row.values.get(column, "")
    return day_of(text) if text else None


def _is_allowed(row: Row, wanted: Wanted, held: Sequence[Grant], faults: FaultList) -> bool:
    try:
        check_grant(wanted, held)
    except Refused as refused:
        for reason in refused.reasons:
            faults.add_reason(row.line, _COLUMN_OF.get(reason.code, "role"), reason)
        return False
    return True


def _stands(grant: Grant, wanted: Wanted) -> bool:
    """Returns whether the account holds the role already for the days that are wanted."""
    is_same = (grant.role, grant.unit_id) == (wanted.role, wanted.unit.id if wanted.unit else None)
    return is_same and grant.valid_from <= wanted.first and grant.valid_to == wanted.last


def _grant(actor: Actor, wanted: Wanted) -> Grant:
    return Grant(
        role=wanted.role, unit_id=wanted.unit.id if wanted.unit else None, valid_from=wanted.first,
        valid_to=wanted.last, by_id=actor.account_id, at=actor.now,
    )  # fmt: skip


def _accounts(session: Session, logins: Collection[str]) -> dict[str, Account]:
    found: dict[str, Account] = {}
    for some in _parts(logins):
        found |= {row.login: row for row in session.scalars(select(Account).where(Account.login.in_(some)))}
    return found


def _units(session: Session, codes: Collection[str]) -> dict[str, Unit]:
    """Returns the units by code, with their names and those of the units above: a refusal says both."""
    above = selectinload(Unit.periods).joinedload(UnitPeriod.parent).selectinload(Unit.periods)
    found: dict[str, Unit] = {}
    for some in _parts(codes):
        found |= {row.code: row for row in session.scalars(select(Unit).where(Unit.code.in_(some)).options(above))}
    return found


def _granted(session: Session, accounts: Collection[Account]) -> dict[str, list[Grant]]:
    logins = {account.id: account.login for account in accounts}
    granted: dict[str, list[Grant]] = {login: [] for login in logins.values()}
    for some in _parts(logins):
        for grant in session.scalars(select(Grant).where(Grant.account_id.in_(some)).order_by(Grant.id)):
            granted[logins[grant.account_id]].append(grant)
    return granted


def _parts(values: Collection[T]) -> Iterator[Sequence[T]]:
    ordered = sorted(values)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))


def _make(session: Session, actor: Actor, logins: Collection[str], file: str) -> dict[str, Account]:
    made = {login: Account(login=login, made_at=actor.now) for login in sorted(logins)}
    session.add_all(made.values())
    session.flush()
    record_each(session, actor, Done.account_made, list(made.values()), file=file)
    session.flush()
    return made


def _store(session: Session, actor: Actor, added: Mapping[Account, Sequence[Grant]], file: str) -> None:
    """Adds the roles, and a line of the record for each; the lines of one account follow each other."""
    for account, grants in added.items():
        for grant in grants:
            grant.account_id = account.id
            session.add(grant)
    session.flush()
    for turn in zip_longest(*added.values()):
        said = {
            account.id: content(
                role=grant.role, unit=grant.unit_id, first=grant.valid_from, last=grant.valid_to, file=file
            )
            for account, grant in zip(added, turn, strict=True)
            if grant is not None
        }
        record_lines(session, actor, Done.role_granted, Account, said)
        session.flush()
