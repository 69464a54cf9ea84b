"""Section `members_decided`: counts that the unit proposes when it submits, and that others decide later."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MembersRule:
    """The rule for decided counts. `metrics` are asked figures: members by level.

    `needed`: the service records no vote on a unit before its decided counts are entered. None means that the issuer
    has not decided.
    """

    source: str
    metrics: tuple[str, ...]
    needed: bool | None = False
