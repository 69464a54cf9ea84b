"""Reads one YAML 1.2 file into a tree that keeps the line and the column of every value and key."""

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from grading.rules.programmes.reading.errors import Fault, Place, ProgrammeError
from grading.rules.programmes.reading.syntax import syntax_fault

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_NODES = 25_000
"""Names, values, lists and ends of lists in the files that are read together. The largest table that comes with the
service has 1,361; a file of 256 KB that says one number after the other has a hundred times as many, and is read for
minutes."""

Scalar = str | int | Decimal | bool | None

# The core schema of YAML 1.2 without hexadecimal, octal, infinity and exponents: a programme does not need them.
_WORDS: Mapping[str, Scalar] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Node:
    """A value of the document with its place. A mapping also has the place of each key."""

    value: "dict[str, Node] | list[Node] | Scalar"
    place: Place
    keys: Mapping[str, Place] = field(default_factory=dict)

    @property
    def items(self) -> "dict[str, Node]":
        """The entries of a mapping; empty for any other value."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def elements(self) -> "list[Node]":
        """The elements of a list; empty for any other value."""
        return self.value if isinstance(self.value, list) else []


def read(path: Path) -> Node:
    """Returns the file as a tree, with its text in NFC. Raises ProgrammeError when the file cannot be read."""
    return _read(_content(path), str(path))


@dataclass
class Budget:
    """How many nodes may still be read, in all the files that share the budget."""

    left: int = MAX_NODES


def parsed(content: bytes, file: str, budget: Budget | None = None) -> Node:
    """Returns the tree of a file's content, which may come from anywhere; faults name the file `file`. Files that are
    read together share a budget.

    Raises ProgrammeError when the content cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise ProgrammeError([Fault(code="file_large", place=_start(file), params={"max": MAX_BYTES // 1024})])
    text = _decoded(content.removeprefix(codecs.BOM_UTF8), file)
    builder = _Builder(file, budget or Budget())
    try:
        root = builder.document(YAML(typ="safe", pure=True).parse(io.StringIO(text)))
    except MarkedYAMLError as error:
        raise ProgrammeError([*builder.faults, syntax_fault(error, _start(file))]) from None
    except (YAMLError, ValueError) as error:
        fault = Fault(code="syntax", place=_start(file), params={"problem": str(error).splitlines()[0]})
        raise ProgrammeError([*builder.faults, fault]) from None
    if builder.faults:
        raise ProgrammeError(builder.faults)
    return root


_read = lru_cache(maxsize=16)(parsed)
"""A regime that several files extend is parsed once, as long as it is the same."""


def _start(file: str) -> Place:
    return Place(file=file, line=1, column=1)


def _content(path: Path) -> bytes:
    def refused(code: str, **params: object) -> ProgrammeError:
        return ProgrammeError([Fault(code=code, place=_start(str(path)), params=params)])

    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise refused("file_missing") from None
    except IsADirectoryError:
        raise refused("file_directory") from None
    except (OSError, ValueError) as error:
        raise refused("file_unreadable", reason=getattr(error, "strerror", None) or str(error)) from None


def _decoded(content: bytes, file: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_at(content[: error.start].decode("utf-8"), file)
        raise ProgrammeError([Fault(code="not_utf8", place=place)]) from None
    if control := _CONTROL.search(text):
        place = _place_at(text[: control.start()], file)
        raise ProgrammeError(
            [Fault(code="bad_character", place=place, params={"character": f"U+{ord(control[0]):04X}"})]
        )
    return text


def _place_at(before: str, file: str) -> Place:
    return Place(file=file, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))


class _Builder:
    """Builds the tree from the parser's events, so that it refuses depth, aliases and tags before they cost time or
    memory."""

    def __init__(self, file: str, budget: Budget) -> None:
        self.file = file
        self.budget = budget
        self.faults: list[Fault] = []

    def counted(self, events: Iterator[Event]) -> Iterator[Event]:
        """Yields the parser's events as long as the budget lasts."""
        for event in events:
            if not self.budget.left:
                raise self.refused("too_many", event, max=MAX_NODES)
            self.budget.left -= 1
            yield event

    def document(self, parser_events: Iterator[Event]) -> Node:
        root: Node | None = None
        events = self.counted(parser_events)
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    raise self.refused("several_documents", event)
                if event.version not in (None, (1, 2)):
                    raise self.refused("yaml_version", event)
                root = self.node(next(events), events, depth=0, path="")
        if root is None or root.value is None:
            raise ProgrammeError([Fault(code="empty", place=_start(self.file))])
        if not isinstance(root.value, dict):
            raise ProgrammeError([*self.faults, Fault(code="not_mapping", place=root.place)])
        return root

    def node(self, event: Event, events: Iterator[Event], *, depth: int, path: str) -> Node:
        if isinstance(event, AliasEvent):
            raise self.refused("alias", event, path, name=event.anchor)
        if depth > MAX_DEPTH:
            raise self.refused("too_deep", event, path, max=MAX_DEPTH)
        if (tag := getattr(event, "tag", None)) is not None:
            raise self.refused("tag", event, path, tag=tag)
        if isinstance(event, ScalarEvent):
            return Node(value=self.scalar(event, path), place=self.place(event))
        if isinstance(event, MappingStartEvent):
            return self.mapping(event, events, depth, path)
        return self.sequence(event, events, depth, path)

    def mapping(self, start: Event, events: Iterator[Event], depth: int, path: str) -> Node:
        items: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            if not isinstance(event, ScalarEvent) or not isinstance(key := self.scalar(event, path), str):
                raise self.refused("key_not_text", event, path)
            if key in items:
                self.fault("duplicate_key", event, path, key=key, line=keys[key].line)
            here = self.place(event)
            items[key] = self.node(next(events), events, depth=depth + 1, path=f"{path}/{key}")
            keys[key] = here
        return Node(value=items, place=self.place(start), keys=keys)

    def sequence(self, start: Event, events: Iterator[Event], depth: int, path: str) -> Node:
        elements: list[Node] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            elements.append(self.node(event, events, depth=depth + 1, path=f"{path}/{len(elements)}"))
        return Node(value=elements, place=self.place(start))

    def scalar(self, event: ScalarEvent, path: str) -> Scalar:
        text = unicodedata.normalize("NFC", event.value)
        if control := _CONTROL.search(text):  # an escape sequence wrote this character
            raise self.refused("bad_character", event, path, character=f"U+{ord(control[0]):04X}")
        if event.style is not None:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
            return self.number(text, event, path)
        return text

    def number(self, text: str, event: ScalarEvent, path: str) -> Scalar:
        if len(text) > 12:
            self.fault("number_long", event, path, number=text[:20])
            return 0
        number = Decimal(text)
        if number != round(number, 2):
            self.fault("number_decimals", event, path, number=text)
        return int(number) if number == int(number) else number

    def place(self, event: Event) -> Place:
        return Place(file=self.file, line=event.start_mark.line + 1, column=event.start_mark.column + 1)

    def fault(self, code: str, event: Event, path: str = "", **params: object) -> None:
        self.faults.append(Fault(code=code, place=self.place(event), path=path or "/", params=params))

    def refused(self, code: str, event: Event, path: str = "", **params: object) -> ProgrammeError:
        """Returns the error for a fault after which further reading would report misleading faults."""
        self.fault(code, event, path, **params)
        return ProgrammeError(self.faults)
