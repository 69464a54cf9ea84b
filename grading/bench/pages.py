"""The pages of a commune and one step, beside the least that such a page or step can cost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.bench import town as towns
from grading.bench.goals import Goal, Work, best_of, statements_of_this_thread
from grading.bench.town import Town
from grading.services.campaigns import campaigns
from grading.services.decisions import drafting
from grading.services.dossiers import dossiers
from grading.services.units.units import get_unit

FLOOR = "WSGI và sqlite3 trần, 50 dòng"
MOST_OF_A_PAGE, MOST_OF_GROWTH, MOST_OF_A_STEP = 100, 5.5, 6


@dataclass(frozen=True, kw_only=True)
class Page:
    """The time that a page of so many dossiers took, and its floor in the same rounds."""

    what: str
    dossiers: int
    ours: float
    floor: float

    @property
    def line(self) -> str:
        goal = Goal(what=f"{self.what} {self.dossiers} hồ sơ", beside=FLOOR, most=MOST_OF_A_PAGE)
        return goal.line(self.ours, self.floor)

    def growth_line(self, small: "Page") -> str:
        what = f"{self.what}, từ {small.dossiers} lên {self.dossiers} hồ sơ"
        goal = Goal(what=what, beside=f"{small.dossiers} hồ sơ", most=MOST_OF_GROWTH)
        return goal.line(self.ours, small.ours)


def measured_pages(town: Town, number: int, rounds: int) -> list[Page]:
    """Measures the queue and the meeting, with this number of dossiers on the table."""
    with closing(sqlite3.connect(_path(town))) as bare:
        times = {what: best_of(page, lambda: floor_page(bare), rounds) for what, page in _pages(town).items()}
    return [Page(what=what, dossiers=number, ours=ours, floor=floor) for what, (ours, floor) in times.items()]


def _path(town: Town) -> str:
    return str(town.app.extensions["engine"].url.database)


def _pages(town: Town) -> dict[str, Work]:
    """Returns what asks for the queue and for the meeting, with every dossier of the table on it."""
    with town.acting(f"authority.{towns.ISSUING}") as (session, actor):
        campaign = campaigns.get_campaign(session, actor, town.campaign(session).id)
        drafting.draft(session, actor, campaign, get_unit(session, towns.ISSUING))
        address = f"/campaigns/{campaign.id}"
    reviewer, authority = town.client(f"reviewer.{towns.ISSUING}"), town.client(f"authority.{towns.ISSUING}")
    return {
        "hàng đợi": lambda: _get(reviewer, f"{address}/review"),
        "hội nghị": lambda: _get(authority, f"{address}/decision"),
    }


def _get(client: FlaskClient, address: str) -> None:
    answer = client.get(address, follow_redirects=True)
    if answer.status_code != 200:
        raise LookupError(f"{address}: {answer.status_code}")


def floor_page(bare: sqlite3.Connection) -> bytes:
    """Answers as a WSGI function without any library: the account, fifty rows with their names, and their HTML."""
    bare.execute("SELECT id, login FROM account WHERE id = 1").fetchone()
    rows = bare.execute(
        "SELECT dossier.id, unit_period.org_name, dossier.state, dossier.due_on FROM dossier"
        " JOIN unit_period ON unit_period.unit_id = dossier.unit_id ORDER BY dossier.id LIMIT 50"
    ).fetchall()
    cells = ("".join(f"<td>{escape(str(value))}</td>" for value in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


def step_line(town: Town, rounds: int) -> str:
    """Returns the line of one step: a cell sends its dossier, beside the same statements sent by the bare driver."""
    cell = towns.cells(towns.WRITING, 1)[0]
    everything = statements_of_this_thread(town.app.extensions["engine"])
    with everything as sent, _acting_in_vain(town, f"secretary.{cell}") as (session, actor):
        _send(town, session, actor, cell)
    statements = [each for each in sent if not each[0].startswith("BEGIN")]

    def ours() -> None:
        with _acting_in_vain(town, f"secretary.{cell}") as (session, actor):
            _send(town, session, actor, cell)

    with closing(sqlite3.connect(_path(town), isolation_level=None)) as bare:
        goal = Goal(what="một bước (gửi hồ sơ)", beside="cùng câu lệnh bằng sqlite3 trần", most=MOST_OF_A_STEP)
        return goal.measured(ours, lambda: _replay(bare, statements), rounds)


def _send(town: Town, session: Session, actor: Actor, cell: str) -> None:
    dossier = dossiers.get_dossier(session, actor, town.dossier_id(session, cell))
    dossiers.take_step(session, actor, dossier, "submit")
    session.flush()


@contextmanager
def _acting_in_vain(town: Town, login: str) -> Iterator[tuple[Session, Actor]]:
    """Acts as the account, and takes everything back."""
    with town.acting(login) as (session, actor):
        yield session, actor
        session.rollback()


def _replay(bare: sqlite3.Connection, statements: list[tuple[str, Any]]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for statement, parameters in statements:
        many = isinstance(parameters, list)
        cursor = bare.executemany(statement, parameters) if many else bare.execute(statement, parameters)
        cursor.fetchall()
    bare.execute("ROLLBACK")
