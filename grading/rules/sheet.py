"""The sheet of a programme: its criteria, and how the points of each of them arise."""

from functools import cached_property

from grading.rules.programmes.parts.applying import Otherwise
from grading.rules.programmes.parts.criteria import Criterion, Group, GroupKind, TotalLimits


class Sheet:
    """What follows from the groups of a programme alone."""

    groups: tuple[Group, ...]
    total_limits: TotalLimits | None

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in the order of the sheet."""
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    @cached_property
    def given(self) -> tuple[Criterion, ...]:
        """The criteria whose points the figures give."""
        return tuple(criterion for criterion in self.criteria if criterion.given_by is not None)

    @cached_property
    def conditional(self) -> tuple[Criterion, ...]:
        """The criteria that do not apply to every unit."""
        return tuple(criterion for criterion in self.criteria if criterion.applies_when is not None)

    @cached_property
    def figured(self) -> tuple[Criterion, ...]:
        """The criteria whose points are not always those that somebody typed: figures give them, the criterion may not
        apply, or what was typed is taken off."""
        off = self.taken_off
        return tuple(each for each in self.criteria if each.given_by or each.applies_when or each.key in off)

    @cached_property
    def taken_off(self) -> frozenset[str]:
        """The keys of the criteria whose points count with a minus: what a malus takes off, or only takes off."""
        malus = (each for group in self.groups if group.kind is GroupKind.malus for each in group.criteria)
        return frozenset(each.key for each in (*malus, *(each for each in self.criteria if each.takes_off)))

    @cached_property
    def is_plain(self) -> bool:
        """Says whether the total is the sum of the points: without bonus, malus, caps, limits, negative criteria and
        criteria that do not apply otherwise than in full."""
        groups = all(group.kind is GroupKind.ordinary and group.over is None for group in self.groups)
        full = all(each.applies_when is None or each.applies_when.otherwise is Otherwise.full for each in self.criteria)
        return groups and full and self.total_limits is None and all(each.least is None for each in self.criteria)

    @cached_property
    def reads_rating(self) -> bool:
        """Says whether the unit's own level of the year gives points."""
        return any(each.given_by is not None and each.given_by.rule.reads_level for each in self.given)

    @cached_property
    def reads_kind(self) -> bool:
        """Says whether a criterion applies only to some kinds of unit."""
        return any(each.applies_when is not None and each.applies_when.kinds for each in self.conditional)

    def criteria_in(self, groups: tuple[str, ...]) -> tuple[Criterion, ...]:
        """Returns the criteria of these groups, in the order of the sheet; a cell's type may have none of a group."""
        if groups not in self._criteria_in:
            here = (group for group in self.groups if group.key in groups)
            self._criteria_in[groups] = tuple(criterion for group in here for criterion in group.criteria)
        return self._criteria_in[groups]

    @cached_property
    def _criteria_in(self) -> dict[tuple[str, ...], tuple[Criterion, ...]]:
        return {}
