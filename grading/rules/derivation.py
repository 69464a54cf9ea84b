"""Derives a unit's level by its programme: the lower of points and conditions, and the cases that force a level.

A derivation keeps every condition: whether it holds, by how much it fails, or that no figure decides it. A body may
decide another level with a written reason; the derivation is shown beside its decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from grading.rules import codec, conditions, giving, scoring
from grading.rules.conditions import Examined, Standing
from grading.rules.frozen.derivation import DERIVATION
from grading.rules.known import Known
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Scale
from grading.rules.programmes.parts.levels import LevelRule


class Ending(StrEnum):
    """The ending of a derivation. `no_match`: no level's rules fit, so a body chooses a level with a written reason.
    `open`: figures, grades or points that are still missing decide between two levels."""

    matched = "matched"
    no_match = "no_match"
    open = "open"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One level of the programme for one unit. `points_short` is the number of points that the unit's total lacks for
    this level (hundredths)."""

    level: Level
    min_points: int | None
    points_short: int
    conditions: tuple[Examined, ...]
    cases: tuple[Examined, ...]
    """The cases that force this level."""

    @property
    def forcing(self) -> tuple[Examined, ...]:
        return tuple(case for case in self.cases if case.standing is Standing.holds)

    @property
    def failing(self) -> tuple[Examined, ...]:
        return tuple(found for found in self.conditions if found.standing is Standing.fails)

    @property
    def unknown(self) -> tuple[Examined, ...]:
        return tuple(found for found in self.conditions if found.standing is Standing.unknown)

    @property
    def judged(self) -> tuple[Examined, ...]:
        """The conditions that the deciding body judges, because no figure decides them."""
        return tuple(found for found in self.conditions if found.standing is Standing.judged)


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """The level that the rules give. `level` is None unless `ending` is matched.

    When `ending` is open, the level lies between `at_best` and `at_least`. `at_least` is None when no level fits yet.
    """

    ending: Ending
    level: Level | None
    by_points: Level | None
    by_conditions: Level | None
    forced: Level | None
    at_best: Level | None
    at_least: Level | None
    points: int | None
    points_total: int | None
    rungs: tuple[Rung, ...]

    def rung(self, level: Level) -> Rung:
        """Raises KeyError for a level that the programme does not have."""
        return {found.level: found for found in self.rungs}[level]

    @property
    def forcing(self) -> tuple[tuple[Level, Examined], ...]:
        return tuple((rung.level, case) for rung in self.rungs for case in rung.forcing)

    def to_json(self) -> str:
        """Returns canonical JSON, which is stored with a decision."""
        return DERIVATION.to_text(codec.encode(self))

    @classmethod
    def from_json(cls, text: str) -> "Derivation":
        """Returns the derivation of a stored text of any format that ever was. Raises ValueError when the text is not a
        derivation, and UnreadableFormat when its number is unknown."""
        return codec.decode(cls, DERIVATION.read(text))


def derive(programme: Programme, known: Known) -> Derivation:
    """Derives the level of a unit. Points that figures give count as `giving.merged` joins them with the typed ones.

    A case forces its level only when its figures are present and meet the case.
    """
    total, most = _points(programme, giving.merged(programme, known.points, known.figures))
    rungs = tuple(_rung(programme, rule, total, known) for rule in programme.levels)
    forced = next((rung.level for rung in reversed(rungs) if rung.forcing), None)
    best = _level(programme, rungs, most, forced, unknown_holds=True)
    least = _level(programme, rungs, total, forced, unknown_holds=False)
    ending = Ending.open if best is not least else Ending.matched if best else Ending.no_match
    return Derivation(
        ending=ending, level=best if ending is Ending.matched else None,
        by_points=None if total is None else scoring.level_by_points(programme, total),
        by_conditions=_by_conditions(programme, rungs, unknown_holds=False),
        forced=forced, at_best=best, at_least=least, points=total, points_total=programme.points_total, rungs=rungs,
    )  # fmt: skip


def _points(programme: Programme, points: Mapping[str, int]) -> tuple[int | None, int | None]:
    """Returns the present total of points, and the highest total possible once every criterion has its points."""
    scored = [criterion for criterion in programme.criteria if criterion.scale is Scale.points]
    if not scored:
        return None, None
    total = scoring.total(programme, points)
    return total, total + sum(each.max_points or 0 for each in scored if each.key not in points)


def _rung(programme: Programme, rule: LevelRule, total: int | None, known: Known) -> Rung:
    short = 0 if rule.min_points is None or total is None else max(rule.min_points - total, 0)
    return Rung(
        level=rule.code, min_points=rule.min_points, points_short=short,
        conditions=conditions.examine(programme, rule.conditions, known),
        cases=conditions.examine(programme, rule.vetoes, known),
    )  # fmt: skip


def _level(
    programme: Programme, rungs: tuple[Rung, ...], total: int | None, forced: Level | None, *, unknown_holds: bool
) -> Level | None:
    """Returns the lower of the levels by points and by conditions, never above a forced level."""
    free = _without_cases(programme, rungs, total, unknown_holds=unknown_holds)
    return forced if forced is not None and (free is None or forced.at_most(free)) else free


def _without_cases(
    programme: Programme, rungs: tuple[Rung, ...], total: int | None, *, unknown_holds: bool
) -> Level | None:
    by_points = None if total is None else scoring.level_by_points(programme, total)
    by_conditions = _by_conditions(programme, rungs, unknown_holds=unknown_holds)
    lowest = programme.levels[-1].code
    if by_points is lowest:
        return lowest
    if by_conditions is None or (total is not None and _is_banded(programme) and by_points is None):
        return None
    return by_conditions if by_points is None or by_conditions.at_most(by_points) else by_points


def _by_conditions(programme: Programme, rungs: tuple[Rung, ...], *, unknown_holds: bool) -> Level | None:
    """Returns the highest level whose conditions all hold; a condition that a body judges counts as holding.

    A lowest level without conditions is not reached by default: only points, cases or `otherwise` lead there.
    """
    good = {Standing.holds, Standing.judged} | ({Standing.unknown} if unknown_holds else set())
    for rule, rung in zip(programme.levels, rungs, strict=True):
        is_reachable = bool(rung.conditions) or rule is not programme.levels[-1]
        if rule.otherwise or (is_reachable and all(found.standing in good for found in rung.conditions)):
            return rule.code
    return None


def _is_banded(programme: Programme) -> bool:
    return any(rule.min_points is not None for rule in programme.levels)
