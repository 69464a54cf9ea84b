"""The group of each dossier: the quota of a campaign is counted inside a group."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier
from grading.rules.programme import Programme
from grading.rules.programmes.parts.quota import Grouping
from grading.rules.quota import QuotaGroup, group_of
from grading.services.units.units import names_on


class Placed(NamedTuple):
    """A dossier with the units that decide its group."""

    dossier_id: int
    unit_id: int
    review_unit_id: int

    @classmethod
    def of(cls, dossier: Dossier) -> "Placed":
        return cls(dossier.id, dossier.unit_id, dossier.review_unit_id)


def parting(programme: Programme) -> tuple[Grouping, ...]:
    """Returns what parts units on a page: that of the first quota; without a quota, the body that reviews them."""
    return next((quota.group_by for quota in programme.quotas if quota.group_by), (Grouping.parent,))


def groups_of(
    session: Session, campaign: Campaign, dossiers: Iterable[Placed], parted_by: Sequence[Grouping] | None = None
) -> dict[int, QuotaGroup]:
    """Returns the group of each dossier, in one query, with the units as they were on the day of the campaign.

    `parted_by` parts the units; by default they are grouped as pages show them.
    """
    group_by, placed = parted_by or parting(campaign.programme), list(dossiers)
    if not placed:
        return {}
    periods = names_on(session, {unit_id for place in placed for unit_id in place[1:]}, campaign.as_of)
    groups = {}
    for dossier_id, unit_id, review_unit_id in placed:
        unit = periods[unit_id]
        groups[dossier_id] = group_of(
            group_by, parent_id=review_unit_id, parent_name=periods[review_unit_id].org_name,
            cell_type=unit.cell_type, kind=unit.kind,
        )  # fmt: skip
    return groups
