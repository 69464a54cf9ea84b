"""Plans an import: the effect on each file. It stores nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from hashlib import sha256
from pathlib import Path

import rfc8785
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import ProgrammeVersion
from grading.rules.programme import Programme
from grading.rules.programmes.reading.bases import Bases, first_of
from grading.rules.programmes.reading.errors import Fault, ProgrammeError
from grading.rules.programmes.reading.extending import own_key
from grading.rules.programmes.reading.loading import load
from grading.rules.programmes.reading.tree import MAX_BYTES, Budget, Node, parsed
from grading.services.ground.administrators import require_admin
from grading.services.ground.errors import NotNow, not_now, refuse
from grading.services.programmes import lookup, shipped

MAX_FILES = 50
MOST_FAULTS = 200
"""More faults of one file are not shown: nobody reads them before the first ones are mended."""
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A file as it was read: its name without a folder, and its bytes, cut off beyond the limit of one file."""

    name: str
    content: bytes


class Status(StrEnum):
    """The effect of an import on one file."""

    new = auto()
    changed = auto()
    unchanged = auto()
    shipped = auto()  # the same as the programme that comes with the service
    refused = auto()


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The fate of one file: the version that it gets, or why it is refused."""

    sent: Sent
    status: Status
    programme: Programme | None = None
    number: int | None = None
    faults: tuple[Fault, ...] = ()
    tree: Node | None = None

    @property
    def name(self) -> str:
        """The name of the version, or the key alone; the name of a file that cannot be read."""
        key = self.programme.key if self.programme else self.sent.name
        return f"{key}@{self.number}" if self.number else key

    @property
    def is_written(self) -> bool:
        return self.status in (Status.new, Status.changed)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The effects of an import. The digest changes with any file, with what the files extend, and with the versions
    that are there."""

    rows: Sequence[Planned]
    used: Mapping[str, int | None]
    """The programmes that the files extend beyond each other, by key: the version, or None for a shipped programme or
    none at all."""

    @property
    def digest(self) -> str:
        lines = [
            [row.name, row.status, sha256(row.sent.content).hexdigest(), row.programme.digest if row.programme else ""]
            for row in self.rows
        ]
        return sha256(rfc8785.dumps(lines)).hexdigest()

    @property
    def is_refused(self) -> bool:
        return any(row.status is Status.refused for row in self.rows)

    @property
    def writes(self) -> int:
        return sum(row.is_written for row in self.rows)


def in_folder(path: Path) -> list[Sent]:
    """Returns the files of a folder with an ending of YAML, by name, or the one file.

    Raises Refused: programme_no_files, programme_files_many.
    """
    inside = sorted(each for each in path.iterdir() if each.suffix.lower() in ENDINGS) if path.is_dir() else [path]
    if len(inside) > MAX_FILES:
        raise refuse("programme_files_many", max=MAX_FILES)
    if not inside or not all(each.is_file() for each in inside):
        raise refuse("programme_no_files", name=path.name)
    return [Sent(name=each.name, content=_read(each)) for each in inside]


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def plan(session: Session, actor: Actor, files: Sequence[Sent]) -> Plan:
    """Returns what an import of these files would do; it stores nothing. A file may extend another one of them. Each
    file is parsed once, which takes seconds for a large one: outside a write transaction. Raises Forbidden for anybody
    but an administrator or a command, and Refused: programme_files_many."""
    if actor.account is not None:
        require_admin(actor)
    if len(files) > MAX_FILES:
        raise refuse("programme_files_many", max=MAX_FILES)
    opened, used = _opened(files), dict[str, int | None]()
    sent_together = {key: each.tree for each in opened if each.tree for key in own_key(each.tree)}
    bases = first_of(sent_together.get, _noted(session, used))
    rows, names = [], dict[str, str]()
    for file in opened:
        try:
            rows.append(_planned(session, file, bases, names))
        except ProgrammeError as error:
            rows.append(Planned(sent=file.sent, status=Status.refused, faults=error.findings[:MOST_FAULTS]))
    return Plan(rows=rows, used=used)


