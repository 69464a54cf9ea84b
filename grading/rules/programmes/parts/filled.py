"""The values that an issuer's file has filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A value that the issuer's file filled in, with its source or with the reason for assuming it."""

    path: str
    value: str
    source: str | None = None
    assumed: str | None = None
