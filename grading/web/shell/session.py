"""The database session of a request, and its one commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, g
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


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Opens the one write transaction of a request and commits it. A view opens it once; a service never does. Rows
    that were loaded before are loaded again, the actor with them."""
    g.pop("actor", None)
    with transaction(db.session) as session:
        yield session
