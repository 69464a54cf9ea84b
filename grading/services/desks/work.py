"""My work: the work that waits for an account, desk by desk. A desk is a role on a unit in a campaign."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grading.actors import Actor, Standing
from grading.models import Assessment, Commendation, Dossier
from grading.services.desks import administrator, going_on, lines, next_steps
from grading.services.desks.desk import Campaigns, Desk, in_order
from grading.services.desks.lines import Line
from grading.services.dossiers.tallies import (
    Tally,
    by_unit,
    decided_at_communes,
    issued_decisions,
    number_where,
    registering,
    tallies,
    voted_decisions,
)
from grading.services.figures.clashes import clashes_by_unit
from grading.services.layers import award_list, award_opinions
from workflows import CELL_ROLES, Layer, Role, Side, State


def waiting_for(session: Session, actor: Actor) -> list[Desk]:
    """Returns every desk of the account above the cell's, where campaigns go on (`going_on`): those with something to
    tell before the others, of each role the newest campaign first.

    A desk has only counts: an administrator sees the progress of each campaign, but nothing of its content.
    """
    who, today = actor.standing, actor.today
    if not who.is_admin and who.seats.keys() <= CELL_ROLES:
        return []
    told = going_on.campaigns_of(session, actor)
    campaigns = {key: campaign for key, campaign in told.items() if campaign.cancelled_at is None}
    decided = {key: campaign for key, campaign in campaigns.items() if campaign.is_decided}
    desks = [
        *_commune(session, who, told, today),
        *_team(session, who, decided),
        *_award_team(session, actor, decided),
        *_lead(session, who, decided, today),
        *_authority(session, who, decided, today),
        *_clerk(session, who),
        *_inspector(session, who, decided, today),
        *_others(session, who, campaigns),
        *_cancelled(who, told),
        *administrator.desks_of(session, who, today),
    ]
    return sorted(desks, key=lambda desk: not desk.lines)


def _commune(session: Session, who: Standing, campaigns: Campaigns, today: date) -> Iterator[Desk]:
    """Yields the desk of the committee that reviews. Of a cancelled campaign it has no work, and is told why."""
    units = who.units(Role.commune_reviewer)
    listed = registering(session, units)
    decided = decided_at_communes(session, units)
    counts = dict.fromkeys(listed, Tally()) | tallies(session, Dossier.review_unit_id, units, today)
    for campaign in campaigns.values():
        unit_tallies = {unit_id: tally for (key, unit_id), tally in counts.items() if key == campaign.id}
        if campaign.cancelled_at is not None:
            yield from (
                Desk(role=Role.commune_reviewer, unit_id=unit_id, campaign=campaign) for unit_id in unit_tallies
            )
            continue
        clashes = clashes_by_unit(session, campaign, unit_tallies) if unit_tallies else {}
        for unit_id, tally in unit_tallies.items():
            yield Desk(
                role=Role.commune_reviewer, unit_id=unit_id, campaign=campaign,
                done=tally.past(*campaign.process.until(Side.review)) if campaign.is_decided
                else tally.states[State.noted],
                total=tally.total,
                lines=lines.told(
                    *lines.of_list(campaign, listed.get((campaign.id, unit_id), Counter())),
                    Line(kind="unit_changed", number=tally.asked),
                    Line(
                        kind="review" if campaign.is_decided else "note",
                        number=tally.states[State.commune_review] - decided[campaign.id, unit_id],
                    ),
                    Line(kind="pass_on", number=decided[campaign.id, unit_id]),
                    Line(kind="clashes", number=sum(clash.is_open for clash in clashes[unit_id])),
                    *lines.unsent(campaign, tally),
                ),
            )  # fmt: skip


def _cancelled(who: Standing, campaigns: Campaigns) -> Iterator[Desk]:
    """Yields the desks of the team and of the meeting in campaigns that were cancelled: they have no work there, and
    are told why what waited is gone."""
    for campaign in campaigns.values():
        for role in (Role.appraiser, Role.appraisal_lead, Role.authority_secretary):
            if campaign.cancelled_at is not None and campaign.authority_unit_id in who.units(role):
                yield Desk(role=role, unit_id=campaign.authority_unit_id, campaign=campaign)


def _team(session: Session, who: Standing, campaigns: Campaigns) -> Iterator[Desk]:
    units = who.units(Role.appraiser)
    if not units:
        return
    mine = select(Assessment.dossier_id).where(
        Assessment.layer == Layer.appraiser, Assessment.by_id == who.account_id, Assessment.finished_at.is_not(None)
    )
    finished = Dossier.id.in_(mine)
    query = (
        select(Dossier.campaign_id, Dossier.appraisal_unit_id, func.count(), number_where(finished))
        .where(
            Dossier.appraisal_unit_id.in_(units),
            Dossier.unit_id.not_in(who.own_units),
            (Dossier.state == State.appraisal) | finished,
        )
        .group_by(Dossier.campaign_id, Dossier.appraisal_unit_id)
    )
    counts = {(campaign_id, unit_id): (total, done) for campaign_id, unit_id, total, done in session.execute(query)}
    for campaign, unit_id, (total, done) in in_order(campaigns, counts):
        if award_opinions.follows_decided_levels(campaign):
            continue
        yield Desk(
            role=Role.appraiser, unit_id=unit_id, campaign=campaign, done=done, total=total,
            lines=lines.told(Line(kind="appraise", number=total - done)),
        )  # fmt: skip


def _award_team(session: Session, actor: Actor, campaigns: Campaigns) -> Iterator[Desk]:
    """Yields the desk of an appraiser where the levels are decided already and only awards are left to appraise."""
    units = actor.standing.units(Role.appraiser)
    for campaign in campaigns.values() if units else ():
        if campaign.authority_unit_id in units and award_opinions.appraises_awards(campaign):
            waiting, done = award_list.waiting(session, actor, campaign, campaign.authority_unit_id)
            if waiting + done:
                yield Desk(
                    role=Role.appraiser, unit_id=campaign.authority_unit_id, campaign=campaign, done=done,
                    total=waiting + done, lines=lines.told(Line(kind="appraise", number=waiting)),
                )  # fmt: skip


def _lead(session: Session, who: Standing, campaigns: Campaigns, today: date) -> Iterator[Desk]:
    counts = tallies(session, Dossier.appraisal_unit_id, who.units(Role.appraisal_lead), today)
    for campaign, unit_id, tally in in_order(campaigns, counts):
        yield Desk(
            role=Role.appraisal_lead, unit_id=unit_id, campaign=campaign,
            done=tally.past(*campaign.process.until(Side.appraise)),
            total=tally.past(*campaign.process.until(Side.review)),
            lines=lines.told(Line(kind="settle", number=tally.states[State.appraisal])),
        )  # fmt: skip


def _authority(session: Session, who: Standing, campaigns: Campaigns, today: date) -> Iterator[Desk]:
    """Yields the desk of the authority's committee, and that of a commune's committee if the campaign lets it
    decide."""
    units = who.units(Role.authority_secretary)
    voted = voted_decisions(session, units)
    for campaign, unit_id, tally in in_order(campaigns, tallies(session, Dossier.authority_unit_id, units, today)):
        yield Desk(
            role=Role.authority_secretary, unit_id=unit_id, campaign=campaign,
            done=tally.ended, total=tally.total,
            lines=lines.to_decide(tally.states[State.certification], voted[campaign.id, unit_id]),
        )  # fmt: skip
    decided = decided_at_communes(session, units)
    for campaign, unit_id, tally in in_order(campaigns, tallies(session, Dossier.review_unit_id, units, today)):
        if campaign.commune_decides and unit_id != campaign.authority_unit_id:
            undecided = tally.states[State.commune_review] - decided[campaign.id, unit_id]
            yield Desk(
                role=Role.authority_secretary, unit_id=unit_id, campaign=campaign,
                done=tally.past(*campaign.process.until(Side.review)) + decided[campaign.id, unit_id],
                total=tally.total,
                lines=lines.to_decide(undecided, voted[campaign.id, unit_id]),
            )  # fmt: skip


def _clerk(session: Session, who: Standing) -> Iterator[Desk]:
    """Yields the desk of the award clerk, who prints commendations and keeps the register."""
    if clerks := who.units(Role.award_clerk):
        registered = by_unit(session, Commendation.authority_unit_id, clerks, Commendation.id)
        printed = by_unit(session, Commendation.authority_unit_id, clerks, Commendation.printed_at)
        for unit_id in sorted(clerks):
            to_print = Line(kind="print", number=registered[unit_id] - printed[unit_id])
            register = Line(kind="register", number=registered[unit_id], asks=False)
            yield Desk(role=Role.award_clerk, unit_id=unit_id, lines=lines.told(to_print, register))


def _inspector(session: Session, who: Standing, campaigns: Campaigns, today: date) -> Iterator[Desk]:
    """Yields the desk of the inspector, who reads what was decided."""
    units = who.units(Role.inspector)
    if not units:
        return
    issued = issued_decisions(session, units)
    numbers = {key: issued[key] for key in {*tallies(session, Dossier.authority_unit_id, units, today), *issued}}
    for campaign, unit_id, number in in_order(campaigns, numbers):
        decided = Line(kind="decided", number=number, asks=False)
        yield Desk(role=Role.inspector, unit_id=unit_id, campaign=campaign, lines=lines.told(decided))


def _others(session: Session, who: Standing, campaigns: Campaigns) -> Iterator[Desk]:
    """Yields the desk of each role that a campaign's table knows and that has no list of its own."""
    for turn in next_steps.turns(session, who, campaigns.values()):
        line = Line(kind="next_step", number=turn.number, dossier_id=turn.first_id)
        yield Desk(role=turn.role, unit_id=turn.unit_id, campaign=turn.campaign, lines=(line,))
