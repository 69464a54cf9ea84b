"""A rehearsal replays decided units under another programme: which units would change level, and why.

Nothing is guessed: a criterion of the other programme without an answer in the file stays open and is named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from grading.rules import giving, quota
from grading.rules.derivation import Derivation, Ending, derive
from grading.rules.known import Known, Outcomes
from grading.rules.ladder import UNDECIDED
from grading.rules.levels import Grade
from grading.rules.obstacles import obstacles
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion
from grading.rules.programmes.parts.quota import Quota
from grading.rules.quota import Measure, QuotaGroup
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Filed:
    """The content of one unit's file when its level was decided.

    Grades and points (hundredths) are by criterion, figures (hundredths) by metric. Kind, type of cell and the
    reviewing unit (`parent_id`) are those of the campaign's day. `before` are the figures of the year before, and
    `outcomes` those of this and earlier years, as far as one of the programmes reads them.
    """

    unit_id: int
    decided: str
    grades: Mapping[str, Grade]
    points: Mapping[str, int]
    figures: Mapping[str, int]
    unit_kind: str
    cell_type: str = ""
    parent_id: int = 0
    parent_name: str = ""
    year: int | None = None
    rating: str | None = None
    """The level of the organisation for the year, as far as its title asked for one."""
    claim: str | None = None
    """The outcome that the unit claimed for itself, or that its ballot carried, where its programme asks."""
    before: Mapping[str, int] = field(default_factory=dict)
    outcomes: Outcomes = field(default_factory=dict)


class Turn(StrEnum):
    """The change of a unit's level under the other programme. `open`: it depends on values that the file does not hold.
    `no_match`: no level's rules fit any more, so a body would have to choose a level."""

    same = "same"
    rises = "rises"
    falls = "falls"
    open = "open"
    no_match = "no_match"


@dataclass(frozen=True, kw_only=True)
class Replay:
    """One unit under both programmes. `decided` is its outcome in the words of the other programme.

    `lost` are the obstacles of the other programme to the unit's present level. `won` are the obstacles of its own
    programme to its new level. `unanswered` are the criteria of the other programme without an answer in the file;
    where figures give the points, missing figures are obstacles instead.
    """

    filed: Filed
    decided: str
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
    def expected(self) -> str | None:
        """The unit's outcome if the body decides again in the same way, or None while it is open.

        When the body lowered it before, for example because of the quota, it stays lowered.
        """
        level, decided = self.other.level, self.decided
        if self.turn is Turn.same:
            return decided
        if level is None or self.turn is Turn.rises:
            return level
        return level if self.other.place(level) >= self.other.place(decided) else decided


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """The whole batch. `measures` compare the batch with each quota of the other programme that is filled in."""

    replays: tuple[Replay, ...]
    measures: tuple[Measure, ...] = ()
    holders: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """The units at the level that a quota limits, by key of the measure."""

    @property
    def changed(self) -> tuple[Replay, ...]:
        return tuple(replay for replay in self.replays if replay.changes)

    @property
    def over(self) -> tuple[Measure, ...]:
        return tuple(measure for measure in self.measures if measure.room.over)

    def count(self, turn: Turn) -> int:
        return sum(replay.turn is turn for replay in self.replays)


def rehearse(own: Programme, other: Programme, units: Iterable[Filed]) -> Rehearsal:
    """Replays every unit under both programmes. Two programmes with the same rules change no unit."""
    return gathered(other, (replay(own, other, filed) for filed in units))


def gathered(other: Programme, replays: Iterable[Replay]) -> Rehearsal:
    """Returns the replays of a batch with the rooms of the other programme's quotas."""
    all_replays, measures, holders = tuple(replays), list[Measure](), dict[str, tuple[int, ...]]()
    for rule in other.quotas:
        if not rule.is_given:
            continue
        levels: dict[QuotaGroup, Counter[str]] = {}
        held: dict[str, list[int]] = {}
        for each in all_replays:
            group = _group(rule, each.filed)
            levels.setdefault(group, Counter())[each.expected or UNDECIDED] += 1
            if each.expected in quota.limited(rule, other.ladder):
                held.setdefault(quota.key_of(rule, group), []).append(each.filed.unit_id)
        measures += quota.measured(rule, levels, ladder=other.ladder)
        holders |= {key: tuple(units) for key, units in held.items()}
    return Rehearsal(replays=all_replays, measures=tuple(measures), holders=holders)


def _group(rule: Quota, filed: Filed) -> QuotaGroup:
    return quota.group_of(
        rule.group_by or (), parent_id=filed.parent_id, parent_name=filed.parent_name,
        cell_type=filed.cell_type, kind=filed.unit_kind,
    )  # fmt: skip