def brought_up(session: Session, plan: Plan) -> Plan:
    """Returns the plan with the versions that stand now, without reading a file again. Raises NotNow
    (programme_preview_stale) if what a file extends is another version now."""
    if any(_version_id(session, key) != version_id for key, version_id in plan.used.items()):
        raise not_now("programme_preview_stale")
    return replace(plan, rows=[_brought_up(session, row) for row in plan.rows])


def looked_at_again(session: Session, actor: Actor, earlier: Plan) -> Plan:
    """Returns the plan as it is now. Files are read again only if what they extend has changed."""
    try:
        return brought_up(session, earlier)
    except NotNow:
        return plan(session, actor, [row.sent for row in earlier.rows])


def _brought_up(session: Session, row: Planned) -> Planned:
    if row.tree is None or row.programme is None:
        return row
    try:
        return _numbered(session, row.sent, row.tree, row.programme)
    except ProgrammeError as error:
        return Planned(sent=row.sent, status=Status.refused, faults=error.findings)


@dataclass(frozen=True, kw_only=True)
class _Opened:
    """A file with its tree, or with the error that stopped the reading."""

    sent: Sent
    tree: Node | None = None
    error: ProgrammeError | None = None


def _opened(files: Sequence[Sent]) -> list[_Opened]:
    """Parses the files, which share what may be read for one import."""
    opened, budget = [], Budget()
    for file in files:
        try:
            opened.append(_Opened(sent=file, tree=parsed(file.content, file.name, budget)))
        except ProgrammeError as error:
            opened.append(_Opened(sent=file, error=error))
    return opened


def _noted(session: Session, used: dict[str, int | None]) -> Bases:
    """Finds what a file extends outside of what was sent, and notes which version of this installation it is."""
    bases = lookup.bases(session)

    def find(key: str) -> Node | None:
        used[key] = _version_id(session, key)
        return bases(key)

    return find


def _version_id(session: Session, key: str) -> int | None:
    version = lookup.newest_published(session, key)
    return version.id if version else None


def _planned(session: Session, file: _Opened, bases: Bases, names: dict[str, str]) -> Planned:
    """Returns what becomes of a file. `names` are the files looked at before, by key. Raises ProgrammeError."""
    if file.tree is None:
        raise file.error or ProgrammeError([])
    sent, tree = file.sent, file.tree
    key = next(iter(own_key(tree)), None)
    if key is not None and key in names:
        raise _fault("key_twice", tree, key=key, file=names[key])
    if key is not None:
        names[key] = sent.name
    if key is not None and (standard := shipped.every().get(key)) is not None:
        if sent.content != shipped.content(key):
            raise _fault("key_shipped", tree, key=key)
        return Planned(sent=sent, status=Status.shipped, programme=standard)
    programme = load(Path(sent.name), tree, bases)
    if key is None:
        raise _fault("key_own", tree, key=programme.key)
    return _numbered(session, sent, tree, programme)


def _numbered(session: Session, file: Sent, tree: Node, programme: Programme) -> Planned:
    """Returns the number that a sound file gets among the versions of its key, or that nothing changed."""
    earlier = lookup.of_key(session, programme.key)
    for version in earlier:
        if (version.kind, version.model) != (programme.kind, programme.model):
            raise _fault("key_other", tree, key=programme.key, before=version.name)
    standing = [version for version in earlier if version.withdrawn_at is None]
    if standing and _is_same(standing[0], file, programme):
        return Planned(sent=file, status=Status.unchanged, programme=programme, tree=tree)
    status = Status.changed if earlier else Status.new
    number = earlier[0].number + 1 if earlier else 1
    return Planned(sent=file, status=status, programme=programme, number=number, tree=tree)


def _is_same(version: ProgrammeVersion, file: Sent, programme: Programme) -> bool:
    """Returns whether neither the text nor what the file extends has changed since this version."""
    return version.digest == sha256(file.content).hexdigest() and version.programme == programme


def _fault(code: str, tree: Node, /, **params: object) -> ProgrammeError:
    """Returns the error of a key, at its place in the file."""
    place = tree.items.get("key", tree).place
    return ProgrammeError([Fault(code=code, place=place, path="/key", params=params)])
