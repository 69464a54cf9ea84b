"""What an issuer's file has filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A value that the issuer's file filled in: from a source, or assumed for a stated reason."""

    path: str
    value: str
    source: str | None = None
    assumed: str | None = None
