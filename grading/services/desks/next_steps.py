"""The dossiers that wait for a role without a list of its own: its turn is what the campaign's table says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.actors import Standing
from grading.models import Campaign, Dossier
from workflows import CELL_ROLES, Role, next_role

WITH_A_LIST = CELL_ROLES | {
    Role.commune_reviewer,
    Role.appraiser,
    Role.appraisal_lead,
    Role.authority_secretary,
    Role.award_clerk,
    Role.inspector,
    Role.admin,
}


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The number of dossiers that wait for a role on a unit, and the one that came first."""

    role: Role
    unit_id: int
    campaign: Campaign
    number: int
    first_id: int


def turns(session: Session, who: Standing, campaigns: Iterable[Campaign]) -> Iterator[Turn]:
    """Yields the turns of the account's roles that have no list; a dossier of the own unit is nobody's turn."""
    for role in sorted(who.seats.keys() - WITH_A_LIST):
        for campaign in campaigns:
            process = campaign.process
            states = [state for state in process.states if next_role(process, state) is role]
            for seat in process.seats if states else ():
                if seat.role is not role:
                    continue
                column = getattr(Dossier, f"{seat.body}_id")
                query = select(column, func.count(), func.min(Dossier.id)).where(
                    Dossier.campaign_id == campaign.id, Dossier.state.in_(states), column.in_(who.units(role)),
                    Dossier.unit_id.not_in(who.own_units),
                )  # fmt: skip
                for unit_id, number, first_id in session.execute(query.group_by(column)):
                    yield Turn(role=role, unit_id=unit_id, campaign=campaign, number=number, first_id=first_id)
