"""Programme files: those that are shipped, and one that somebody sends to have it tried."""

from functools import lru_cache
from pathlib import Path

from config.settings import PROGRAMMES
from grading.rules.programme import Programme
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from workflows import Kind


def shipped(kind: Kind) -> dict[str, Programme]:
    """By name of the file, without its ending, in order. One with a mistake is not among them: `bin/grading
    programmes` says what is wrong with it."""
    found = {path.stem: _kept(path, path.stat().st_mtime_ns) for path in sorted(PROGRAMMES.glob("*.yaml"))}
    return {name: programme for name, programme in found.items() if programme is not None and programme.kind is kind}


def sent(name: str, content: bytes) -> Programme:
    """The programme that a file of this name would hold beside the shipped ones, which it may extend. Nothing is kept.
    Raises ProgrammeError."""
    return load(PROGRAMMES / Path(name).name, content)


@lru_cache(maxsize=64)
def _kept(path: Path, _changed: int) -> Programme | None:
    """Read again only once the file has changed."""
    try:
        return load(path)
    except ProgrammeError:
        return None
