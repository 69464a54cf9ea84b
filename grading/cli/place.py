"""The parts that commands share: their data directory, and mistakes reported in sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from config.place import PREFIX, PROJECT
from grading.cli.group import main as main

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from config.settings import Settings


class DatabaseMissing(Exception):
    """A database was there and is there no longer, or holds nothing; the message names it."""


class NoCopy(Exception):
    """The database could not be copied before its migration; the message says why."""


DEMONSTRATION = "demonstration"
"""A file of this name in the data directory says that everything in the directory is invented."""

console = Console(soft_wrap=True, width=None if sys.stdout.isatty() else 160)
failures = Console(stderr=True, soft_wrap=True)


class Opened:
    """The data directory that a command works on."""

    def __init__(self, settings: Settings) -> None:
        from grading.storage import Store

        self.settings = settings
        self.store = Store(settings.data / "files")
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        """The engine. Raises DatabaseMissing instead of making an empty database where there was one."""
        from grading.db import lock_file, make_engine

        if self._engine is None:
            engine = make_engine(self.settings.database_url)
            path = Path(engine.url.database or "")
            if engine.dialect.name == "sqlite" and lock_file(path).exists() and not path.exists():
                raise DatabaseMissing(f"{path} ({lock_file(path).name})")
            self._engine = engine
        return self._engine

    def require_filled(self) -> None:
        """Raises DatabaseMissing for a database without tables: an empty site must not be served in silence."""
        from grading.migrations import revision_of

        if revision_of(self.engine) is None:
            raise DatabaseMissing(self.engine.url.render_as_string(hide_password=True))

    @contextmanager
    def writing(self) -> Iterator[Session]:
        from sqlalchemy.orm import Session

        from grading.db import transaction

        with Session(self.engine) as session, transaction(session):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        from sqlalchemy.orm import Session

        with Session(self.engine) as session:
            yield session


def fail(*sentences: str) -> None:
    for sentence in sentences:
        failures.print(sentence, markup=False, highlight=False)
    sys.exit(1)


def say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False)


def plainly(command: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a person's mistake end with a sentence and exit code 1, never with a traceback."""

    @wraps(command)
    def run(*args: Any, **given: Any) -> Any:
        try:
            return command(*args, **given)
        except Exception as error:
            said = next((sentences for kind, sentences in _sentences().items() if isinstance(error, kind)), None)
            if said is None:
                raise
            fail(*said(error))

    return run


def _refused(error: Any) -> list[str]:
    from grading import words

    return [words.reason_words(reason) for reason in error.reasons]


def _beneath(error: Exception) -> list[str]:
    from sqlalchemy.exc import DBAPIError

    from grading.troubles import Trouble, trouble_of
    from grading.words.troubles import trouble_words

    trouble = trouble_of(error)
    if isinstance(error, DBAPIError) and trouble in {None, Trouble.lost, Trouble.damaged}:
        return [f"Không mở được cơ sở dữ liệu: {error.orig}"]
    return [trouble_words(trouble) if trouble else str(error)]


@cache
def _sentences() -> dict[type[Exception], Callable[[Any], Iterable[str]]]:
    """Returns what is said of each kind of error. The kinds come from the whole service, which help does not load."""
    from sqlalchemy.exc import DBAPIError

    from config.settings import SettingsError
    from grading import words
    from grading.db import DatabaseGone, OutcomeUnknown
    from grading.documents.errors import PdfUnavailable
    from grading.documents.uploads.refusal import UploadRefused
    from grading.migrations import OldSchema, UnknownSchema, newest
    from grading.rules.frozen.formats import UnreadableFormat
    from grading.rules.programmes.reading.errors import ProgrammeError
    from grading.services.ground.csv_rows import FileRefused
    from grading.services.ground.errors import Refused
    from grading.turnstile import NoTurn

    return {
        SettingsError: lambda error: error.sentences,
        FileRefused: lambda error: [words.fault_words(fault) for fault in error.faults],
        ProgrammeError: lambda error: [str(error)],
        Refused: _refused,
        UploadRefused: _refused,
        UnreadableFormat: _refused,
        PdfUnavailable: lambda error: [str(error)],
        UnknownSchema: lambda error: [
            f"Cơ sở dữ liệu do một phiên bản mới hơn của hệ thống tạo ra (lược đồ {error}). "
            "Mời dùng đúng phiên bản đó, hoặc chọn thư mục dữ liệu khác bằng --data."
        ],
        OldSchema: lambda error: [
            f"Cơ sở dữ liệu theo lược đồ cũ ({error}), bản này cần lược đồ {newest()}. "
            "Mời chạy bin/grading migrate: lệnh nói những gì thay đổi và sao chép cơ sở dữ liệu trước."
        ],
        DatabaseMissing: lambda error: [
            f"Không có cơ sở dữ liệu ở {error}. Nếu đã bị xóa hoặc dời đi, mời đưa về chỗ cũ hoặc lấy lại từ bản sao "
            "lưu. Nếu bắt đầu từ đầu, mời chạy bin/grading init; khi trong thư mục còn tệp nêu trong ngoặc, xóa tệp ấy "
            "trước."
        ],
        NoCopy: lambda error: [
            f"Chưa sao chép được cơ sở dữ liệu nên chưa thay đổi gì: {error}. "
            "Mời tự sao lưu rồi chạy bin/grading migrate --copied."
        ],
        DBAPIError: _beneath,
        NoTurn: _beneath,
        DatabaseGone: lambda error: [*_beneath(error), str(error)],
        OutcomeUnknown: _beneath,
    }


def settings_of(context: click.Context, **given: Any) -> Settings:
    from config.settings import Settings

    if context.obj is not None:
        given.setdefault("data", context.obj)
    folder = given.get("data") or Path(os.environ.get(f"{PREFIX}DATA") or PROJECT / "var")
    if (folder / DEMONSTRATION).exists():
        given.setdefault("demo", True)  # a demonstration stays a demonstration under every command
    return Settings.load(**given)


def opened(context: click.Context, **given: Any) -> Opened:
    """Returns the data directory. An empty database gets its tables. Raises OldSchema for one of an earlier version:
    only `migrate`, `init`, `serve` and `demo` change it (grading.cli.migrating)."""
    from grading.migrations import require_current, revision_of, upgrade

    place = Opened(settings_of(context, **given))
    if revision_of(place.engine) is None:
        upgrade(place.engine)
    require_current(place.engine)
    return place
