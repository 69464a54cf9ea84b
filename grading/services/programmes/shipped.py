"""The programmes that come with the service, read from its files. They are no rows: a newer service may mend them, and
a campaign keeps its own copy."""

from functools import lru_cache
from pathlib import Path

from config.settings import PROGRAMMES
from grading.rules.programme import Programme
from grading.rules.programmes.reading.bases import within
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.reading.tree import Node
from workflows import Kind

EXAMPLE = "demo-"
"""How the keys of the examples begin: issuers' files of the demonstration, whose values nobody issued."""


def is_example(programme: Programme) -> bool:
    return programme.key.startswith(EXAMPLE)


def bases(key: str) -> Node | None:
    """Finds a shipped programme that a file extends."""
    return None if key.startswith(EXAMPLE) else _in_folder(key)


_in_folder = within(PROGRAMMES)


def paths() -> list[Path]:
    """Returns the shipped files, by name."""
    return sorted(PROGRAMMES.glob("*.yaml"))


def content(key: str) -> bytes:
    """Returns the bytes of a shipped file. `key` is the key of a shipped programme."""
    return next(path for path in paths() if path.stem == key).read_bytes()


def every() -> dict[str, Programme]:
    """Returns the shipped programmes by name of the file without its ending, which is the key, in order, without the
    examples. A file with a mistake is left out: `bin/grading programmes` names the mistake."""
    own = [path for path in paths() if not path.stem.startswith(EXAMPLE)]
    programmes = {path.stem: _kept(path, path.stat().st_mtime_ns) for path in own}
    return {name: programme for name, programme in programmes.items() if programme is not None}


def of_kind(kind: Kind) -> dict[str, Programme]:
    return {name: programme for name, programme in every().items() if programme.kind is kind}


@lru_cache(maxsize=64)
def _kept(path: Path, _changed: int) -> Programme | None:
    """Loads a programme. The cache reads a file again only after the file has changed."""
    try:
        return load(path)
    except ProgrammeError:
        return None
