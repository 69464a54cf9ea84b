"""What a desk is: a role on a unit in a campaign, with the work that waits there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from grading.models import Campaign
from grading.services.dossiers.tallies import ByCampaign
from workflows import Role

Campaigns = Mapping[int, Campaign]
Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One kind of work (a code) and its amount. With `asks` it is this desk's turn; without, the line only informs.
    `dossier_id` is the dossier to begin with, where the work has no list."""

    kind: str
    number: int
    asks: bool = True
    dossier_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A desk of an account: `done` of `total` dossiers have left the desk. One desk of an administrator has no unit."""

    role: Role
    unit_id: int | None = None
    campaign: Campaign | None = None
    done: int = 0
    total: int = 0
    lines: tuple[Line, ...] = ()


def open_campaigns(session: Session, wanted: ColumnElement[bool], most: int | None = None) -> dict[int, Campaign]:
    """Returns the campaigns of this kind that are not closed, newest first."""
    query = select(Campaign).where(Campaign.closed_at.is_(None), wanted).order_by(Campaign.id.desc()).limit(most)
    return {campaign.id: campaign for campaign in session.scalars(query)}


def told(*lines: Line) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.number > 0)


def in_order(campaigns: Campaigns, found: Mapping[ByCampaign, Found]) -> Iterator[tuple[Campaign, int, Found]]:
    """Yields the newest campaign first; leaves out closed campaigns."""
    for campaign_id, unit_id in sorted(found, key=lambda key: (-key[0], key[1])):
        if campaign_id in campaigns:
            yield campaigns[campaign_id], unit_id, found[campaign_id, unit_id]
