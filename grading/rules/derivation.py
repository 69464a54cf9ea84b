"""Derives a unit's outcome by its programme: the lower of points and conditions, and the cases that limit it.

A derivation keeps every condition: whether it holds, by how much it fails, or that no figure decides it. A body may
decide another outcome with a written reason; the derivation is shown beside its decision.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from grading.rules import climbing, codec, conditions, demands, giving, scoring
from grading.rules.climbing import Limits, Step
from grading.rules.conditions import Examined, Standing
from grading.rules.demands import Demand
from grading.rules.frozen.derivation import DERIVATION
from grading.rules.known import Known
from grading.rules.programme import Programme
from grading.rules.programmes.parts.outcomes import NotAbove, OutcomeRule


class Ending(StrEnum):
    """The ending of a derivation. `no_match`: no outcome's rules fit, so a body chooses one with a written reason.
    `open`: figures, grades or points that are still missing decide between two outcomes."""

    matched = "matched"
    no_match = "no_match"
    open = "open"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One outcome of the programme for one unit, by its key. `min_points` is the total that it takes (hundredths), and
    `points_short` the points that the unit's total lacks."""

    level: str
    min_points: int | None
    points_short: int
    conditions: tuple[Examined, ...]
    cases: tuple[Examined, ...]
    """The cases that force this outcome."""
    demands: tuple[Demand, ...] = ()
    """The demands on the points of each criterion and on the rating."""
    caps: tuple[Examined, ...] = ()
    """The cases in which a unit gets at most this outcome."""

    @property
    def forcing(self) -> tuple[Examined, ...]:
        return _holding(self.cases)

    @property
    def capping(self) -> tuple[Examined, ...]:
        return _holding(self.caps)

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
    """The outcome that the rules give, by its key; for a title also `declined`. `level` is None unless `ending` is
    matched.

    When `ending` is open, the outcome lies between `at_best` and `at_least`. `at_least` is None when none fits yet.
    `points_worst` and `points_most` are the ends of the total once every criterion has its points. `lowering` are the
    cases that lower what was reached, and `claimed` is what the unit claimed, where the outcome is never above it.
    """

    ending: Ending
    level: str | None
    by_points: str | None
    by_conditions: str | None
    forced: str | None
    at_best: str | None
    at_least: str | None
    points: int | None
    points_total: int | None
    rungs: tuple[Rung, ...]
    points_worst: int | None = None
    points_most: int | None = None
    lowering: tuple[Examined, ...] = ()
    claimed: str | None = None

    def rung(self, level: str) -> Rung:
        """Raises KeyError for an outcome that the programme does not have."""
        return {found.level: found for found in self.rungs}[level]

    def place(self, level: str | None) -> int:
        """Returns the place of an outcome from the highest, 0; what is no outcome of the programme comes last."""
        return next((place for place, rung in enumerate(self.rungs) if rung.level == level), len(self.rungs))

    @property
    def forcing(self) -> tuple[tuple[str, Examined], ...]:
        return tuple((rung.level, case) for rung in self.rungs for case in rung.forcing)

    @property
    def capping(self) -> tuple[tuple[str, Examined], ...]:
        return tuple((rung.level, case) for rung in self.rungs for case in rung.capping)

    @property
    def lowered_by(self) -> tuple[Examined, ...]:
        """The cases that lower what was reached by one step each."""
        return _holding(self.lowering)

    def to_json(self) -> str:
        """Returns canonical JSON, which is stored with a decision."""
        return DERIVATION.to_text(codec.encode(self))

    @classmethod
    def from_json(cls, text: str) -> "Derivation":
        """Returns the derivation of a stored text of any format that ever was. Raises ValueError when the text is not a
        derivation, and UnreadableFormat when its number is unknown."""
        return codec.decode(cls, DERIVATION.read(text))


