"""The roles of an account on a dossier, and the rows that it may see. `workflows` says which role may do what."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from grading.actors import Standing
from grading.models import Campaign, Decision, Dossier, Registration
from workflows import CELL_ROLES, Role, State

_APPRAISED = (State.appraisal, State.certification, State.certified, State.rejected, State.declined)
_DECIDED = (State.certification, State.certified, State.rejected, State.declined)
_ENDED = (State.certified, State.rejected, State.declined)
_PAST_REVIEW = _APPRAISED
_HANDED_ON = (State.commune_review, *_PAST_REVIEW)


def visible_to(who: Standing) -> ColumnElement[bool]:
    """Returns the only condition that limits which dossiers are seen: a role counts only on exactly the unit on which
    it was granted."""
    places = (
        (Dossier.unit_id, who.units(*CELL_ROLES), None),
        (Dossier.review_unit_id, who.units(Role.commune_reviewer), None),
        (Dossier.appraisal_unit_id, who.units(Role.appraiser, Role.appraisal_lead), Dossier.state.in_(_APPRAISED)),
        (Dossier.authority_unit_id, who.units(Role.authority_secretary), Dossier.state.in_(_DECIDED)),
        (
            Dossier.review_unit_id,
            who.units(Role.authority_secretary),
            and_(Dossier.campaign.has(Campaign.commune_decides), Dossier.state.in_(_HANDED_ON)),
        ),
        (Dossier.authority_unit_id, who.units(Role.inspector, Role.award_clerk), Dossier.state.in_(_ENDED)),
    )
    conditions = [
        column.in_(units) if condition is None else and_(column.in_(units), condition)
        for column, units, condition in places
        if units
    ]
    return or_(*conditions) if conditions else false()


def roles_on(who: Standing, dossier: Dossier) -> frozenset[Role]:
    """Returns the roles that count on this dossier now.

    If the campaign lets the commune decide, the secretary of its committee is the authority while the dossier is at the
    commune. Afterwards that role belongs to the authority's own secretary. The commune's secretary then reads as its
    reviewer does, who can only read by then (tests/unit/workflows).
    """
    place = {
        Role.cell_secretary: dossier.unit_id,
        Role.cell_committee: dossier.unit_id,
        Role.commune_reviewer: dossier.review_unit_id,
        Role.appraiser: dossier.appraisal_unit_id,
        Role.appraisal_lead: dossier.appraisal_unit_id,
        Role.authority_secretary: dossier.authority_unit_id,
        Role.award_clerk: dossier.authority_unit_id,
        Role.inspector: dossier.authority_unit_id,
    }
    records = dossier.campaign.commune_decides and dossier.review_unit_id in who.units(Role.authority_secretary)
    if dossier.state is State.commune_review and dossier.campaign.commune_decides:
        place[Role.authority_secretary] = dossier.review_unit_id
    roles = frozenset(role for role, unit_id in place.items() if unit_id in who.units(role))
    return roles | {Role.commune_reviewer} if records and dossier.state in _PAST_REVIEW else roles


def campaigns_visible_to(who: Standing) -> ColumnElement[bool]:
    """Returns the condition for campaigns with a dossier on one of the account's units, or with a cell invited to
    register. An administrator sees every campaign's progress."""
    if who.is_admin:
        return Campaign.id.is_not(None)
    columns = (
        (Dossier.unit_id, who.units(*CELL_ROLES)),
        (Dossier.review_unit_id, who.units(Role.commune_reviewer, Role.authority_secretary)),
        (Dossier.appraisal_unit_id, who.units(Role.appraiser, Role.appraisal_lead)),
        (Dossier.authority_unit_id, who.units(Role.authority_secretary, Role.award_clerk, Role.inspector)),
    )
    conditions = [column.in_(units) for column, units in columns if units]
    if not conditions:
        return false()
    dossiers = select(Dossier.id).where(Dossier.campaign_id == Campaign.id, or_(*conditions))
    invited = select(Registration.id).where(Registration.campaign_id == Campaign.id, _invites(who))
    return or_(dossiers.exists(), invited.exists())


def _invites(who: Standing) -> ColumnElement[bool]:
    """Returns the condition that a registration concerns one of the account's units, whatever the role may do there."""
    secretary = who.units(Role.authority_secretary)
    team = who.units(Role.appraiser, Role.appraisal_lead, Role.award_clerk, Role.inspector)
    return or_(
        Registration.unit_id.in_(who.units(*CELL_ROLES)),
        Registration.review_unit_id.in_(who.units(Role.commune_reviewer) | secretary),
        Registration.campaign.has(Campaign.authority_unit_id.in_(secretary | team)),
    )


def registrations_visible_to(who: Standing) -> ColumnElement[bool]:
    """Returns the condition for the registrations that an account sees: a cell its own, a commune those of its cells,
    the deciding committee all, and anybody who sees the dossier that came from the registration."""
    secretary = who.units(Role.authority_secretary)
    dossier = select(Dossier.id).where(
        Dossier.campaign_id == Registration.campaign_id, Dossier.unit_id == Registration.unit_id, visible_to(who)
    )
    return or_(
        dossier.exists(),
        Registration.unit_id.in_(who.units(*CELL_ROLES)),
        Registration.review_unit_id.in_(who.units(Role.commune_reviewer) | secretary),
        Registration.campaign.has(Campaign.authority_unit_id.in_(secretary)),
    )


def registering_roles(who: Standing, registration: Registration) -> frozenset[Role]:
    """Returns the roles that count on a registration before its dossier exists."""
    place = {
        Role.cell_secretary: registration.unit_id,
        Role.cell_committee: registration.unit_id,
        Role.commune_reviewer: registration.review_unit_id,
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
