"""The number of a stored format, the way from each older format to the newest, and the refusal of an unknown one."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from grading.rules.frozen.canonical import canonical
from workflows import Reason

Body = dict[str, Any]
Change = Callable[[Body], Body]
"""Turns the body of one format into that of its neighbour. It may change the body that it is given."""


class UnreadableFormat(ValueError):
    """A stored text has a format that this version of the service does not know. `reasons` say it to a person."""

    def __init__(self, kind: str, number: object, readable: range) -> None:
        known = ", ".join(str(each) for each in readable)
        super().__init__(f"{kind} of format {number!r}; this version reads {known}")
        self.number, self.known = str(number), known
        params = {"stored": kind, "number": self.number, "known": known}
        self.reasons = (Reason(code="format_unreadable", params=params),)


@dataclass(frozen=True, kw_only=True)
class Format:
    """One kind of stored text. `upgrades[n - 1]` turns format n into format n + 1, and the last one is written today.

    Format 1 is the text without a number. `downgrades[n - 1]` turns format n + 1 back into n, for a kind of which
    somebody asks whether it is still what an older text says.
    """

    kind: str
    upgrades: tuple[Change, ...] = ()
    downgrades: tuple[Change, ...] = ()

    @property
    def newest(self) -> int:
        return len(self.upgrades) + 1

    @property
    def readable(self) -> range:
        return range(1, self.newest + 1)

    def number_of(self, stored: Mapping[str, Any]) -> int:
        """Raises UnreadableFormat for a number that this version does not know, ValueError for what is no object."""
        if not isinstance(stored, Mapping):
            raise ValueError(f"not the copy of a {self.kind}")
        number = stored.get("format", 1)
        if type(number) is not int or number not in self.readable:
            raise UnreadableFormat(self.kind, number, self.readable)
        return number

    def read(self, text: str) -> Body:
        """Returns the content of a stored text in the newest format. Raises what `upgraded` raises."""
        return self.upgraded(json.loads(text))

    def upgraded(self, stored: Mapping[str, Any]) -> Body:
        """Returns the content of a stored object in the newest format, without the number.

        Raises UnreadableFormat, and ValueError for a text that is not of its own format.
        """
        number = self.number_of(stored)
        body = {name: value for name, value in stored.items() if name != "format"}
        try:
            for upgrade in self.upgrades[number - 1 :]:
                body = upgrade(body)
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"not a {self.kind} of format {number}: {type(error).__name__} {error}") from error
        return body

    def numbered(self, body: Body, number: int | None = None) -> Body:
        """Returns the content as it is stored in the newest format or in an older one that has its way back."""
        wanted = self.newest if number is None else number
        for downgrade in reversed(self.downgrades[wanted - 1 :]):
            body = downgrade(body)
        return body if wanted == 1 else {"format": wanted, **body}

    def to_text(self, body: Body, number: int | None = None) -> str:
        """Returns canonical JSON (RFC 8785): equal content of one format gives equal text."""
        return canonical(self.numbered(body, number))


def digest_of(text: str) -> str:
    """Returns the SHA-256 of a stored text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def as_it_was(body: Body) -> Body:
    """The change between two formats that differ in their number alone."""
    return body
