"""What a season has played once is put back, not played again, wherever the same verbs lead there from an empty one.

A verb is known by its name, its arguments and what was played before it. It is played as ever where that is not all
that has happened: after anything else has written, while a connection is open, while time is travelled, in a database
of a test's own.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from weakref import WeakKeyDictionary

import pytest
import time_machine
from sqlalchemy import Engine

from grading import clock
from grading.rules.programme import Programme
from tests.databases import KeptDatabase, kept_behind

WORTH_KEEPING = 0.012
"""Seconds of work below which playing a verb again costs no more than a snapshot of it."""
GOOD_FOR = 20 * 60
"""Seconds after which a snapshot is too old: whoever is signed in there is so for an hour."""


class Playing(Protocol):
    """Whose verbs are kept: it says where, and what of itself a verb depends on."""

    engine: Engine
    campaign: str

    @property
    def files(self) -> Path: ...


P = ParamSpec("P")
S = TypeVar("S", bound=Playing)
R = TypeVar("R")


@dataclass(frozen=True)
class Snapshot:
    kept: Any
    files: dict[Path, bytes]
    result: Any
    taken: float


@dataclass
class Memory:
    """The snapshots of one database."""

    snapshots: dict[str, Snapshot]
    playing: bool = False
    written: int = 0
    """The database's count of writes when its state was last known."""


_memories: "WeakKeyDictionary[KeptDatabase, Memory]" = WeakKeyDictionary()


def begin(database: KeptDatabase) -> None:
    """From here on the database is known to be empty."""
    _memories.setdefault(database, Memory({})).written = database.written


class Patching(pytest.MonkeyPatch):  # type: ignore[misc]
    """Once something of the project is replaced, every verb is played, and nothing of it is kept."""

    def setattr(self, target: Any, *arguments: Any, **given: Any) -> None:
        if not hasattr(target, "campaign"):  # a season tells in each verb what it depends on
            stop()
        super().setattr(target, *arguments, **given)


def stop() -> None:
    """From here on nobody knows what led to the state of the databases."""
    for database in _memories:
        database.played = None


def played(verb: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Makes a verb of a season one that is played once and put back afterwards."""

    @wraps(verb)
    def play(season: S, *arguments: P.args, **given: P.kwargs) -> R:
        database = kept_behind(season.engine)
        memory = _memories.get(database) if database else None
        if database is None or memory is None or not _is_known(database, memory):
            return verb(season, *arguments, **given)
        key = _key(database.played, verb.__qualname__, season.campaign, *arguments, *sorted(given.items()))
        found = memory.snapshots.get(key)
        if found is None or found.taken < time.monotonic() - GOOD_FOR:
            return _play(season, database, memory, key, lambda: verb(season, *arguments, **given))
        database.put(found.kept)
        _put_files(season.files, found.files)
        database.played, memory.written = key, database.written
        result: R = found.result
        return result

    return play


def _key(*told: object) -> str:
    """Of what was played before, the verb and its arguments, and the day."""
    words = [each.digest if isinstance(each, Programme) else repr(each) for each in (*told, clock.day(clock.now()))]
    assert not any(" object at 0x" in word for word in words), "an argument of a kept verb is told by its place only"
    return sha256("\n".join(words).encode()).hexdigest()


def _is_known(database: KeptDatabase, memory: Memory) -> bool:
    """Whether what was played is all that has happened, and the database may be replaced under the test."""
    if memory.playing or database.played is None:
        return False
    if memory.written != database.written or time_machine.escape_hatch.is_travelling():
        database.played = None
        return False
    return not database.in_use


def _play(season: Playing, database: KeptDatabase, memory: Memory, key: str, verb: Callable[[], R]) -> R:
    started, memory.playing = time.process_time(), True
    try:
        result = verb()
    finally:
        memory.playing = False
    if database.written == memory.written:  # it only looked
        return result
    if time.process_time() - started > WORTH_KEEPING and not database.in_use:
        memory.snapshots[key] = Snapshot(database.take(), _files(season.files), result, time.monotonic())
    database.played, memory.written = key, database.written
    return result


def _files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _put_files(folder: Path, files: dict[Path, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
