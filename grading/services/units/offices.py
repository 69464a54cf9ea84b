"""The telephone number of a committee's office: the office gives it, and it is shown wherever help is offered."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Unit
from grading.services.ground.errors import Refused, forbid
from grading.services.record.recording import record
from grading.services.units import periods
from grading.typed.signs import plain
from workflows import Reason, Role

ROLES = (Role.commune_reviewer, Role.authority_secretary)
"""People with one of these roles work in the office of a committee."""
_BETWEEN = re.compile(r"[ .()-]")
_OFFICE = re.compile(r"02[0-9]{8,9}|1(?:800|900)[0-9]{4,6}")
_OWN = re.compile(r"0[35789][0-9]{8}")


def number_of(typed: str) -> str | Reason:
    """Returns the digits of an office's number, in whichever way they were grouped; nothing for nothing. A mobile
    number is a person's and is not kept here."""
    digits = _BETWEEN.sub("", plain(typed))
    if digits.startswith("+84"):
        digits = f"0{digits[3:]}"
    if not digits or _OFFICE.fullmatch(digits):
        return digits
    return Reason(code="phone_of_person" if _OWN.fullmatch(digits) else "phone_shape", params={"value": typed.strip()})


def may_set_phone(actor: Actor, unit: Unit) -> bool:
    """Returns whether the account gives the number of this office: of a committee, who works there, or an
    administrator."""
    return not unit.latest.kind.is_cell and (actor.standing.is_admin or unit.id in actor.standing.units(*ROLES))


def require_office(actor: Actor, unit: Unit) -> None:
    """Raises Forbidden for anybody who does not give the number of this office."""
    if not may_set_phone(actor, unit):
        raise forbid("not_your_role", role=Role.commune_reviewer)


def set_phone(session: Session, actor: Actor, unit: Unit, typed: str) -> None:
    """Keeps the number of the unit's office. Raises Forbidden for anybody else, Refused for what is no such number."""
    require_office(actor, unit)
    number = number_of(typed)
    if isinstance(number, Reason):
        raise Refused([number])
    if number == unit.phone:
        return
    record(session, actor, Done.office_phone_set, unit, phone=number, before_phone=unit.phone)
    unit.phone = number
    session.flush()


def phone_of(session: Session, unit_id: int) -> str:
    """Returns the number of the unit's office; empty until the office has given it."""
    return session.scalar(select(Unit.phone).where(Unit.id == unit_id)) or ""


def phone_of_owner(session: Session) -> str:
    """Returns the number of the committee that owns this service, where one does."""
    owners = periods.authorities(session)
    return phone_of(session, min(owners)) if len(owners) == 1 else ""
