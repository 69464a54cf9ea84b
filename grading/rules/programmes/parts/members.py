"""Section `members_decided`: counts that are the unit's proposals when it submits, and are decided by others later."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MembersRule:
    """`metrics` are asked figures: members by level. `needed`: no vote is recorded over a unit whose decided counts are
    not entered; None while the issuer has not said."""

    source: str
    metrics: tuple[str, ...]
    needed: bool | None = False
