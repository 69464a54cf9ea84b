"""The types of cell (school, enterprise …), and the criteria that are only for some types."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum, auto

from grading.rules.programmes.parts.criteria import Criterion, Group


class CellType(StrEnum):
    """The type of a cell, by its organisation. `cooperative` includes credit funds; `military` is the armed forces
    without the police."""

    hamlet = auto()
    agency = auto()
    school = auto()
    health = auto()
    service = auto()
    enterprise = auto()
    cooperative = auto()
    military = auto()
    police = auto()


NAMES: Mapping[str, str] = {
    CellType.hamlet: "ấp, khóm, thôn, tổ dân phố",
    CellType.agency: "cơ quan",
    CellType.school: "trường học",
    CellType.health: "trạm y tế",
    CellType.service: "đơn vị sự nghiệp",
    CellType.enterprise: "doanh nghiệp",
    CellType.cooperative: "hợp tác xã, quỹ tín dụng",
    CellType.military: "quân đội",
    CellType.police: "công an",
}


def is_special(groups: tuple[Group, ...]) -> bool:
    """Returns whether the type of a cell matters for any criterion: for whether it applies, or for its points."""
    return any(_is_special(criterion) for group in groups for criterion in group.criteria)


def _is_special(criterion: Criterion) -> bool:
    when, given = criterion.applies_when, criterion.given_by
    by_type = given is not None and given.rule.reads_type
    return bool(criterion.applies_to_types or (when is not None and when.types) or by_type)


def groups_for(groups: tuple[Group, ...], cell_type: str) -> tuple[Group, ...]:
    """Returns the groups with only the criteria that concern this type. A group without such a criterion is left
    out."""
    reduced_groups = (
        replace(group, criteria=tuple(each for each in group.criteria if each.concerns(cell_type))) for group in groups
    )
    return tuple(group for group in reduced_groups if group.criteria)
