"""Loads a programme from its file, or raises an error with every fault of the file."""

from pathlib import Path
from typing import Any

from grading.rules import codec
from grading.rules.programme import Programme
from grading.rules.programmes.reading.bases import Bases
from grading.rules.programmes.reading.errors import ProgrammeError
from grading.rules.programmes.reading.examples import outcome_faults
from grading.rules.programmes.reading.extending import plain, resolved
from grading.rules.programmes.reading.form import form
from grading.rules.programmes.reading.meaning import meaning_faults
from grading.rules.programmes.reading.schema import schema_faults
from grading.rules.programmes.reading.tree import Node


def load(path: Path, first: Node | None = None, bases: Bases | None = None) -> Programme:
    """Returns the programme in a file, merged with everything that the file extends.

    With `first`, the tree of a file's content, only what the file extends is read. `bases` finds what it extends; by
    default it is looked up in the folder of `path`. Raises ProgrammeError with every finding,
    whatever the file contains.
    """
    tree, filled = resolved(path, first, bases)
    if faults := list(schema_faults(tree)) or list(meaning_faults(tree)):
        raise ProgrammeError(faults)
    document: Any = plain(tree)
    programme = codec.decode(Programme, {**form(document), "filled": codec.encode(filled)})
    if faults := list(outcome_faults(tree, programme)):
        raise ProgrammeError(faults)
    return programme
