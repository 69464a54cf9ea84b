"""The roles of an account on a dossier, and which dossiers, campaigns, decisions and registrations it may see.
`workflows` says which role may do what."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, aliased

from grading.actors import Standing
from grading.models import Campaign, Decision, Dossier, ProcessSight, Registration
from workflows import CELL_ROLES, Body, RegistrationAct, Role, Seat, State
from workflows.registrations import CHOOSING

_authority = aliased(Campaign)
_COLUMNS: Mapping[Body, InstrumentedAttribute[int]] = {
    Body.unit: Dossier.unit_id,
    Body.review_unit: Dossier.review_unit_id,
    Body.appraisal_unit: Dossier.appraisal_unit_id,
    Body.authority_unit: Dossier.authority_unit_id,
}

KEPT = 256
"""The conditions that are kept: one says only what a standing says, and to build it takes longer than to find rows."""


@lru_cache(maxsize=KEPT)
def visible_to(who: Standing) -> ColumnElement[bool]:
    """Returns the only condition that limits which dossiers are seen.

    A role counts only on exactly the unit on which it was granted. Which unit of a dossier that is, and in which
    states, follows from the process that the dossier's campaign goes by (workflows.sights).
    """
    conditions = [_seen_as(role, units) for role, units in who.seats.items()]
    return or_(*conditions) if conditions else false()


def _seen_as(role: Role, units: Collection[int]) -> ColumnElement[bool]:
    placed = or_(*(and_(ProcessSight.body == body, column.in_(units)) for body, column in _COLUMNS.items()))
    sits = or_(
        ProcessSight.only_if_sits.is_(False),
        Campaign.decided_by == ProcessSight.body,
        Campaign.award_by == ProcessSight.body,
    )
    sight = (
        select(ProcessSight.role)
        .join(Campaign, Campaign.process_digest == ProcessSight.process_digest)
        .where(Campaign.id == Dossier.campaign_id, ProcessSight.role == role, ProcessSight.state == Dossier.state)
    )
    # The units are asked first, because the columns have an index.
    return and_(or_(*(column.in_(units) for column in _COLUMNS.values())), sight.where(placed, sits).exists())


def roles_on(who: Standing, dossier: Dossier) -> frozenset[Role]:
    """Returns the roles that count on this dossier now."""
    return roles_in(who, dossier, dossier.state)


def roles_in(who: Standing, dossier: Dossier, state: State) -> frozenset[Role]:
    """Returns the roles that count on this dossier while it is in the state, whichever it is in now.

    While a lower body sits, its secretary stands where otherwise the authority's stands, and afterwards reads on as
    the process says (workflows.Sitting). Where that body decides nothing, nobody stands there in its state.
    """
    process, campaign = dossier.campaign.process, dossier.campaign
    sittings = [sitting for sitting in process.sittings if campaign.sits(sitting.body)]
    moved = {sitting.role: sitting.body for sitting in process.sittings if sitting.state is state}

    def is_held(role: Role, body: Body) -> bool:
        return dossier.unit_of(body) in who.units(role)

    def is_seated(seat: Seat) -> bool:
        body = moved.get(seat.role, seat.body)
        return is_held(seat.role, body) and (body is seat.body or campaign.sits(body))

    seated = {seat.role for seat in process.seats if is_seated(seat)}
    past = [sitting for sitting in sittings if state in sitting.afterwards]
    reading = {sitting.reads_as for sitting in past if sitting.reads_as and is_held(sitting.role, sitting.body)}
    return frozenset(seated | reading)


@lru_cache(maxsize=KEPT)
def campaigns_visible_to(who: Standing) -> ColumnElement[bool]:
    """Returns the condition for campaigns with a dossier on one of the account's units, or with a cell invited to
    register. An administrator sees every campaign's progress."""
    if who.is_admin:
        return Campaign.id.is_not(None)
    if not who.seats:
        return false()
    placed = [
        and_(ProcessSight.role == role, ProcessSight.body == body, column.in_(units))
        for role, units in who.seats.items()
        for body, column in _COLUMNS.items()
    ]
    units = frozenset().union(*who.seats.values())
    on_units = or_(*(column.in_(units) for column in _COLUMNS.values()))  # first, because the columns have an index
    held = aliased(Campaign)
    dossiers = (
        select(Dossier.campaign_id)
        .join(held, held.id == Dossier.campaign_id)
        .join(ProcessSight, ProcessSight.process_digest == held.process_digest)
        .where(on_units, or_(*placed))
    )
    return Campaign.id.in_(union(dossiers, *_inviting(who)))


