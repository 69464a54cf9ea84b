"""Hands over from a unit that ends to its successor in one campaign: a dossier to go on with, and the registered works
with their origin. Months are not copied: they are read from the unit that recorded them (figures.year_records)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor, command
from grading.models import Campaign, Done, Dossier, RegisteredWork, Registration, Unit, UnitTask
from grading.services.campaigns.opening import make_dossier
from grading.services.figures import fed_by_months
from grading.services.figures.registered_works import count_works
from grading.services.record.recording import record
from grading.services.units.units import names_on
from workflows import Registering


def hand_over(
    session: Session, actor: Actor, task: UnitTask, successor: Unit, reason: str, *, works: Sequence[RegisteredWork]
) -> Dossier:
    """Gives the successor a dossier in the campaign, if it has none, and what the ended dossier had begun: these of its
    works, and the months that the task gives to this successor. Figures that follow are nobody's: the reviewer who
    hands over does not act for the cell."""
    ended = task.dossier
    received = _find(session, ended.campaign, successor.id) or _make(session, actor, task, successor)
    if ended.registration is not None:
        _hand_over_works(session, actor, ended.registration, successor, works)
    session.expire(received, ["registration"])
    if received.programme.year_work and fed_by_months.takes_months(received):
        fed_by_months.feed(session, command(actor.now), received)
    record(session, actor, Done.dossier_received, received, reason, predecessor=ended.unit.code)
    return received


def _find(session: Session, campaign: Campaign, unit_id: int) -> Dossier | None:
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, Dossier.unit_id == unit_id)
    return session.scalars(query).one_or_none()


def _make(session: Session, actor: Actor, task: UnitTask, successor: Unit) -> Dossier:
    campaign = task.dossier.campaign
    period = names_on(session, [successor.id], max(task.on, campaign.as_of))[successor.id]
    in_campaign = select(Dossier.review_unit_id).where(Dossier.campaign_id == campaign.id)
    reviewing = set(session.scalars(in_campaign.distinct()))
    parent = period.parent_id if period.parent_id in reviewing else task.dossier.review_unit_id
    dossier = make_dossier(campaign, period, parent, actor.now)
    session.add(dossier)
    session.flush()
    return dossier


def _hand_over_works(
    session: Session, actor: Actor, before: Registration, successor: Unit, works: Sequence[RegisteredWork]
) -> None:
    """Adds the works to those of the successor; what is done of them stays done, and each says where it came from."""
    query = select(Registration).where(
        Registration.campaign_id == before.campaign_id, Registration.unit_id == successor.id
    )
    after = session.scalars(query).one_or_none()
    if after is None or after.state is not Registering.confirmed:
        after = _taken_over(session, actor, before, after, successor)
    number = max((work.number for work in after.works), default=0)
    after.works += [
        RegisteredWork(
            number=number + place, title=work.title, target=work.target, measure=work.measure, done=work.done,
            note=work.note, origin_id=work.origin_id or before.unit_id,
        )
        for place, work in enumerate(works, start=1)
    ]  # fmt: skip
    after.touched_at = actor.now
    session.flush()
    count_works(session, command(actor.now), after)


def _taken_over(
    session: Session, actor: Actor, before: Registration, own: Registration | None, successor: Unit
) -> Registration:
    """Returns the successor's registration, which rests on the resolution of the unit before it."""
    after = own or Registration(campaign_id=before.campaign_id, unit_id=successor.id, works=[])
    after.review_unit_id, after.choosing_unit_id = before.review_unit_id, before.choosing_unit_id
    after.state, after.reason = Registering.confirmed, ""
    after.registered_on, after.eligible, after.in_favour = before.registered_on, before.eligible, before.in_favour
    after.settled_on, after.settled_by_id = before.settled_on, before.settled_by_id
    after.note, after.touched_at = before.note, actor.now
    session.add(after)
    session.flush()
    return after
