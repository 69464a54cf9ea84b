"""The database session of a request, and its one commit."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast

from flask import Flask, current_app, g
from flask import session as cookie
from sqlalchemy.orm import Session

from grading.db import transaction


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


class _TakenBack(Exception):
    """Ends a transaction of which nothing is kept."""


@contextmanager
def tried_out() -> Iterator[Session]:
    """Opens a transaction in which a change is made to see what it does, and takes all of it back. A refusal is the
    same as that of the change itself."""
    with suppress(_TakenBack), unit_of_work() as session:
        yield session
        raise _TakenBack


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Opens the one write transaction of a request and commits it. A view opens it once; a service never does. Rows
    that were loaded before are loaded again, the actor with them."""
    for name in ("actor", "account"):
        g.pop(name, None)
    with transaction(db.session) as session:
        yield session
    g.has_stored = True


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
