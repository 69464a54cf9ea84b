"""A committee sees of the year of its cells only what the cells sent, as they sent it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Dossier, YearPart
from grading.permissions import roles_on
from grading.services.dossiers import dossiers
from grading.services.ground.errors import not_now
from grading.services.months import sending
from grading.services.months.sending import Newest, Place
from grading.services.units.units import names_on
from workflows import NotYourStep, Role
from workflows.permits import not_your_role


@dataclass(frozen=True, kw_only=True)
class CellYear:
    """One cell of the commune: what it sent, and what the programme asks for so far and it has not sent."""

    dossier: Dossier
    name: str
    sent: Newest
    gaps: list[Place]

    def number(self, part: YearPart) -> int:
        return sum(place[0] == part for place in self.sent)

    def lacking(self, part: YearPart) -> list[int]:
        return [period for at, period in self.gaps if at == part]


def of_commune(session: Session, actor: Actor, campaign: Campaign, unit_id: int) -> list[CellYear]:
    """Returns the commune's cells in Vietnamese order, in a fixed number of queries. Own units of the reader are left
    out. Raises NotNow (year_none) if the programme has no work through the year."""
    work = campaign.programme.year_work
    if work is None:
        raise not_now("year_none", programme=campaign.programme.title)
    found = [
        dossier
        for dossier in dossiers.list_dossiers(session, actor, campaign, review_unit_id=unit_id)
        if may_read(actor, dossier)
    ]
    sent = sending.newest(session, [dossier.unit_id for dossier in found], campaign.year)
    names = names_on(session, [dossier.unit_id for dossier in found], campaign.as_of)
    rows = [
        CellYear(
            dossier=dossier, name=names[dossier.unit_id].org_name, sent=sent[dossier.unit_id],
            gaps=sending.gaps(work, campaign.year, sent[dossier.unit_id].keys(), actor.today),
        )
        for dossier in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: names[row.dossier.unit_id].sort_key)


def of_cell(session: Session, actor: Actor, dossier: Dossier) -> Mapping[Place, dict[str, object]]:
    """Returns what the cell sent last, as it sent it. Raises NotYourStep for anybody but the body that reviews."""
    if not may_read(actor, dossier):
        raise NotYourStep(not_your_role(Role.commune_reviewer))
    sent = sending.newest(session, [dossier.unit_id], dossier.campaign.year)[dossier.unit_id]
    return {place: {"at": row.at, **row.content} for place, row in sorted(sent.items())}


def may_read(actor: Actor, dossier: Dossier) -> bool:
    own = dossier.unit_id in actor.standing.own_units
    return Role.commune_reviewer in roles_on(actor.standing, dossier) and not own
