"""Programme files: the shipped ones, and one that somebody sends for a trial."""

from functools import lru_cache
from pathlib import Path

from config.settings import PROGRAMMES
from grading.rules.programme import Programme
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.loading import load
from workflows import Kind


def shipped(kind: Kind) -> dict[str, Programme]:
    """Returns the shipped programmes of one kind by name of the file without its ending, in order. A file with a
    mistake is left out: `bin/grading programmes` names the mistake."""
    programmes = {path.stem: _kept(path, path.stat().st_mtime_ns) for path in sorted(PROGRAMMES.glob("*.yaml"))}
    return {
        name: programme for name, programme in programmes.items() if programme is not None and programme.kind is kind
    }


def models() -> dict[str, str | None]:
    """Returns the model of each shipped programme by its key; None for a rating."""
    return {programme.key: programme.model for kind in Kind for programme in shipped(kind).values()}


def sent(name: str, content: bytes) -> Programme:
    """Returns the programme that a file of this name would give beside the shipped ones, which it may extend. It stores
    nothing. Raises ProgrammeError."""
    return load(PROGRAMMES / Path(name).name, content)


@lru_cache(maxsize=64)
def _kept(path: Path, _changed: int) -> Programme | None:
    """Loads a programme. The cache reads a file again only after the file has changed."""
    try:
        return load(path)
    except ProgrammeError:
        return None
