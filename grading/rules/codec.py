"""Turns frozen dataclasses into plain JSON values and back, by their type hints."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_hints: Callable[[type], dict[str, Any]] = cache(get_type_hints)
"""Python evaluates the type hints of a class again at each call, which would take longer than all the rest."""


def encode(value: object) -> Any:
    """Returns a value as dictionaries, lists, texts, whole numbers, true, false and null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
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
    hints = _hints(kind)
    unknown = set(form) - set(hints)
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: _value(hints[name], item) for name, item in form.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


def _value(hint: Any, form: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if form is None else _value(next(kind for kind in arguments if kind is not type(None)), form)
    if hint is date:
        return date.fromisoformat(form)
    if origin is tuple:
        form = form if isinstance(form, list | tuple) else [form]  # an old copy holds one value instead of a list
        kinds = arguments if arguments[-1] is not Ellipsis else [arguments[0]] * len(form)
        return tuple(_value(kind, item) for kind, item in zip(kinds, form, strict=True))
    if origin is Mapping:
        return {key: _value(arguments[1], item) for key, item in form.items()}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return decode(hint, form)
    if issubclass(hint, Enum):
        return hint(form)
    if type(form) is not hint:
        raise ValueError(f"{form!r} is no {hint.__name__}")
    return form
