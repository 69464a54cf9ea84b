"""The database session of a request, and its one commit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, g
from flask import session as cookie
from sqlalchemy.orm import Session

from grading.db import transaction, trial
from grading.models import Base


class Database:
    def init_app(self, app: Flask) -> None:
        app.teardown_appcontext(self._close)

    @property
    def session(self) -> Session:
        if "session" not in g:
            g.session = Session(current_app.extensions["engine"])
        return cast(Session, g.session)

    def _close(self, _error: BaseException | None) -> None:
        if session := g.pop("session", None):
            session.close()


db = Database()


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Opens the one write transaction of a request and commits it. A view opens it once; a service never does. Rows
    that were loaded before are loaded again, the actor with them."""
    _read_again()
    with transaction(db.session) as session:
        yield session
    g.has_stored = True


@contextmanager
def tried_out(copied: Sequence[type[Base]], empty: Sequence[type[Base]]) -> Iterator[Session]:
    """Opens a read in which a change of these rows is made on private copies, to see what it does. A refusal is the
    same as that of the change itself, and nobody waits for it."""
    _read_again()
    with trial(db.session, copied, empty) as session:
        yield session
    _read_again()


def _read_again() -> None:
    for name in ("actor", "account"):
        g.pop(name, None)


def forget_visitor() -> None:
    """Clears the cookie of the visitor before, except for the language of the page. So nobody can fix a session, and
    the form token is new."""
    language = cookie.get("lang")
    cookie.clear()
    if language:
        cookie["lang"] = language


def has_stored() -> bool:
    """Returns whether this request has committed: then it must not run again, and what was done is done."""
    return bool(g.get("has_stored", False))
