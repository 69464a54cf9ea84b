"""Ends a campaign: closes it, cancels it or opens it again; leaves out a unit that never sent its dossier."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Done, Dossier, NotRated, Registration
from grading.services.campaigns import ending
from grading.services.campaigns.campaigns import require_alive
from grading.services.campaigns.ending import CampaignAct
from grading.services.dossiers.moving import touch_together
from grading.services.ground.errors import not_now, refuse
from grading.services.ground.turns import hold_turn
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import has_just_done, record
from workflows import State


def unsent(session: Session, campaign: Campaign) -> list[Dossier]:
    """Returns the dossiers that their cells have never sent, in the order of the roster; a closing leaves them as they
    are. A unit that is already recorded as not rated has nothing to send."""
    left_out = select(NotRated.unit_id).where(NotRated.campaign_id == campaign.id)
    query = select(Dossier).where(
        Dossier.campaign_id == campaign.id, Dossier.state == State.draft, ~Dossier.came_back,
        Dossier.unit_id.not_in(left_out),
    )  # fmt: skip
    return list(session.scalars(query.order_by(Dossier.id)))


def close(session: Session, actor: Actor, campaign: Campaign, *, seen: int | None = None) -> None:
    """Closes the campaign: no cell may send a dossier any more; a dossier that was sent goes on to its end. Raises what
    `ending.require` raises, and NotNow (campaign_stale) as `_take_turn` does."""
    if not _take_turn(session, actor, campaign, CampaignAct.close, seen):
        return
    campaign.closed_at = actor.now
    record(session, actor, Done.campaign_closed, campaign)
    session.flush()


def still_open(session: Session, campaign: Campaign) -> list[Dossier]:
    """Returns the dossiers that were sent and are not at their end, in the order of the roster: they go on after a
    closing, also where one has come back to its cell."""
    query = select(Dossier).where(Dossier.campaign_id == campaign.id, Dossier.goes_on)
    return list(session.scalars(query.order_by(Dossier.id)))


def reopen(session: Session, actor: Actor, campaign: Campaign, reason: str, *, seen: int | None = None) -> None:
    """Opens a closed or cancelled campaign again, with the reason. What was sent to a closed one went on meanwhile; in
    a cancelled one everything stayed as it was. What was not sent can be sent.

    Raises:
        Forbidden, NotNow: what `ending.require` raises: campaign_not_closed; campaign_overlaps where another campaign
            of this model and period has taken one of its units since; campaign_stale as `_take_turn` does.
        Refused: reopening_reason without a reason in words, reason_long.
    """
    if not _take_turn(session, actor, campaign, CampaignAct.reopen, seen):
        return
    if not (words := typed_reason(reason)):
        raise refuse("reopening_reason")
    campaign.closed_at, campaign.cancelled_at, campaign.cancelled_reason = None, None, ""
    record(session, actor, Done.campaign_reopened, campaign, words)
    session.flush()


def cancel(session: Session, actor: Actor, campaign: Campaign, reason: str, *, seen: int | None = None) -> None:
    """Cancels a campaign in which nothing was decided, with the reason. Its dossiers stay as they are, to be read; it
    counts for nothing, and its units are free for another campaign of the same model and period.

    Raises:
        Forbidden, NotNow: what `ending.require` raises: campaign_cancelled; cancel_issued, cancel_voted, cancel_noted
            with the numbers of what was decided; campaign_stale as `_take_turn` does.
        Refused: cancelling_reason without a reason in words, reason_long.
    """
    if not _take_turn(session, actor, campaign, CampaignAct.cancel, seen):
        return
    if not (words := typed_reason(reason)):
        raise refuse("cancelling_reason")
    campaign.closed_at, campaign.cancelled_at = campaign.closed_at or actor.now, actor.now
    campaign.cancelled_reason = words
    touch_together(session, actor, _locked(session, campaign))  # nobody writes what was read before
    record(session, actor, Done.campaign_cancelled, campaign, words)
    session.flush()


_DONE = {
    CampaignAct.close: Done.campaign_closed,
    CampaignAct.reopen: Done.campaign_reopened,
    CampaignAct.cancel: Done.campaign_cancelled,
}


def _take_turn(session: Session, actor: Actor, campaign: Campaign, act: CampaignAct, seen: int | None) -> bool:
    """Returns whether there is something to do: nothing if this person has just done the same.

    Nobody opens another campaign meanwhile, and nobody votes in this one. A cancelling waits also for everybody who is
    writing one of the dossiers or registrations; who comes after it finds the campaign cancelled.

    Raises:
        Forbidden, NotNow: what `ending.require` raises; NotNow (campaign_stale) when somebody else has closed, opened
            or cancelled the campaign since the page was made (`seen`, its version), and the act is still there.
    """
    hold_turn(session, "opening", [0])
    session.refresh(campaign, with_for_update=True)
    if act is CampaignAct.cancel:
        _locked(session, campaign)
        registrations = select(Registration.id).where(Registration.campaign_id == campaign.id)
        session.execute(registrations.order_by(Registration.id).with_for_update())
    if seen is not None and seen != campaign.version and has_just_done(session, actor, _DONE[act], campaign):
        return False
    ending.require(session, actor, campaign, act)
    if seen is not None and seen != campaign.version:
        raise not_now("campaign_stale")
    return True


def _locked(session: Session, campaign: Campaign) -> Sequence[Dossier]:
    query = select(Dossier).where(Dossier.campaign_id == campaign.id).order_by(Dossier.id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).all()


def leave_out(session: Session, actor: Actor, dossier: Dossier, reason: str) -> None:
    """Records that a unit which never sent its dossier is not rated, and why. The committee above no longer waits for
    it.

    Raises:
        NotNow: campaign_cancelled.
        Refused: not_rated_open while the campaign is not closed, not_rated_sent for a dossier that was sent,
            not_rated_already, reason_needed without a reason in words.
    """
    campaign = dossier.campaign
    require_alive(campaign)
    if campaign.closed_at is None:
        raise refuse("not_rated_open", campaign=campaign.code)
    if dossier.state is not State.draft:
        raise refuse("not_rated_sent", code=dossier.unit.code)
    if not (words := typed_reason(reason)):
        raise refuse("reason_needed")
    recorded = select(NotRated).where(NotRated.campaign_id == campaign.id, NotRated.unit_id == dossier.unit_id)
    if session.scalars(recorded).first() is not None:
        raise refuse("not_rated_already", code=dossier.unit.code)
    session.add(NotRated(campaign_id=campaign.id, unit_id=dossier.unit_id, reason=words))
    record(session, actor, Done.left_out, dossier, words)
    session.flush()
