"""What the conditions of a programme read beside a unit's own grades, points and figures of the period."""

from dataclasses import dataclass

from grading.rules.conditions import all_conditions
from grading.rules.programme import Programme
from grading.rules.programmes.parts.operands import RATING, Year


@dataclass(frozen=True, kw_only=True)
class Reads:
    """`outcomes` are what they are of (`rating`, or a model) and how many years ago. `before`: figures of the year
    before. `kinds`: the kind of the unit. `registered`: whether the unit is registered for the title."""

    outcomes: frozenset[tuple[str, int]]
    before: bool
    kinds: bool
    registered: bool

    @property
    def ratings(self) -> bool:
        return any(of == RATING for of, _ago in self.outcomes)

    @property
    def titles(self) -> bool:
        return any(of != RATING for of, _ago in self.outcomes)


def reads(programme: Programme) -> Reads:
    """Returns what the conditions read, so that nothing else is looked up."""
    conditions = all_conditions(programme)
    leaves = [leaf for condition in conditions for leaf in condition.leaves]
    asked = [leaf.outcome_of for leaf in leaves if leaf.outcome_of is not None]
    units = [leaf.unit_is for leaf in leaves if leaf.unit_is is not None]
    return Reads(
        outcomes=frozenset((each.of, ago) for each in asked for ago in each.years_ago),
        before=any(leaf.value_of is not None and leaf.value_of.year is Year.last for leaf in leaves),
        kinds=any(each.kinds for each in units) or any(condition.applies_to for condition in conditions),
        registered=any(each.registered is not None for each in units),
    )
