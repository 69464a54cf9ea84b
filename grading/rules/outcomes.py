"""The ladder of a programme's outcomes: their order, what each takes, and what each counts as."""

from dataclasses import dataclass
from functools import cached_property

from grading.rules.ladder import Ladder
from grading.rules.levels import RATINGS, Level
from grading.rules.programmes.parts.conditions import Condition, Looks
from grading.rules.programmes.parts.outcomes import DECLINED, NotAbove, OutcomeRule, Unmet
from workflows import Kind


@dataclass(frozen=True, kw_only=True)
class WithOutcomes:
    """The part of a programme that says what a unit can reach, highest first.

    Each case of `lowered_by` lowers what was reached by one step. `not_above` says whose claim the outcome is never
    above. `conditions_unmet` says what happens where points fit an outcome and its conditions do not; None is the next
    lower outcome.
    """

    kind: Kind
    points_total: int | None
    outcomes: tuple[OutcomeRule, ...]
    lowered_by: tuple[Condition, ...] = ()
    not_above: tuple[NotAbove, ...] = ()
    conditions_unmet: Unmet | None = None

    @cached_property
    def gives_title(self) -> bool:
        return self.kind is Kind.recognition

    @cached_property
    def body_decides(self) -> bool:
        """Says whether the body decides where points fit an outcome and its conditions do not."""
        return self.conditions_unmet is Unmet.body_decides

    @cached_property
    def ladder(self) -> Ladder:
        """The keys of all that a unit can be given, highest first; a title ends with `declined`."""
        keys = [rule.key for rule in self.outcomes]
        levels = {rule.key: rule.counts_as for rule in self.outcomes if rule.counts_as is not None}
        return Ladder([*keys, DECLINED] if self.gives_title else keys, levels)

    def outcome(self, key: str) -> OutcomeRule:
        """Raises KeyError for an outcome that the programme does not have."""
        return self._outcomes_by_key[key]

    def has_outcome(self, key: str | None) -> bool:
        """Returns whether a rule of the programme has this key; `declined` has none."""
        return key in self._outcomes_by_key

    def place(self, key: str | None) -> int:
        """Returns the place of an outcome from the highest, 0. What the programme does not have comes last."""
        return self._places.get(key or "", len(self.ladder) - 1)

    def counts_as(self, key: str | None) -> Level | None:
        """Returns the legal level of an outcome of a rating, or None. An imported result says the level itself."""
        if key in self._outcomes_by_key:
            return self._outcomes_by_key[key].counts_as
        return Level(key) if key in _WORDS else None

    def of_level(self, level: Level) -> tuple[str, ...]:
        """Returns the outcomes that count as this legal level, highest first."""
        return tuple(rule.key for rule in self.outcomes if rule.counts_as is level)

    def holders_of(self, key: str) -> tuple[str, ...]:
        """Returns the outcome and all that lie within it: who has one of them has it too."""
        return tuple(rule.key for rule in self.outcomes if key in self._holding[rule.key])

    def carried(self, option: str | None) -> str | None:
        """Returns the outcome that an option of a ballot stands for: a ballot for a title asks for the title without a
        degree. None without an option."""
        if not self.gives_title or option is None:
            return option
        return {"for": self.plain, "against": DECLINED}.get(option, option)

    @property
    def default(self) -> str | None:
        """The outcome of a layer or of a decision when nobody chose one: a title is given without a degree, a level has
        to be chosen."""
        return self.plain if self.gives_title else None

    @property
    def plain(self) -> str:
        """The key of the lowest outcome: for a title, the title without a degree."""
        return self.outcomes[-1].key

    @cached_property
    def is_banded(self) -> bool:
        """Says whether some outcome takes a total of points."""
        return any(needed is not None for needed in self.points_needed.values())

    @cached_property
    def points_needed(self) -> dict[str, int | None]:
        """The total of points (hundredths) that each outcome takes, with that of the outcome within which it lies; None
        where it takes none."""
        return self._needed(self.points_total)

    def points_needed_of(self, total: int | None) -> dict[str, int | None]:
        """Returns the same for a unit whose percentages are taken of this total, since criteria are left out for it."""
        return self.points_needed if total in (None, self.points_total) else self._needed(total)

    def _needed(self, total: int | None) -> dict[str, int | None]:
        needed: dict[str, int | None] = {}
        for rule in reversed(self.outcomes):
            share = None if rule.min_pct is None or total is None else -(-total * rule.min_pct // 10000)
            own = [rule.min_points, share, needed.get(rule.within or "")]
            given = [points for points in own if points is not None]
            needed[rule.key] = max(given, default=None)
        return {rule.key: needed[rule.key] for rule in self.outcomes}

    def asks_of_each(self, rule: OutcomeRule) -> bool:
        """Returns whether an outcome asks anything of the points of each criterion, or of the rating."""
        return bool(rule.min_each) or rule.requires_rating_at_least is not None

    def conditions_of(self, rule: OutcomeRule) -> tuple[Condition, ...]:
        """Returns the conditions that are applied. A title leaves out a threshold that the issuer has not given."""
        if not self.gives_title:
            return rule.conditions
        return tuple(each for each in rule.conditions if each.looks is not Looks.figure or each.value is not None)

    @cached_property
    def _outcomes_by_key(self) -> dict[str, OutcomeRule]:
        return {rule.key: rule for rule in self.outcomes}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.ladder)}

    @cached_property
    def _holding(self) -> dict[str, frozenset[str]]:
        """The outcomes that each one holds: itself, and that within which it lies."""
        holding: dict[str, frozenset[str]] = {}
        for rule in reversed(self.outcomes):
            holding[rule.key] = frozenset({rule.key}) | holding.get(rule.within or "", frozenset())
        return holding


_WORDS = frozenset(level.value for level in (*RATINGS, Level.NOT_RATED))
