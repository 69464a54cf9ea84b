"""Turns frozen dataclasses into plain JSON values and back, by their type hints."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_PLAIN = frozenset({str, int, bool, type(None)})
Reader = Callable[[Any], Any]
_hints: Callable[[type], dict[str, Any]] = cache(get_type_hints)
"""Python evaluates the type hints of a class again at each call, which would take longer than all the rest."""


def encode(value: object) -> Any:
    """Returns a value as dictionaries, lists, texts, whole numbers, true, false and null. A class that says `is_sparse`
    leaves out the fields that have their default."""
    if type(value) in _PLAIN:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        items = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        is_sparse = getattr(value, "is_sparse", False)
        return {field.name: encode(item) for field, item in items if not is_sparse or item != field.default}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def decode(kind: type[T], form: Mapping[str, Any]) -> T:
    """Returns the dataclass that `form` describes. Raises ValueError for an unknown or missing field or a wrong
    value."""
    readers = _readers(kind)
    if form.keys() - readers.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(form.keys() - readers.keys()))}")
    try:
        return kind(**{name: readers[name](item) for name, item in form.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


def _make_readers(kind: type) -> dict[str, Reader]:
    hints = _hints(kind)
    names = (field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else iter(hints)
    return {name: _reader(hints[name]) for name in names}


_readers: Callable[[type], dict[str, Reader]] = cache(_make_readers)


@cache
def _reader(hint: Any) -> Reader:
    """Returns what reads a value of this type. A meeting reads thousands of values of a few dozen types."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        read = _reader(next(kind for kind in arguments if kind is not type(None)))
        return lambda form: None if form is None else read(form)
    if hint is date:
        return date.fromisoformat
    if origin is tuple:
        return _tuples(arguments)
    if origin is Mapping:
        read_item = _reader(arguments[1])
        return lambda form: {key: read_item(item) for key, item in form.items()}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return partial(decode, hint)
    return hint if issubclass(hint, Enum) else partial(_plain, hint)


def _tuples(arguments: tuple[Any, ...]) -> Reader:
    def read(form: Any) -> tuple[Any, ...]:
        form = form if isinstance(form, list | tuple) else [form]  # an old copy holds one value instead of a list
        if arguments[-1] is Ellipsis:
            read_item = _reader(arguments[0])
            return tuple(read_item(item) for item in form)
        return tuple(_reader(kind)(item) for kind, item in zip(arguments, form, strict=True))

    return read


def _plain(kind: type, form: Any) -> Any:
    if type(form) is not kind:
        raise ValueError(f"{form!r} is no {kind.__name__}")
    return form
