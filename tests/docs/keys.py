"""Every key of a programme file: what it means, an example, and what is said of a wrong value. Made from the schema."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from grading.rules.programmes.reading.errors import SENTENCES
from grading.rules.programmes.reading.schema import SCHEMA, said_of
from tests.conventions.tree import ROOT
from tests.docs.markdown import table

MEANINGS: Mapping[str, Mapping[str, Any]] = YAML(typ="safe", pure=True).load(ROOT / "config" / "programme-keys.yaml")
WRONG: tuple[Any, ...] = ("sai", -1, True, [], {}, 10**7)
"""Values of every type; the first that the schema refuses shows what is said."""


class Key(NamedTuple):
    """One key of one part of a file. `part` is empty at the top of the file; `meant` is its name in the catalogue."""

    part: str
    name: str
    node: Mapping[str, Any]
    meant: str


def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return read


def keys() -> list[Key]:
    """Returns every key that the schema allows. Raises KeyError for one whose meaning nobody has written down."""
    whole = schema()
    found = [Key("", name, node, f".{name}") for name, node in whole["properties"].items()]
    for name, node in whole["properties"].items():
        found += _below(node, name)
    for part, node in whole["$defs"].items():
        found += _below(node, part)
    return found


def _below(node: Mapping[str, Any], part: str) -> Iterator[Key]:
    for name, below in node.get("properties", {}).items():
        meant = f"{part}.{name}"
        if meant not in MEANINGS and name not in MEANINGS:
            raise KeyError(f"config/programme-keys.yaml does not say what {meant} means")
        yield Key(part, name, below, meant if meant in MEANINGS else name)
        yield from _below(below, f"{part}.{name}" if "properties" in below else name)
    if isinstance(node.get("items"), dict):
        yield from _below(node["items"], part)


def validator(key: Key) -> Draft202012Validator:
    """Returns the validator of what the key may hold."""
    return Draft202012Validator({"$defs": schema()["$defs"], **key.node})


def listed() -> str:
    parts: dict[str, list[Key]] = {}
    for key in keys():
        parts.setdefault(key.part, []).append(key)
    head = ("mục", "nghĩa", "meaning", "ví dụ", "ghi sai thì báo")
    sections = [(f"## `{part}`" if part else "## Đầu tệp (top of the file)", here) for part, here in parts.items()]
    return "\n\n".join(f"{title}\n\n{table(head, map(_row, here))}" for title, here in sections)


def _row(key: Key) -> tuple[str, ...]:
    meaning = MEANINGS[key.meant]
    example = f"`{json.dumps(meaning['example'], ensure_ascii=False)}`" if "example" in meaning else ""
    return f"`{key.name}`", meaning["vi"], meaning["en"], example, _refusal(key)


def _refusal(key: Key) -> str:
    """Returns the sentence for the first wrong value; empty where every value is refused only for its meaning."""
    checks = validator(key)
    for value in WRONG:
        for error in checks.iter_errors(value):
            code, params = said_of(error)
            return f"`{json.dumps(value, ensure_ascii=False)}`: {SENTENCES[code].format_map(params)}"
    return ""
