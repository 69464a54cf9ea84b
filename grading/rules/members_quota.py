"""The quotas of members by level: over the counts of one unit, or of every unit of a base organisation."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grading.rules.programmes.parts.members import MembersQuota, MembersRule, Within
from grading.rules.quota import limit

Counts = Mapping[str, int]
"""Hundredths of members by figure, as figures are stored."""


@dataclass(frozen=True, kw_only=True)
class MembersRoom:
    """A quota over some counts: of `base` members at most `most` may be at the level, and `used` are."""

    quota: MembersQuota
    base: int
    most: int
    used: int

    @property
    def over(self) -> int:
        return max(self.used - self.most, 0)


def rooms(rule: MembersRule, counts: Counts, within: Within | None = None) -> tuple[MembersRoom, ...]:
    """Returns the room of each quota that can be counted, of those `within` an organisation or of all."""
    given = (quota for quota in rule.quotas if quota.is_given and within in (None, quota.within))
    return tuple(
        _room(rule, quota, counts) for quota in given if all(key in counts for key in (quota.of, *(quota.base or ())))
    )


def of_organisation(
    rule: MembersRule, decided: Iterable[Counts], still_proposed: Iterable[Counts]
) -> tuple[MembersRoom, ...]:
    """Returns the rooms over the units of a base organisation.

    A unit that is not decided yet counts as if it lowered all whom it proposes for the level: what is over then cannot
    be mended by the units that are left.
    """
    settled, open_ = Counter[str](), Counter[str]()
    for counts in decided:
        settled.update(dict(counts))
    for counts in still_proposed:
        open_.update(dict(counts))
    found = []
    for quota in rule.quotas:
        if quota.is_given and quota.within is Within.base_organisation:
            found.append(_room(rule, quota, _lowered(quota, settled, open_)))
    return tuple(found)


def _lowered(quota: MembersQuota, settled: Counts, open_: Counts) -> Counts:
    together = Counter(dict(settled)) + Counter(dict(open_))
    base = quota.base or ()
    together[quota.of] = settled.get(quota.of, 0)
    into = next((key for key in base if key != quota.of), None)
    if into is not None:
        together[into] += open_.get(quota.of, 0)
    return together


def _room(rule: MembersRule, quota: MembersQuota, counts: Counts) -> MembersRoom:
    base = sum(counts.get(key, 0) for key in quota.base or ()) // 100
    rated = sum(counts.get(key, 0) for key in rule.metrics) // 100
    if quota.small is not None and rated < quota.small.fewer_than:
        most = quota.small.at_most
    elif quota.pct is None or quota.rounding is None:
        raise ValueError("the issuer has not given the quota")
    else:
        most = max(limit(base, quota.pct, quota.rounding), quota.at_least if base else 0)
    return MembersRoom(quota=quota, base=base, most=most, used=counts.get(quota.of, 0) // 100)
