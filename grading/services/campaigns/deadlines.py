"""Moves the last day of a cell, earlier or later: of its first sending, or of a return. The reviewing body does so."""

from datetime import date

from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Dossier
from grading.permissions import roles_on
from grading.services.dossiers import dossiers
from grading.services.dossiers.lateness import is_waited_for
from grading.services.ground.errors import NotNow, not_now, refuse
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import record
from workflows import NotYourStep, Role, State
from workflows.permits import cancelled, not_your_role


def may_move(actor: Actor, dossier: Dossier) -> bool:
    """Returns whether the account is of the body that reviews, and the cell still has something to send."""
    return _reviews(actor, dossier) and _closed(dossier) is None


def require(actor: Actor, dossier: Dossier) -> None:
    """Raises NotYourStep for anybody but the body that reviews, and NotNow once no day is left to move."""
    if not _reviews(actor, dossier):
        raise NotYourStep(not_your_role(Role.commune_reviewer))
    if (refusal := _closed(dossier)) is not None:
        raise refusal


def earliest(actor: Actor, dossier: Dossier) -> date:
    """Returns the earliest day that is safe: never a day that is over, and for a first sending never before the last
    day that the campaign gives to everybody."""
    return actor.today if dossier.returned else max(actor.today, dossier.campaign.submit_by)


def move(
    session: Session, actor: Actor, dossier: Dossier, day: date, reason: str, *, seen_version: int | None = None
) -> None:
    """Extends the last day, shortens it, or takes an extension back.

    Raises:
        NotYourStep, NotNow: as `require` does; NotNow also when the dossier changed since the page was made.
        Refused: due_day_reason, reason_long, due_day_early, due_day_same.
    """
    require(actor, dossier)
    if seen_version is not None and seen_version != dossier.version:
        raise dossiers.changed_meanwhile(session, dossier)
    if not (words := typed_reason(reason)):
        raise refuse("due_day_reason")
    set_day(session, actor, dossier, day, words)


def set_day(session: Session, actor: Actor, dossier: Dossier, day: date, reason: str = "") -> None:
    """Sets the last day, for whoever may. Raises NotNow (campaign_over, due_day_sent), Refused (due_day_early,
    due_day_same)."""
    if (refusal := _closed(dossier)) is not None:
        raise refusal
    before = dossier.last_day
    if day < earliest(actor, dossier):
        raise refuse("due_day_early", first=earliest(actor, dossier))
    if day == before:
        raise refuse("due_day_same", date=day)
    _set(dossier, day)
    dossiers.touch(actor, dossier)
    done = Done.due_day_extended if day > before else Done.due_day_shortened
    record(session, actor, done, dossier, reason, before=before, after=day)
    session.flush()


def choose_for_return(session: Session, actor: Actor, dossier: Dossier, day: date) -> None:
    """Sets the day that the reviewer chose with a return that was just made. Raises Refused (due_day_early)."""
    if day < actor.today:
        raise refuse("due_day_early", first=actor.today)
    if dossier.returned is not None and day != dossier.return_due_on:
        record(session, actor, Done.return_day_chosen, dossier, before=dossier.last_day, after=day)
        dossier.return_due_on = day
        session.flush()


def _set(dossier: Dossier, day: date) -> None:
    if dossier.returned is not None:
        dossier.return_due_on = day
    else:
        dossier.due_on = day


def _reviews(actor: Actor, dossier: Dossier) -> bool:
    own = dossier.unit_id in actor.standing.own_units
    return Role.commune_reviewer in roles_on(actor.standing, dossier) and not own


def _closed(dossier: Dossier) -> NotNow | None:
    campaign = dossier.campaign
    if campaign.cancelled_on is not None:
        return NotNow([cancelled(campaign.period_id, campaign.cancelled_on)])
    if campaign.closed_on is not None and not is_waited_for(dossier):
        return not_now("campaign_over", period=campaign.period_id, date=campaign.closed_on)
    return None if dossier.state is State.draft else not_now("due_day_sent")
