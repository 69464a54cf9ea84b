"""The desk of a body that decides: the dossiers that wait for its meeting, and why some cannot be decided yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Dossier
from grading.services.decisions import undecided
from grading.services.dossiers.facts import facts_of
from grading.services.units.units import names_on
from workflows import Reason, Work, work_of


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One dossier that waits for the meeting, of a unit `under` another; with reasons it cannot be decided yet."""

    dossier_id: int
    name: str
    under: str
    work: Work | None
    reasons: tuple[Reason, ...]


def waiting_list(
    session: Session, actor: Actor, campaign: Campaign, unit_id: int, waiting: Sequence[Dossier]
) -> list[Waiting]:
    """Returns the dossiers in the order given. The number of queries does not depend on their number."""
    units = {unit for dossier in waiting for unit in (dossier.unit_id, dossier.review_unit_id)}
    periods = names_on(session, units, campaign.as_of)
    facts = facts_of(session, actor, waiting)
    names = {dossier.id: periods[dossier.unit_id].org_name for dossier in waiting}
    closed = undecided.of_dossiers(session, campaign, unit_id, waiting, names)
    return [
        Waiting(
            dossier_id=dossier.id, name=names[dossier.id], under=periods[dossier.review_unit_id].org_name,
            work=work_of(campaign.process, dossier.state, facts[dossier.id]), reasons=closed.get(dossier.id, ()),
        )
        for dossier in waiting
    ]  # fmt: skip
