"""Registrations for a title: those that an account may see, and who may act on them."""

from functools import cache

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grading.actors import Actor
from grading.models import Campaign, Done, Registration, RegistrationLine
from grading.models.campaign import told_since
from grading.permissions import registering_roles, registrations_visible_to
from grading.rules.programmes.parts.registration import RegistrationRule
from grading.services.campaigns.campaigns import require_alive
from grading.services.ground.errors import NotNow, forbid, not_now, refuse
from grading.services.ground.turns import lock_row
from grading.services.record.recording import record
from grading.services.record.saved_sides import REGISTERING, registering_sides
from grading.services.units.units import names_on
from grading.text import nfc
from workflows import (
    CELL_ROLES,
    Reason,
    Registering,
    RegistrationAct,
    Role,
    Side,
    StepRefused,
    may_register,
    require_registering,
)

LONGEST_NOTE = 2000


def rule_of(campaign: Campaign) -> RegistrationRule:
    """Returns the rule on registrations. Raises NotNow if the campaign has no registration."""
    rule = campaign.programme.registration
    if rule is None:
        raise not_now("registration_unneeded")
    return rule


def whole() -> Select[Registration]:
    return select(Registration).options(
        joinedload(Registration.campaign), joinedload(Registration.unit),
        selectinload(Registration.works), selectinload(Registration.lines),
    )  # fmt: skip


def get_registration(session: Session, actor: Actor, registration_id: int) -> Registration:
    """Returns the registration, locked in a transaction that writes. Raises NoResultFound for one that the viewer may
    not see."""
    lock_row(session, Registration, registration_id)
    return session.scalars(
        whole().where(Registration.id == registration_id, registrations_visible_to(actor.standing))
    ).one()


def list_registrations(session: Session, actor: Actor, campaign: Campaign) -> list[Registration]:
    """Returns the registrations of the campaign that the viewer may see, in the order of the roster.

    Raises:
        NotNow: if the campaign has no registration.
        Forbidden: for an account that has a part in the campaign, but none in its registrations.
    """
    rule_of(campaign)
    query = whole().where(Registration.campaign_id == campaign.id, registrations_visible_to(actor.standing))
    visible = list(session.scalars(query.order_by(Registration.id)))
    if not visible:
        raise forbid("not_your_role", role=Role.commune_reviewer)
    return visible


def sees_list(session: Session, actor: Actor, campaign: Campaign) -> bool:
    """Returns whether the list has a registration that this viewer may see."""
    visible = select(Registration.id).where(
        Registration.campaign_id == campaign.id, registrations_visible_to(actor.standing)
    )
    return session.scalars(visible.limit(1)).first() is not None


def own_registrations(session: Session, actor: Actor) -> list[Registration]:
    """Returns the registrations of the account's own cells that have no dossier yet, in open campaigns and for some
    time in cancelled ones; newest campaign first."""
    units = actor.standing.units(*CELL_ROLES)
    asked = {"units": sorted(units), "told_since": told_since(actor.now)}
    return list(session.scalars(_own(), asked)) if units else []


@cache
def _own() -> Select[Registration]:
    """Returns the query for the registrations of `units` that have no dossier yet, in campaigns of which a cell is
    told. The home of every cell asks it."""
    return (
        whole()
        .where(
            Registration.unit_id.in_(bindparam("units", expanding=True, type_=Integer())),
            Registration.state != Registering.confirmed,
            Registration.campaign.has(Campaign.is_told_of()),
        )
        .order_by(Registration.id.desc())
    )


def may(actor: Actor, registration: Registration, act: RegistrationAct) -> bool:
    """Returns whether the page offers the act; the check on POST asks the same question."""
    roles = registering_roles(actor.standing, registration, act)
    return may_register(act, registration.state, roles) and not _closed(actor, registration, act)


def _closed(actor: Actor, registration: Registration, act: RegistrationAct) -> str:
    """Returns the code of what stops this account although its role may do the act; empty if nothing does."""
    if act not in _OF_CELL and registration.unit_id in actor.standing.own_units:
        return "own_unit"
    if registering_sides(registration, actor.account_id) - {REGISTERING[act]}:
        return "other_side"
    if registration.campaign.cancelled_at is not None:
        return "campaign_cancelled"
    return "" if registration.campaign.is_open_on(actor.today) else "campaign_closed"


_OF_CELL = {act for act, side in REGISTERING.items() if side is Side.produce}


def require(
    session: Session, actor: Actor, registration: Registration, act: RegistrationAct, *, seen: int | None
) -> None:
    """Checks that this account may do this act to the registration now.

    Raises:
        NotYourStep, StepNotOpen: for another role, or in another state.
        StepRefused: for the account's own unit, or after acting on the other side.
        NotNow: when the campaign is not open, or the row changed since the page was made (`seen`, its version).
    """
    require_registering(act, registration.state, registering_roles(actor.standing, registration, act))
    match _closed(actor, registration, act):
        case "own_unit":
            name = names_on(session, [registration.unit_id], actor.today)[registration.unit_id].org_name
            raise StepRefused(Reason(code="own_unit", params={"unit": name}))
        case "other_side":
            others = registering_sides(registration, actor.person.id) - {REGISTERING[act]}
            raise StepRefused(Reason(code="other_side", params={"side": min(others)}))
        case "campaign_cancelled":
            require_alive(registration.campaign)
        case "campaign_closed":
            raise not_now("campaign_closed", period=registration.campaign.period_id)
    if is_stale(registration, seen):
        raise stale(registration)


def is_stale(registration: Registration, seen: int | None) -> bool:
    return seen is not None and seen != registration.version


def stale(registration: Registration) -> NotNow:
    return not_now("registration_stale", time=registration.touched_at)


def write_down(session: Session, actor: Actor, registration: Registration, act: RegistrationAct) -> None:
    """Records for good who did this: nobody may act on two sides, however often the row is written again."""
    registration.lines.append(RegistrationLine(act=act, by_id=actor.person.id, at=actor.now))
    registration.touched_at = actor.now
    record(session, actor, Done.registration_changed, registration, registration.reason, act=act)
    session.flush()


def told(text: str, longest: int = LONGEST_NOTE) -> str:
    """Returns the text in Unicode normal form NFC and stripped. Raises Refused (note_long)."""
    words = nfc(text).strip()
    if len(words) > longest:
        raise refuse("note_long", max=longest)
    return words