def replay(own: Programme, other: Programme, filed: Filed) -> Replay:
    """Replays one unit under both programmes, as they apply to its type of cell.

    For a cell without a type, the other programme asks the criteria of all types.
    """
    own = own.for_type(filed.cell_type)
    other = other.for_type(filed.cell_type) if filed.cell_type else other
    points, claim = giving.merged(own, _known(filed)), _meant(own, other, filed.claim)
    typed, filed = filed, replace(filed, points=points, claim=claim)
    alike = [each for each in other.criteria if (each.key in own.taken_off) is (each.key in other.taken_off)]
    carried = {criterion.key for criterion in alike if _is_answered(own, criterion, filed, typed)}
    before, after = _derived(own, typed, set(typed.grades) | set(typed.points)), _derived(other, filed, carried)
    stood = before.level or filed.decided
    turn = _turn(own, other, (before, after), stood)
    return Replay(
        filed=typed, decided=_meant(own, other, filed.decided) or filed.decided, own=before, other=after, turn=turn,
        lost=_losses(other, filed, after, _lost(_meant(own, other, stood), after))
        if turn not in (Turn.same, Turn.rises) else (),
        won=obstacles(own, before, _between(before, _meant(other, own, after.level), stood))
        if turn is Turn.rises else (),
        unanswered=_unanswered(other, filed, carried),
    )  # fmt: skip


def _unanswered(other: Programme, filed: Filed, carried: set[str]) -> tuple[Criterion, ...]:
    """Returns the criteria that nobody has answered, without those that figures give or that do not apply."""
    given = giving.given(other, _known(filed))
    return tuple(each for each in other.criteria if each.key not in carried and each.key not in given)


def _losses(other: Programme, filed: Filed, after: Derivation, levels: tuple[str, ...]) -> tuple[Reason, ...]:
    known = _known(replace(filed, points={}))
    lacking = giving.lacking(other, giving.merged(other, known), known)
    return obstacles(other, after, levels, missing=[key for each in lacking for key in each.missing])


def _is_answered(own: Programme, criterion: Criterion, filed: Filed, typed: Filed) -> bool:
    """Returns whether the file answers the criterion. Points with another scale or maximum do not answer it.

    Where figures give the points, only points count that somebody typed beside the same rule.
    """
    asked = {each.key: each for each in own.criteria}.get(criterion.key)
    if asked is None or (asked.scale, asked.max_points) != (criterion.scale, criterion.max_points):
        return False
    if criterion.given_by is not None:
        return criterion.given_by == asked.given_by and criterion.key in typed.points
    return criterion.key in filed.grades or criterion.key in filed.points


def _derived(programme: Programme, filed: Filed, answered: set[str]) -> Derivation:
    grades = {key: grade for key, grade in filed.grades.items() if key in answered}
    points = {key: value for key, value in filed.points.items() if key in answered}
    return derive(programme, _known(replace(filed, grades=grades, points=points)))


def _known(filed: Filed) -> Known:
    return Known(
        unit_kind=filed.unit_kind, cell_type=filed.cell_type, grades=filed.grades, points=filed.points,
        figures=filed.figures, before=filed.before, outcomes=filed.outcomes, claim=filed.claim, ballot=filed.claim,
        year=filed.year, rating=filed.rating,
    )  # fmt: skip


def _turn(own: Programme, other: Programme, found: tuple[Derivation, Derivation], stood: str) -> Turn:
    """Returns how the unit's outcome changes. `stood` is its outcome by its own programme's rules, or the decided one
    when those rules give none."""
    before, after = found
    best, least = _meant(own, other, before.at_best), _meant(own, other, before.at_least)
    if (before.ending, best, least) == (after.ending, after.at_best, after.at_least):
        return Turn.same
    if after.ending is Ending.open:
        return Turn.open
    if after.level is None:
        return Turn.no_match
    then, now = after.place(_meant(own, other, stood)), after.place(after.level)
    if then == now:
        return Turn.same
    return Turn.rises if now < then else Turn.falls


def _lost(stood: str | None, after: Derivation) -> tuple[str, ...]:
    """Returns the outcomes to explain: from the higher of the old one and the best possible one down to the one above
    the one that is certain."""
    higher = min(stood, after.at_best, key=after.place)
    return _between(after, higher, after.at_least)


def _between(found: Derivation, first: str | None, last: str | None) -> tuple[str, ...]:
    """Returns the outcomes of a derivation from the first one down to the one above the last."""
    return tuple(rung.level for rung in found.rungs[found.place(first) : found.place(last)])


def _meant(own: Programme, other: Programme, key: str | None) -> str | None:
    """Returns which outcome of the other programme an outcome of the own one is: that of the same key, else the highest
    that counts as the same legal level or as a lower one; of a title, the title without a degree."""
    if key is None or key in other.ladder:
        return key
    if other.gives_title:
        return other.plain
    level = own.counts_as(key)
    lower = (rule.key for rule in other.outcomes if level and rule.counts_as and rule.counts_as.at_most(level))
    return next(lower, None)
