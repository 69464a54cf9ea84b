"""The largest numbers that several quotas allow together in one group: who loses an outcome has the next lower one, and
counts in the base of what is counted there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grading.rules.ladder import LEGAL, UNDECIDED, Ladder
from grading.rules.programme import Programme
from grading.rules.programmes.parts.quota import Quota
from grading.rules.quota import Counts, based_on, limit_of, limited


def largest(
    quotas: Sequence[Quota],
    reached: Counts,
    *,
    raised: Collection[str] = (),
    ladder: Ladder = LEGAL,
) -> dict[str, int]:
    """Returns how many units have each outcome after lowering, where `reached` units reach it by themselves.

    The best outcome keeps as many as all quotas together allow, then the next one, and so on. `raised` holds the keys
    of the quotas that take their higher share.
    """
    batch = _Batch(quotas=tuple(quotas), reached=reached, raised=frozenset(raised), ladder=ladder)
    return next(batch.kept(0, 0, {}), dict(reached))


def all_limited(programme: Programme) -> frozenset[str]:
    """Returns every outcome that some quota of the programme limits."""
    return frozenset(outcome for rule in programme.quotas for outcome in limited(rule, programme.ladder))


@dataclass(frozen=True, kw_only=True)
class _Batch:
    quotas: tuple[Quota, ...]
    reached: Counts
    raised: frozenset[str]
    ladder: Ladder

    def kept(self, place: int, lowered: int, above: Mapping[str, int]) -> Iterator[dict[str, int]]:
        """Yields the numbers that hold, the largest first. `lowered` units come down to this place from above."""
        if place == len(self.ladder):
            if all(self._holds(quota, above, waiting=0) for quota in self.quotas):
                yield dict(above)
            return
        outcome = self.ladder[place]
        here = self.reached.get(outcome, 0) + lowered
        is_last = place == len(self.ladder) - 1
        is_limited = not is_last and any(outcome in limited(quota, self.ladder) for quota in self.quotas)
        for number in range(here, -1, -1) if is_limited else (here,):
            counts = {**above, outcome: number}
            if self._may_hold(place, here - number, counts):
                yield from self.kept(place + 1, here - number, counts)

    def _may_hold(self, place: int, lowered: int, counts: Mapping[str, int]) -> bool:
        """Returns whether the quotas of the outcomes so far could still hold, if all that may enter a base do."""
        ahead = self.ladder[place + 1 :]
        for quota in self.quotas:
            base = based_on(quota, self.ladder)
            places = [index for index, outcome in enumerate(ahead) if outcome in base]
            waiting = lowered + sum(self.reached.get(each, 0) for each in ahead[: places[-1] + 1]) if places else 0
            if not self._holds(quota, counts, waiting=waiting):
                return False
        return True

    def _holds(self, quota: Quota, counts: Mapping[str, int], *, waiting: int) -> bool:
        used = sum(counts.get(outcome, 0) for outcome in limited(quota, self.ladder))
        known = {**counts, UNDECIDED: self.reached.get(UNDECIDED, 0)}
        base = sum(known.get(outcome, 0) for outcome in based_on(quota, self.ladder)) + waiting
        part = sum(self.reached.get(outcome, 0) for outcome in (*self.ladder, UNDECIDED))
        return used <= limit_of(quota, base, part, exceptional=quota.key in self.raised)
