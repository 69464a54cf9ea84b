"""Checks a document against config/programmes/schema.json and reports each mismatch in a sentence."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from grading.rules.programmes.reading.errors import Fault
from grading.rules.programmes.reading.extending import plain, written
from grading.rules.programmes.reading.paths import locate
from grading.rules.programmes.reading.tree import Node

SCHEMA = Path(__file__).resolve().parents[4] / "config" / "programmes" / "schema.json"

# Turns an error of jsonschema (whose own types leave most of it open) into the code and params of a fault.
Said = Callable[[Any], tuple[str, dict[str, object]]]

_TYPES: Mapping[str, str] = {
    "object": "một nhóm mục", "array": "một danh sách", "string": "chữ", "number": "số", "integer": "số nguyên",
    "boolean": "true hoặc false", "null": "null",
}  # fmt: skip
_PATTERNS: Mapping[str, str] = {
    "^[a-z][a-z0-9_]*$": "chữ thường không dấu, số và gạch dưới",
    "^[a-z0-9]+(-[a-z0-9]+)*$": "chữ thường không dấu, số và gạch nối",
    "^[A-Za-z][A-Za-z0-9_]*$": "chữ không dấu, số và gạch dưới",
    "^[A-Za-z][A-Za-z0-9_-]*$": "chữ không dấu, số, gạch nối và gạch dưới",
    "^[0-1][0-9]-[0-3][0-9]$": "tháng-ngày như 03-31",
    "^[1-9][0-9]?/[1-9][0-9]?$": "phân số như 2/3, hoặc số phần trăm",
    "^[A-Z0-9]+(\\.[0-9a-z]+)*$": "số thứ tự như I hoặc I.1",
}


_ENTRY = re.compile("[a-z0-9_]+")
"""The names that an entry may have. Words without a value are the rest of a text that was cut at its comma."""


def schema_faults(root: Node) -> Iterator[Fault]:
    """Yields every mismatch between the document and the schema, each with its place in the file."""
    for error in _validator().iter_errors(plain(root)):
        yield from _faults(root, error)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _faults(root: Node, error: Any) -> Iterator[Fault]:
    steps = list(error.absolute_path)
    path, place = locate(root, steps)
    if error.validator == "additionalProperties":
        allowed = error.schema.get("properties", {})
        for name in sorted(set(error.instance) - set(allowed)):
            yield _unknown(root, [*steps, name], name, ", ".join(sorted(allowed)))
        return
    code, params = said_of(error)
    yield Fault(code=code, place=place, path=path, params=params)


def said_of(error: Any) -> tuple[str, dict[str, object]]:
    """Returns the code and the parameters of the sentence for a mismatch that jsonschema found."""
    return _SAID.get(str(error.validator), _other)(error)


def _unknown(root: Node, steps: list[str | int], name: str, allowed: str) -> Fault:
    """Returns the fault of an unknown entry, at the place of the entry's name and not of its value."""
    path, place = locate(root, steps)
    parent = root
    for step in steps[:-1]:
        parent = parent.elements[step] if isinstance(step, int) else parent.items[step]
    here = parent.keys.get(name, place)
    if parent.items[name].value is None and not _ENTRY.fullmatch(name):
        return Fault(code="unquoted", place=here, path=path, params={"name": name})
    return Fault(code="unknown", place=here, path=path, params={"name": name, "allowed": allowed})


def _shown(value: object) -> str:
    if isinstance(value, dict | list) or value is None:
        return "null" if value is None else _TYPES["object" if isinstance(value, dict) else "array"]
    return written(value)[:60]


def _wrong_type(error: Any) -> tuple[str, dict[str, object]]:
    type_names = [error.validator_value] if isinstance(error.validator_value, str) else list(error.validator_value)
    return "type", {"wanted": " hoặc ".join(_TYPES[name] for name in type_names), "found": _shown(error.instance)}


def _missing(error: Any) -> tuple[str, dict[str, object]]:
    lacking = [name for name in error.validator_value if name not in error.instance and repr(name) in error.message]
    return "required", {"name": lacking[0] if lacking else "?"}


def _choice(error: Any) -> tuple[str, dict[str, object]]:
    return "choice", {"found": _shown(error.instance), "allowed": ", ".join(map(_shown, error.validator_value))}


def _limit(code: str) -> Said:
    return lambda error: (code, {"found": _shown(error.instance), "limit": error.validator_value})


def _pattern(error: Any) -> tuple[str, dict[str, object]]:
    description = _PATTERNS.get(error.validator_value, error.validator_value)
    return "pattern", {"found": _shown(error.instance), "wanted": description}


def _other(error: Any) -> tuple[str, dict[str, object]]:
    return "schema", {"problem": error.validator}


_SAID: Mapping[str, Said] = {
    "type": _wrong_type,
    "required": _missing,
    "enum": _choice,
    "not": lambda error: ("not_together", {"name": error.absolute_path[-1]}),
    "minimum": _limit("too_small"),
    "exclusiveMinimum": _limit("too_small"),
    "maximum": _limit("too_big"),
    "pattern": _pattern,
    "minLength": _limit("too_short"),
    "minItems": _limit("too_short"),
    "minProperties": _limit("too_short"),
    "maxLength": _limit("too_long"),
    "maxItems": _limit("too_long"),
    "items": _limit("too_long"),
    "uniqueItems": lambda error: ("repeated", {}),
}