def placed_on(units: Collection[int]) -> ColumnElement[bool]:
    """Returns the condition for campaigns in which one of these units has a part, whatever an account may do there."""
    parts = [select(Dossier.campaign_id).where(column.in_(units)) for column in _COLUMNS.values()]
    listed = [
        select(Registration.campaign_id).where(column.in_(units))
        for column in (Registration.unit_id, Registration.review_unit_id, Registration.choosing_unit_id)
    ]
    own = select(_authority.id).where(_authority.authority_unit_id.in_(units))
    return Campaign.id.in_(union(*parts, *listed, own))


def _inviting(who: Standing) -> list[Select[int]]:
    """Returns the queries for the campaigns with a registration that concerns one of the account's units, whatever the
    role may do there."""
    secretary = who.units(Role.authority_secretary)
    team = who.units(Role.appraiser, Role.appraisal_lead, Role.award_clerk, Role.inspector)
    registered = select(Registration.campaign_id)
    return [
        registered.where(Registration.unit_id.in_(who.units(*CELL_ROLES))),
        registered.where(Registration.review_unit_id.in_(who.units(Role.commune_reviewer) | secretary)),
        registered.where(Registration.choosing_unit_id.in_(who.units(Role.commune_reviewer))),
        select(_authority.id).where(
            _authority.authority_unit_id.in_(secretary | team),
            registered.where(Registration.campaign_id == _authority.id).limit(1).scalar_subquery().is_not(None),
        ),
    ]


def registrations_visible_to(who: Standing) -> ColumnElement[bool]:
    """Returns the condition for the registrations that an account sees: a cell its own, a commune those of its cells,
    whoever surveys and chooses those of its list, the deciding committee all, and anybody who sees the dossier that
    came from the registration."""
    secretary = who.units(Role.authority_secretary)
    dossier = select(Dossier.id).where(
        Dossier.campaign_id == Registration.campaign_id, Dossier.unit_id == Registration.unit_id, visible_to(who)
    )
    return or_(
        dossier.exists(),
        Registration.unit_id.in_(who.units(*CELL_ROLES)),
        Registration.review_unit_id.in_(who.units(Role.commune_reviewer) | secretary),
        Registration.choosing_unit_id.in_(who.units(Role.commune_reviewer)),
        Registration.campaign.has(Campaign.authority_unit_id.in_(secretary)),
    )


def registering_roles(who: Standing, registration: Registration, act: RegistrationAct) -> frozenset[Role]:
    """Returns the roles that count for an act on a registration before its dossier exists. The officer of the committee
    that reviews surveys and chooses only where that committee does."""
    place = {
        Role.cell_secretary: registration.unit_id,
        Role.cell_committee: registration.unit_id,
        Role.commune_reviewer: registration.choosing_unit_id if act in CHOOSING else registration.review_unit_id,
    }
    return frozenset(role for role, unit_id in place.items() if unit_id in who.units(role))


def decisions_visible_to(who: Standing) -> ColumnElement[bool]:
    """Returns the condition for the decisions of the account's own body; the award clerk and the inspector see those of
    their unit once issued."""
    secretary_units = who.units(Role.authority_secretary)
    reader_units = who.units(Role.award_clerk, Role.inspector)
    return or_(
        Decision.unit_id.in_(secretary_units), and_(Decision.unit_id.in_(reader_units), Decision.number.is_not(None))
    )
