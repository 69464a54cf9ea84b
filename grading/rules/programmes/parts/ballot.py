"""The unit's own vote."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class BallotRule:
    """The unit's own vote: more than half of all members counted must be for an option. `needed` is None while the
    issuer has not said; a programme without a ballot has no such rule."""

    needed: bool | None
    secret: bool
    options: tuple[str, ...] = ()
    majority: str = "eligible"
