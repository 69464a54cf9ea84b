"""The group of each dossier: among whom the quota of its campaign is counted."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy.orm import Session

from grading.models import Campaign, Dossier
from grading.rules.programmes.parts.quota import Grouping
from grading.rules.quota import QuotaGroup, group_of
from grading.services.units.units import names_on


class Placed(NamedTuple):
    """A dossier by the units that its group follows from."""

    dossier_id: int
    unit_id: int
    review_unit_id: int

    @classmethod
    def of(cls, dossier: Dossier) -> "Placed":
        return cls(dossier.id, dossier.unit_id, dossier.review_unit_id)


def groups_of(session: Session, campaign: Campaign, dossiers: Iterable[Placed]) -> dict[int, QuotaGroup]:
    """By dossier, in one query, as the units were on the day of the campaign. Without a quota, by the unit that
    reviews: pages show dossiers so."""
    rule, placed = campaign.programme.quota, list(dossiers)
    group_by = (rule.group_by if rule else None) or (Grouping.parent,)
    if not placed:
        return {}
    periods = names_on(session, {unit_id for each in placed for unit_id in each[1:]}, campaign.as_of)
    found = {}
    for dossier_id, unit_id, review_unit_id in placed:
        unit = periods[unit_id]
        found[dossier_id] = group_of(
            group_by, parent_id=review_unit_id, parent_name=periods[review_unit_id].org_name,
            cell_type=unit.cell_type, kind=unit.kind,
        )  # fmt: skip
    return found
