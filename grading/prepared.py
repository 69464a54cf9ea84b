"""Lets PostgreSQL plan a statement once for a connection, and not once for each page.

psycopg forgets every prepared statement when it rolls back, and SQLAlchemy ends each read with a rollback: the server
then plans all queries of a page again, which takes it longer than to answer them. So a transaction in which nothing was
written ends with COMMIT, which keeps as little as a rollback would.
"""

from typing import Any
from weakref import WeakSet

from psycopg import Connection as Driver
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event

PREPARED_MAX = 500
"""Statements that a connection keeps planned; all pages together ask about so many."""
READS = frozenset({"SELECT", "SAVEPOINT", "RELEASE", "SHOW"})
"""The server answers with one of these words after a statement that writes no row."""


def keep_prepared(engine: Engine) -> None:
    """Makes each transaction of a PostgreSQL engine that only reads end with COMMIT."""
    statements = _Prepared()
    event.listen(engine, "connect", statements.prepare)
    event.listen(engine, "begin", statements.begin)
    event.listen(engine, "after_cursor_execute", statements.note)
    engine.dialect.do_rollback = statements.end  # type: ignore[assignment]


class _Prepared:
    def __init__(self) -> None:
        self._written: WeakSet[Driver[Any]] = WeakSet()
        """The connections whose transaction may have written."""

    def prepare(self, driver: Driver[Any], _record: object) -> None:
        driver.prepared_max = PREPARED_MAX

    def begin(self, connection: Connection) -> None:
        self._written.discard(_driver(connection.connection))

    def note(self, connection: Connection, cursor: Any, *_sent: object) -> None:
        done = cursor.statusmessage or "SELECT"  # a cursor of the server, which only reads, says nothing
        if done.partition(" ")[0] not in READS:
            self._written.add(_driver(connection.connection))

    def end(self, connection: Any) -> None:
        driver = _driver(connection)
        in_order = driver.info.transaction_status is TransactionStatus.INTRANS
        if in_order and driver not in self._written:
            driver.commit()
        else:
            driver.rollback()


def _driver(connection: Any) -> Driver[Any]:
    """Returns the driver's connection: the pool hands out a proxy of it."""
    driver: Driver[Any] = getattr(connection, "dbapi_connection", connection)
    return driver
