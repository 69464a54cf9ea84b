"""The award register (Sổ khen thưởng) of an authority, year by year, and who may read it and make its papers."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Award, Commendation
from grading.services.commendations import commendations
from grading.services.ground.counting import pages_of, up_to_most
from grading.services.ground.errors import forbid
from grading.services.jobs.listing import KEEPERS
from workflows import Role

READERS = (Role.award_clerk, Role.authority_secretary, Role.inspector)
PRINTERS = KEEPERS


def readable_units(session: Session, actor: Actor) -> frozenset[int]:
    """Returns the units whose register this account may read. Raises Forbidden if it may read none."""
    units = actor.standing.units(*READERS)
    if not units:
        raise forbid("not_your_role", role=Role.award_clerk)
    return units


def years(session: Session, units: frozenset[int]) -> list[int]:
    """Returns the years that have an entry, newest first."""
    query = select(Commendation.register_year).where(Commendation.authority_unit_id.in_(units)).distinct()
    return sorted(session.scalars(query), reverse=True)


PAGE = 200


def entries(session: Session, units: frozenset[int], year: int, page: int = 1) -> list[Commendation]:
    """Returns the entries of one page (from 1) in the order of their numbers, authority by authority."""
    query = found(units, year).offset((page - 1) * PAGE).limit(PAGE)
    return list(session.scalars(query))


def number_of_pages(session: Session, units: frozenset[int], year: int) -> int:
    return pages_of(up_to_most(session, found(units, year)), PAGE)


def found(units: frozenset[int], year: int) -> Select[Commendation]:
    """Returns the query for the entries of a year."""
    query = commendations.with_award().where(
        Commendation.authority_unit_id.in_(units), Commendation.register_year == year
    )
    return query.order_by(Commendation.authority_unit_id, Commendation.register_no)


def number_missing(session: Session, units: frozenset[int], year: int) -> int:
    """Returns how many entries of these registers have no file."""
    query = select(func.count()).select_from(Commendation).where(
        Commendation.authority_unit_id.in_(units), Commendation.register_year == year,
        Commendation.pdf_sha256.is_(None),
    )  # fmt: skip
    return session.scalar(query) or 0


def may_print(session: Session, actor: Actor, unit_id: int) -> bool:
    """Returns whether this account makes the papers of this authority: its award clerk, or the secretary of its
    meeting."""
    return unit_id in actor.standing.units(*PRINTERS)


def require_printer(session: Session, actor: Actor, unit_id: int) -> None:
    """Raises Forbidden for any account that may not make the papers of this authority."""
    if not may_print(session, actor, unit_id):
        raise forbid("not_your_role", role=Role.award_clerk)


def require_any_printer(session: Session, actor: Actor) -> None:
    if not actor.standing.units(*PRINTERS):
        raise forbid("not_your_role", role=Role.award_clerk)


def unprinted(session: Session, actor: Actor) -> list[Commendation]:
    """Returns commendations without a file, of the authorities whose papers this account makes, by decision."""
    units = actor.standing.units(*PRINTERS)
    query = (
        commendations.with_award()
        .join(Award, Commendation.award_id == Award.id)
        .where(Commendation.pdf_sha256.is_(None), Commendation.authority_unit_id.in_(units))
    )
    return list(session.scalars(query.order_by(Award.decision_id, Commendation.register_no)))


def of_decision(session: Session, decision_id: int) -> list[Commendation]:
    """Returns the commendations that a decision gave, in the order of the register."""
    query = commendations.with_award().where(Commendation.award.has(Award.decision_id == decision_id))
    return list(session.scalars(query.order_by(Commendation.register_no)))
