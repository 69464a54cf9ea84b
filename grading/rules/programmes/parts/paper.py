"""The wording of the commendation."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The issuer's own wording of the commendation; `formula` is by the issuer's kind of unit."""

    give: str | None
    register_line: str | None
    office: str | None
    place: str | None
    formula: Mapping[str, str | None]
