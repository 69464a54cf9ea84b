"""Plays a verb of a season once, keeps a snapshot of the database, and restores it when the verb is played again.

A verb is the same when its name, its arguments and all verbs before it are the same, from an empty database on. A verb
is played in full where anything else has happened: after another statement has written, while a connection is open,
while a test travels in time, and in a database that a test has made for itself.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
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
"""A number of seconds of CPU time. Playing a shorter verb again costs no more than a snapshot of it."""
GOOD_FOR = 20 * 60
"""Seconds after which a snapshot is too old: its sign-ins end after an hour."""


class Playing(Protocol):
    """An object whose verbs are kept. Its attributes say where its rows and files are and what its verbs depend on."""

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
    found_whole: set[str] = field(default_factory=set)
    """The states in which every invariant was found to hold, by their key."""
    playing: bool = False
    written: int = 0
    """The value of `written` of the database when its state was last known."""


_memories: "WeakKeyDictionary[KeptDatabase, Memory]" = WeakKeyDictionary()


def begin(database: KeptDatabase) -> None:
    """Notes that the database is empty now."""
    _memories.setdefault(database, Memory({})).written = database.written


class Patching(pytest.MonkeyPatch):  # type: ignore[misc]
    """A monkeypatch: once a test replaces a part of the project, every verb is played in full and none is kept."""

    def setattr(self, target: Any, *arguments: Any, **given: Any) -> None:
        if not hasattr(target, "campaign"):  # a season passes what its verbs depend on as arguments
            stop()
        super().setattr(target, *arguments, **given)


def stop() -> None:
    """Notes that what led to the state of the databases is unknown from now on."""
    for database in _memories:
        database.played = None


def once_for_a_state(database: KeptDatabase, folder: Path, check: Callable[[], None]) -> None:
    """Runs the check, which fails or passes, unless it has passed before on the same rows and the same files."""
    memory = _memories[database]
    key = _key(database.played, _files(folder)) if _is_known(database, memory) else None
    if key is None or key not in memory.found_whole:
        check()
    if key is not None:
        memory.found_whole.add(key)


def played(verb: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Makes a verb of a season one that is played once and restored afterwards."""

    @wraps(verb)
    def play(season: S, *arguments: P.args, **given: P.kwargs) -> R:
        database = kept_behind(season.engine)
        memory = _memories.get(database) if database else None
        if database is None or memory is None or not _is_known(database, memory):
            return verb(season, *arguments, **given)
        key = _key(database.played, verb.__qualname__, season.campaign, *arguments, *sorted(given.items()))
        snapshot = memory.snapshots.get(key)
        if snapshot is None or snapshot.taken < time.monotonic() - GOOD_FOR:
            return _play(season, database, memory, key, lambda: verb(season, *arguments, **given))
        database.put(snapshot.kept)
        _put_files(season.files, snapshot.files)
        database.played, memory.written = key, database.written
        result: R = snapshot.result
        return result

    return play


def _key(*told: object) -> str:
    """Returns a digest of the key before, the verb, its arguments and the day."""
    words = [part.digest if isinstance(part, Programme) else repr(part) for part in (*told, clock.day(clock.now()))]
    assert not any(" object at 0x" in word for word in words), "an argument of a kept verb needs a repr() of its own"
    return sha256("\n".join(words).encode()).hexdigest()


def _is_known(database: KeptDatabase, memory: Memory) -> bool:
    """Says whether nothing but kept verbs has changed the database, and the database may be replaced now."""
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
    if database.written == memory.written:  # the verb only read
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