def derive(programme: Programme, known: Known) -> Derivation:
    """Derives the outcome of a unit. Points that figures give count as `giving.merged` joins them with the typed ones.

    A case forces, caps or lowers only when its figures are present and meet the case.
    """
    points = giving.merged(programme, known)
    found = scoring.reach(programme, points, known)
    total, most, worst = (found.points, found.best, found.worst) if found else (None, None, None)
    needed = programme.points_needed_of(found.of if found else None)
    at = {key: _Reached(total, short, points) for key, short in needed.items()}
    rungs = tuple([_rung(programme, rule, at[rule.key], known) for rule in programme.outcomes])
    lowering = conditions.examine(programme, programme.lowered_by, known) if programme.lowered_by else ()
    steps, limits, names = _steps(programme, rungs), _limits(programme, rungs, lowering, known), programme.ladder
    decides = programme.body_decides
    best = least = climbing.reached(steps, most, limits, body_decides=decides, unknown_holds=True)
    if worst != most or not limits.is_claimed or any(Standing.unknown in step.standings for step in steps):
        least = climbing.reached(steps, worst, limits, body_decides=decides, unknown_holds=False)
    ending = Ending.open if best != least else Ending.no_match if best is None else Ending.matched
    return Derivation(
        ending=ending, level=_named(names, best) if ending is Ending.matched else None,
        by_points=_named(names, climbing.by_points(steps, total)),
        by_conditions=_named(names, climbing.by_conditions(steps, unknown_holds=False)),
        forced=_named(names, limits.forced), at_best=_named(names, best), at_least=_named(names, least), points=total,
        points_total=found.of if found else programme.points_total, rungs=rungs, points_worst=worst,
        points_most=most, lowering=lowering,
        claimed=_named(names, limits.claimed),
    )  # fmt: skip


class _Reached(NamedTuple):
    """The present total, the total that the outcome takes, and the points of each criterion."""

    total: int | None
    needed: int | None
    points: dict[str, int]


def _rung(programme: Programme, rule: OutcomeRule, reached: _Reached, known: Known) -> Rung:
    total, needed, points = reached
    return Rung(
        level=rule.key, min_points=needed,
        points_short=0 if needed is None or total is None or total >= needed else needed - total,
        conditions=conditions.examine(programme, programme.conditions_of(rule), known),
        cases=conditions.examine(programme, rule.vetoes, known) if rule.vetoes else (),
        demands=demands.of_rule(programme, rule, points, known) if programme.asks_of_each(rule) else (),
        caps=conditions.examine(programme, rule.caps, known) if rule.caps else (),
    )  # fmt: skip


def _steps(programme: Programme, rungs: tuple[Rung, ...]) -> tuple[Step, ...]:
    """Returns what of each outcome decides whether it is reached, the lowest last; a title ends with `declined`."""
    is_title, bare = programme.gives_title, 0 if programme.gives_title and programme.is_banded else None
    steps = [Step(bare, frozenset(), otherwise=True)] if is_title else []
    standings: dict[str, frozenset[Standing]] = {}
    for rule, rung in zip(reversed(programme.outcomes), reversed(rungs), strict=True):
        found = {each.standing for each in rung.conditions}
        found.update([each.standing for each in rung.demands])
        if rule.within is not None:
            found |= standings[rule.within]
        standings[rule.key] = frozenset(found)
        steps.append(Step(bare if rung.min_points is None else rung.min_points, standings[rule.key], rule.otherwise))
    return tuple(reversed(steps))


def _limits(
    programme: Programme, rungs: tuple[Rung, ...], lowering: tuple[Examined, ...], known: Known
) -> Limits:  # fmt: skip
    """Returns all that limits what is reached: the lowest of the outcomes that cases force or allow at most, the steps
    down, and the lowest claim."""
    forced = max([place for place, rung in enumerate(rungs) if rung.cases and rung.forcing], default=None)
    capped = max([place for place, rung in enumerate(rungs) if rung.caps and rung.capping], default=None)
    if not programme.not_above:
        return Limits(forced, capped, len(_holding(lowering)))
    claims = [known.claim if asked is NotAbove.claim else known.ballot for asked in programme.not_above]
    claimed = max([programme.place(claim) for claim in claims if claim is not None], default=None)
    return Limits(forced, capped, len(_holding(lowering)), claimed, is_claimed=None not in claims)


def _holding(cases: tuple[Examined, ...]) -> tuple[Examined, ...]:
    return tuple(case for case in cases if case.standing is Standing.holds)


def _named(ladder: tuple[str, ...], place: int | None) -> str | None:
    return None if place is None else ladder[place]
