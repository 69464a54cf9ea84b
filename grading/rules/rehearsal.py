"""A rehearsal: units that were decided on, replayed under another programme; who would change level, and why.

Nothing is guessed: a criterion that the other programme asks and the file did not answer stays open, named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from grading.rules import quota
from grading.rules.derivation import Derivation, Ending, derive
from grading.rules.levels import RATINGS, Grade, Level
from grading.rules.obstacles import obstacles
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.quota import QuotaGroup, Room
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What the file of one unit held when its level was decided: grades and points (hundredths) by criterion, figures
    (hundredths) by metric. Kind, type of cell and the unit it is reviewed by are those of the campaign's day."""

    unit_id: int
    decided: Level
    grades: Mapping[str, Grade]
    points: Mapping[str, int]
    figures: Mapping[str, int]
    unit_kind: str
    cell_type: str = ""
    parent_id: int = 0
    parent_name: str = ""


class Turn(StrEnum):
    """What the other programme does to a unit. `open`: what its file does not hold decides. `no_match`: no level's
    rules fit any more, so a body would have to choose."""

    same = "same"
    rises = "rises"
    falls = "falls"
    open = "open"
    no_match = "no_match"


@dataclass(frozen=True, kw_only=True)
class Replay:
    """One unit under both programmes. `lost` says by the other programme what keeps it from where it was, `won` by
    its own what kept it from where it would be; `unanswered` are criteria of the other that its file has no answer
    to."""

    filed: Filed
    own: Derivation
    other: Derivation
    turn: Turn
    lost: tuple[Reason, ...] = ()
    won: tuple[Reason, ...] = ()
    unanswered: tuple[Criterion, ...] = ()

    @property
    def changes(self) -> bool:
        return self.turn is not Turn.same

    @property
    def expected(self) -> Level | None:
        """Where the unit would stand if the body decided again as it did: what it took back before, for the quota's
        sake, stays taken back. None while that is open."""
        level, decided = self.other.level, self.filed.decided
        if self.turn is Turn.same:
            return decided
        if level is None or self.turn is Turn.rises:
            return level
        return level if level.at_most(decided) else decided


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """The whole batch. `rooms` hold it against the quota of the other programme; none where it has none, or leaves it
    unsaid."""

    replays: tuple[Replay, ...]
    rooms: Mapping[QuotaGroup, Room] = field(default_factory=dict)
    holders: Mapping[QuotaGroup, tuple[int, ...]] = field(default_factory=dict)
    """The units at the level that the quota limits."""

    @property
    def changed(self) -> tuple[Replay, ...]:
        return tuple(replay for replay in self.replays if replay.changes)

    @property
    def over(self) -> dict[QuotaGroup, Room]:
        return {group: room for group, room in self.rooms.items() if room.over}

    def count(self, turn: Turn) -> int:
        return sum(replay.turn is turn for replay in self.replays)


def rehearse(own: Programme, other: Programme, units: Iterable[Filed]) -> Rehearsal:
    """Every unit under both. Two programmes with the same rules change nobody."""
    return gathered(other, (replay(own, other, filed) for filed in units))


def gathered(other: Programme, replays: Iterable[Replay]) -> Rehearsal:
    """The replays of a batch, with the quota of the other programme over all of them."""
    found = tuple(replays)
    rule = other.quota
    if rule is None or rule.group_by is None or None in (rule.pct, rule.base, rule.rounding):
        return Rehearsal(replays=found)
    levels: dict[QuotaGroup, Counter[Level]] = {}
    holders: dict[QuotaGroup, list[int]] = {}
    for each in found:
        filed = each.filed
        group = quota.group_of(
            rule.group_by, parent_id=filed.parent_id, parent_name=filed.parent_name,
            cell_type=filed.cell_type, kind=filed.unit_kind,
        )  # fmt: skip
        counted, at_it = levels.setdefault(group, Counter()), holders.setdefault(group, [])
        if each.expected is not None:
            counted[each.expected] += 1
        if each.expected is rule.level:
            at_it.append(filed.unit_id)
    held = {group: tuple(units) for group, units in holders.items()}
    return Rehearsal(replays=found, rooms=quota.rooms(rule, levels), holders=held)


def replay(own: Programme, other: Programme, filed: Filed) -> Replay:
    """Both as they concern this type of cell; a cell without one is asked whatever the other asks of any type."""
    own = own.for_type(filed.cell_type)
    other = other.for_type(filed.cell_type) if filed.cell_type else other
    carried = {criterion.key for criterion in other.criteria if _is_answered(own, criterion, filed)}
    before, after = _derived(own, filed, set(filed.grades) | set(filed.points)), _derived(other, filed, carried)
    stood = before.level or filed.decided
    turn = _turn(before, after, stood)
    return Replay(
        filed=filed, own=before, other=after, turn=turn,
        lost=obstacles(other, after, _lost(stood, after)) if turn not in (Turn.same, Turn.rises) else (),
        won=obstacles(own, before, RATINGS[_rank(after.level) : _rank(stood)]) if turn is Turn.rises else (),
        unanswered=tuple(criterion for criterion in other.criteria if criterion.key not in carried),
    )  # fmt: skip


def _is_answered(own: Programme, criterion: Criterion, filed: Filed) -> bool:
    """Points out of another maximum answer another question."""
    asked = {each.key: each for each in own.criteria}.get(criterion.key)
    if asked is None or (asked.scale, asked.max_points) != (criterion.scale, criterion.max_points):
        return False
    return criterion.key in filed.grades or criterion.key in filed.points


def _derived(programme: Programme, filed: Filed, answered: set[str]) -> Derivation:
    return derive(
        programme,
        grades={key: grade for key, grade in filed.grades.items() if key in answered},
        points={key: value for key, value in filed.points.items() if key in answered},
        figures=filed.figures,
        unit_kind=filed.unit_kind,
    )


def _turn(before: Derivation, after: Derivation, stood: Level) -> Turn:
    """`stood`: by its own rules, and where those left it to the body, as the body decided."""
    if (before.ending, before.at_best, before.at_least) == (after.ending, after.at_best, after.at_least):
        return Turn.same
    if after.ending is Ending.open:
        return Turn.open
    if after.level is None:
        return Turn.no_match
    if after.level is stood:
        return Turn.same
    return Turn.rises if after.level.above(stood) else Turn.falls


def _lost(stood: Level, after: Derivation) -> tuple[Level, ...]:
    """The levels from where it stood, or could come to stand, down to the one it has for sure."""
    return RATINGS[min(_rank(stood), _rank(after.at_best)) : _rank(after.at_least)]


def _rank(level: Level | None) -> int:
    """From the highest; nothing that fits comes last."""
    return RATINGS.index(level) if level in RATINGS else len(RATINGS)
