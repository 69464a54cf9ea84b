"""Section `members_decided`: counts that the unit proposes when it submits, and that others decide later."""

from dataclasses import dataclass
from enum import StrEnum

from grading.rules.programmes.parts.quota import Rounding, Small


class Within(StrEnum):
    """Among whose members a quota is counted: those of the unit alone, or those of every unit of its base
    organisation."""

    unit = "unit"
    base_organisation = "base_organisation"


class Exceeding(StrEnum):
    """What becomes of decided counts above the quota: they are refused, or need a reason."""

    refused = "refused"
    with_reason = "with_reason"


@dataclass(frozen=True, kw_only=True)
class MembersQuota:
    """How many members may be at the level that the figure `of` counts: a share (hundredths of a percent) of the
    members that the figures of `base` count.

    None means that the issuer has not decided; the quota is then said and not counted. `small`: where fewer members
    were rated, at most so many.
    """

    key: str
    of: str
    pct: int | None = None
    base: tuple[str, ...] | None = None
    rounding: Rounding | None = None
    at_least: int = 0
    small: Small | None = None
    within: Within
    exceeding: Exceeding | None = None
    source: str | None = None

    @property
    def is_given(self) -> bool:
        """Returns whether the issuer has said all that the quota needs to be counted."""
        return None not in (self.pct, self.base, self.rounding, self.exceeding)


@dataclass(frozen=True, kw_only=True)
class MembersRule:
    """The rule for decided counts. `metrics` are asked figures: members by level.

    `needed`: the service records no vote on a unit before its decided counts are entered. None means that the issuer
    has not decided.
    """

    source: str
    metrics: tuple[str, ...]
    needed: bool | None = False
    quotas: tuple[MembersQuota, ...] = ()
