"""A desk is a role on a unit in a campaign, with the work that waits there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from grading.models import Campaign
from grading.services.desks.lines import Line
from grading.services.dossiers.tallies import ByCampaign
from workflows import Role

Campaigns = Mapping[int, Campaign]
Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A desk of an account: `done` of `total` dossiers have left the desk. One desk of an administrator has no unit."""

    role: Role
    unit_id: int | None = None
    campaign: Campaign | None = None
    done: int = 0
    total: int = 0
    lines: tuple[Line, ...] = ()


def in_order(campaigns: Campaigns, found: Mapping[ByCampaign, Found]) -> Iterator[tuple[Campaign, int, Found]]:
    """Yields the newest campaign first; leaves out campaigns in which nothing goes on."""
    for campaign_id, unit_id in sorted(found, key=lambda key: (-key[0], key[1])):
        if campaign_id in campaigns:
            yield campaigns[campaign_id], unit_id, found[campaign_id, unit_id]
