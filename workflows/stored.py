"""A process as text: the copy that a campaign keeps, and the table that is read from it again.

A guard is stored by its name. A guard whose meaning changes gets a new name, and a name stays as long as any stored
table uses it. The same holds for the members of State, Role, ActName, Side and Body.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, TypeVar

from workflows.guards import GUARDS
from workflows.steps import Act, ActName, Body, Kind, Process, Role, Seat, Side, Sitting, State, Step, Tier

FORMAT = 2
READABLE = {1, FORMAT}
"""Every format that was ever stored. Format 1 had no `by_task_only` and no `note_instead`: its steps read them as false
and as empty."""
Row = TypeVar("Row", Step, Act, Seat, Sitting)
_MEMBERS = {
    "source": State, "dest": State, "state": State, "role": Role, "reads_as": Role, "side": Side, "body": Body,
}  # fmt: skip
_LISTS = {"states": State, "afterwards": State, "roles": Role}


class UnknownMember(ValueError):
    """A stored table names a state, a role, a guard or the like that this version of the service does not have."""


def to_text(process: Process) -> str:
    """Returns the canonical JSON of every row: the same table always gives the same text."""
    table = {
        "format": FORMAT,
        "tier": process.tier,
        "kind": process.kind,
        "states": process.states,
        **{name: [_plain(row) for row in getattr(process, name)] for name in _ROWS},
    }
    return json.dumps(table, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=256)
def from_text(text: str) -> Process:
    """Returns the table of a stored copy, the same object for the same text. Raises UnknownMember."""
    table = json.loads(text)
    try:
        if table["format"] not in READABLE:
            raise ValueError(f"format {table['format']}; this version reads {', '.join(map(str, sorted(READABLE)))}")
        return Process(
            tier=Tier(table["tier"]),
            kind=Kind(table["kind"]),
            states=tuple(State(state) for state in table["states"]),
            steps=tuple(_row(Step, row) for row in table["steps"]),
            acts=tuple(_row(Act, row) for row in table["acts"]),
            seats=tuple(_row(Seat, row) for row in table["seats"]),
            sittings=tuple(_row(Sitting, row) for row in table["sittings"]),
        )
    except (KeyError, ValueError) as error:
        raise UnknownMember(str(error)) from error


_GUARDS = ("guards", "note_instead")
_ROWS = ("steps", "acts", "seats", "sittings")


def _plain(row: object) -> dict[str, Any]:
    stored = {field.name: getattr(row, field.name) for field in fields(row)}  # type: ignore[arg-type]
    return stored | {name: [guard.__name__ for guard in stored[name]] for name in _GUARDS if name in stored}


def _row(kind: type[Row], stored: Mapping[str, Any]) -> Row:
    read: dict[str, Any] = {}
    for name, value in stored.items():
        if name in _GUARDS:
            read[name] = tuple(GUARDS[guard] for guard in value)
        elif name in _LISTS:
            read[name] = tuple(_LISTS[name](member) for member in value)
        elif name == "name" and kind is Act:
            read[name] = ActName(value)
        else:
            read[name] = _MEMBERS[name](value) if name in _MEMBERS and value is not None else value
    return kind(**read)
