"""The units and people of the tests: a district with two communes, their cells, and accounts with roles on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor, actor_of, command
from grading.db import transaction
from grading.models import Account, Grant, SignIn, Unit, UnitKind, UnitPeriod
from grading.services.accounts import accounts, dual_offices, links, roles
from tests.snapshots import played
from workflows import Role

DISTRICT = "HU"
COMMUNES = {"HU-A": 5, "HU-B": 3}


class Seats:
    """Every verb commits one transaction and calls the services as an account that is allowed to do so."""

    def __init__(self, app: Flask) -> None:
        self.app, self.engine, self.store = app, app.extensions["engine"], app.extensions["store"]
        self.campaign = "rating"

    # --- who and where

    @property
    def files(self) -> Path:
        """The folder in which the store keeps attached files."""
        folder: Path = self.app.extensions["settings"].data / "files"
        return folder

    @property
    def now(self) -> datetime:
        return clock.now()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with Session(self.engine) as session, transaction(session):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def acting(self, login: str) -> Iterator[tuple[Session, Actor]]:
        with self.writing() as session:
            yield session, self.actor(session, login)

    def actor(self, session: Session, login: str) -> Actor:
        account = accounts.find_account(session, login)
        assert account is not None, login
        return actor_of(session, account, self.now)

    @played
    def settle_units(self) -> None:
        self.make_unit(DISTRICT, UnitKind.committee_upper, "Đảng bộ huyện Mẫu", committee="Huyện ủy Mẫu",
                       issuer="Ban Thường vụ Huyện ủy Mẫu")  # fmt: skip
        for commune, number in COMMUNES.items():
            name = f"xã Mẫu {commune[-1]}"
            self.make_unit(commune, UnitKind.committee_grassroots, f"Đảng bộ {name}", parent=DISTRICT,
                           committee=f"Đảng ủy {name}", issuer=f"Đảng ủy {name}")  # fmt: skip
            for cell in range(1, number + 1):
                code = f"{commune}-{cell:02d}"
                self.make_unit(code, UnitKind.cell_subordinate, f"Chi bộ {cell:02d} {name}", parent=commune)

    @played
    def make_unit(self, code: str, kind: UnitKind, name: str, *, parent: str | None = None, committee: str = "",
                  issuer: str = "") -> None:  # fmt: skip
        with self.writing() as session:
            parent_unit = session.scalars(select(Unit).where(Unit.code == parent)).one_or_none() if parent else None
            session.add(UnitPeriod(unit=Unit(code=code), kind=kind, org_name=name, committee_name=committee,
                                   issuer_name=issuer, parent=parent_unit))  # fmt: skip

    @played
    def make_account(self, login: str, role: Role | None = None, unit: str | None = None, *, home: str | None = None,
                     password: str | None = None) -> str:  # fmt: skip
        with self.writing() as session:
            account = accounts.find_account(session, login)
            if account is None:
                account = accounts.make_account(session, command(self.now), login, home_unit=_unit(session, home))
            if password:
                token = links.reset_password(session, command(self.now), account, "Thử nghiệm")
                links.set_password(session, token, password, now=self.now)
            if role is not None:
                since = clock.day(self.now) - timedelta(days=30)
                roles.grant_role(session, command(self.now), account, role, _unit(session, unit), valid_from=since)
        return login

    @played
    def end_roles(self, login: str, role: Role) -> None:
        with self.writing() as session:
            account = session.scalars(select(Account).where(Account.login == login)).one()
            yesterday = clock.day(self.now) - timedelta(days=1)
            ending = update(Grant).where(Grant.account_id == account.id, Grant.role == role)
            session.execute(ending.values(valid_to=yesterday))

    @played
    def allow_two_offices(self, login: str, role: Role, other: Role, *, days: int = 30) -> int:
        """Allows the account two offices from today on. Returns the id of the permission."""
        today = clock.day(self.now)
        asked = dual_offices.Permission(role=role, other_role=other, first=today, last=today + timedelta(days=days),
                                        reason="Cơ quan chỉ có một cán bộ tổ chức.")  # fmt: skip
        with self.writing() as session:
            account = session.scalars(select(Account).where(Account.login == login)).one()
            return dual_offices.allow(session, command(self.now), account, asked).id

    def who(self, role: Role, unit: str | None = None) -> str:
        """Returns the login of the account that has this role on this unit; the first call makes the account."""
        login = f"{role.replace('_', '-')}.{unit or 'all'}".casefold()
        with self.reading() as session:
            if accounts.find_account(session, login) is not None:
                return login
        return self.make_account(login, role, unit)

    def client(self, login: str) -> FlaskClient:
        """Returns a browser in which the account is signed in, without the slow check of a password."""
        token = f"token-of-{login}"
        self._sign_in(login, sha256(token.encode()).hexdigest())
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    @played
    def _sign_in(self, login: str, digest: str) -> None:
        with self.writing() as session:
            account = accounts.find_account(session, login)
            assert account is not None, login
            if not session.scalars(select(SignIn).where(SignIn.token_sha256 == digest)).first():
                session.add(SignIn(token_sha256=digest, account_id=account.id, at=self.now, seen_at=self.now,
                                   expires_at=self.now + timedelta(hours=1)))  # fmt: skip


def get(session: Session, code: str) -> Unit:
    return session.scalars(select(Unit).where(Unit.code == code)).one()


def _unit(session: Session, code: str | None) -> Unit | None:
    return get(session, code) if code else None
