"""Loads a programme from its file, or says every fault that is found in it."""

from pathlib import Path
from typing import Any

from grading.rules import codec
from grading.rules.programme import Programme
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.extending import plain, resolved
from grading.rules.programmes.reading.form import form
from grading.rules.programmes.reading.meaning import meaning_faults
from grading.rules.programmes.reading.schema import schema_faults


def load(path: Path, content: bytes | None = None) -> Programme:
    """The programme in a file, everything that it extends laid under it. With `content`, the programme that a file of
    this name would hold: nothing is read but what it extends, beside it.
    Raises ProgrammeError with every finding, whatever the file holds."""
    tree, filled = resolved(path, content)
    if faults := list(schema_faults(tree)) or list(meaning_faults(tree)):
        raise ProgrammeError(faults)
    document: Any = plain(tree)
    return codec.decode(Programme, {**form(document), "filled": codec.encode(filled)})
