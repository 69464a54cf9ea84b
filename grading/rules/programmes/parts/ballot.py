"""The rule for the unit's own vote."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class BallotRule:
    """The rule for the unit's own vote: more than half of all counted members must vote for an option.

    `needed` is None while the issuer has not decided. A programme without a ballot has no BallotRule.
    """

    needed: bool | None
    secret: bool
    options: tuple[str, ...] = ()
    majority: str = "eligible"
