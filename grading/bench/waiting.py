"""How long writers wait for their turn, and how long each holds it: eight people save at once, alone and beside an
issue."""

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from statistics import median
from threading import Barrier, Event, Thread
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event

from grading.bench import town as towns
from grading.bench.goals import statements_of_this_thread
from grading.bench.town import Town
from grading.services.commendations.commendations import Printing
from grading.services.decisions import finding, issuing


@dataclass
class Turns:
    """The waits and holds of every write transaction of an engine, in milliseconds, and the answers of the pages."""

    waited: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    refused: int = 0
    processor_s: float = 0.0

    def watch(self, engine: Engine) -> None:
        event.listen(engine, "begin", self._begins)
        event.listen(engine, "checkin", self._ends)

    def unwatch(self, engine: Engine) -> None:
        event.remove(engine, "begin", self._begins)
        event.remove(engine, "checkin", self._ends)

    def _begins(self, connection: Connection) -> None:
        if (turn := connection.info.get("turn")) and "began" not in connection.info:
            connection.info["began"] = time.perf_counter()
            self.waited.append(turn.waited_s * 1000)

    def _ends(self, _connection: Any, record: Any) -> None:
        if began := record.info.pop("began", None):
            self.held.append((time.perf_counter() - began) * 1000)

    def line(self, what: str) -> str:
        """Returns what was measured. The processor's time for a save tells a busy machine from slow work."""
        return (
            f"{what}: {len(self.answered)} lần lưu, {self.refused} bị từ chối; "
            f"chờ lượt trung vị {median(self.waited):.0f} ms, lâu nhất {max(self.waited):.0f} ms; "
            f"giữ lượt trung vị {median(self.held):.1f} ms, lâu nhất {max(self.held):.0f} ms; "
            f"trả lời trung vị {median(self.answered):.0f} ms, lâu nhất {max(self.answered):.0f} ms; "
            f"{self.processor_s / len(self.answered) * 1000:.1f} ms bộ xử lý mỗi lần"
        )

    def ratios(self, savers: int, raw_ms: float) -> str:
        """Returns the ratios: a fair queue lets nobody wait longer than the others together hold the turn."""
        fair = (savers - 1) * median(self.held)
        return (
            f"tỷ số: chờ lâu nhất / lượt của {savers - 1} người kia = {max(self.waited) / fair:.1f}; "
            f"giữ lượt / một lần ghi trần = {median(self.held) / raw_ms:.1f}"
        )


class Saver:
    """One person who types into the first group of a dossier, without a pause."""

    def __init__(self, town: Town, cell: str) -> None:
        self.client: FlaskClient = town.client(f"secretary.{cell}")
        with town.writing() as session:
            dossier = f"/dossiers/{town.dossier_id(session, cell)}"
        match = re.search(r'/groups/([^"#?]+)', self.client.get(dossier).text)
        if match is None:
            raise LookupError(dossier)
        self.address = f"{dossier}/groups/{match.group(1)}"
        page = self.client.get(self.address).text
        self.boxes = re.findall(r'name="(words-[^"]+)"', page)
        self.form = dict(re.findall(r'name="(version-[^"]+)" value="([^"]*)"', page))

    def save(self, number: int) -> bool:
        typed = dict.fromkeys(self.boxes, f"Lần lưu {number}: 12/12 kỳ đạt yêu cầu.")
        answer = self.client.post(self.address, data=self.form | typed, headers={"X-Autosave": "1"})
        if answer.status_code == 200:
            self.form |= (answer.json or {})["versions"]
        return answer.status_code == 200


def save_at_once(town: Town, savers: list[Saver], is_over: Callable[[], bool]) -> Turns:
    """Lets all savers save again and again until it is over."""
    turns, engine, start = Turns(), town.app.extensions["engine"], Barrier(len(savers))

    def work(saver: Saver) -> None:
        start.wait()
        number = 0
        while not is_over():
            began, number = time.perf_counter(), number + 1
            turns.refused += not saver.save(number)
            turns.answered.append((time.perf_counter() - began) * 1000)

    turns.watch(engine)
    processor = time.process_time()
    threads = [Thread(target=work, args=(saver,)) for saver in savers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    turns.processor_s = time.process_time() - processor
    turns.unwatch(engine)
    return turns


def save_for(town: Town, savers: list[Saver], seconds: float) -> Turns:
    ends = time.monotonic() + seconds
    return save_at_once(town, savers, lambda: time.monotonic() > ends)


def save_beside_an_issue(town: Town, savers: list[Saver], decision_id: int) -> tuple[Turns, int]:
    """Issues the decision while the savers save, and goes on for a second before and after. Returns also how many
    statements the issue sent."""
    over, issued = Event(), list[int]()

    def issue_it() -> None:
        time.sleep(1)
        with statements_of_this_thread(town.app.extensions["engine"]) as sent:
            issue(town, decision_id)
        issued.append(len(sent))
        time.sleep(1)
        over.set()

    issuer = Thread(target=issue_it)
    issuer.start()
    turns = save_at_once(town, savers, over.is_set)
    issuer.join()
    return turns, issued[0]


def issue(town: Town, decision_id: int) -> None:
    with town.acting(f"authority.{towns.ISSUING}") as (session, actor):
        decision = finding.get_decision(session, actor, decision_id)
        numbering = issuing.Numbering(number="01-QĐ/ĐU", issued_on=towns.ISSUED_ON, term="2020 - 2025")
        issuing.issue(session, actor, decision, numbering, Printing(base_url="http://localhost"))


def raw_write_ms(town: Town) -> float:
    """Returns the time of one row written and stored by the bare driver, with the same durability: the floor."""
    path = town.app.extensions["engine"].url.database
    with closing(sqlite3.connect(f"{path}.floor", isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("CREATE TABLE IF NOT EXISTS saved (words TEXT)")
        times = []
        for _number in range(50):
            began = time.perf_counter()
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO saved VALUES ('12/12 kỳ đạt yêu cầu.')")
            bare.execute("COMMIT")
            times.append((time.perf_counter() - began) * 1000)
    return median(times)
