"""Campaigns: those that an account may see, and the progress of their dossiers."""

from functools import lru_cache

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session

from grading.actors import Actor, Standing
from grading.models import Campaign, Dossier
from grading.permissions import KEPT, campaigns_visible_to
from grading.services.ground.counting import pages_of, up_to_most
from grading.services.ground.errors import NotNow, refuse
from workflows import State
from workflows.permits import cancelled


def get_campaign(session: Session, actor: Actor, campaign_id: int) -> Campaign:
    """Raises NoResultFound for a campaign in which the viewer has no part."""
    return session.scalars(_seen_by(actor.standing), {"campaign": campaign_id}).one()


@lru_cache(maxsize=KEPT)
def _seen_by(who: Standing) -> Select[Campaign]:
    """Returns the query for a `campaign` by its id, as far as somebody with this standing sees it."""
    return select(Campaign).where(Campaign.id == bindparam("campaign", type_=Integer()), campaigns_visible_to(who))


PAGE = 50


def list_campaigns(session: Session, actor: Actor, page: int = 1) -> list[Campaign]:
    """Returns one page (from 1) of the campaigns that the viewer may see, newest first."""
    return list(session.scalars(visible(actor).offset((page - 1) * PAGE).limit(PAGE)))


def list_open(session: Session, actor: Actor) -> list[Campaign]:
    """Returns the campaigns that the viewer may see and that are not closed, newest first; of many, one page."""
    return list(session.scalars(visible(actor).where(Campaign.closed_at.is_(None)).limit(PAGE)))


def number_of_pages(session: Session, actor: Actor) -> int:
    return pages_of(up_to_most(session, visible(actor)), PAGE)


def visible(actor: Actor) -> Select[Campaign]:
    """Returns the query for the campaigns that the viewer may see, newest first."""
    return select(Campaign).where(campaigns_visible_to(actor.standing)).order_by(Campaign.id.desc())


def find_campaign(session: Session, code: str) -> Campaign | None:
    return session.scalars(select(Campaign).where(Campaign.code == code)).one_or_none()


def by_code(session: Session, code: str) -> Campaign:
    """Returns the campaign with this code. Raises Refused (campaign_unknown)."""
    campaign = find_campaign(session, code)
    if campaign is None:
        raise refuse("campaign_unknown", code=code)
    return campaign


def free_code(session: Session, code: str) -> str:
    """Returns the code, with the next number behind it where another campaign has it, also a cancelled one: a committee
    may open two titles for one year."""
    used = set(session.scalars(select(Campaign.code).where(Campaign.code.startswith(code, autoescape=True))))
    numbered = (f"{code}-{number}" for number in range(2, len(used) + 2))
    return code if code not in used else next(each for each in numbered if each not in used)


def require_alive(campaign: Campaign) -> None:
    """Raises NotNow (campaign_cancelled) for a cancelled campaign, in which nothing is written any more."""
    if campaign.cancelled_on is not None:
        raise NotNow([cancelled(campaign.period_id, campaign.cancelled_on)])


def progress(session: Session, campaign: Campaign) -> dict[int, dict[State, int]]:
    """Counts dossiers by commune and state. It returns only counts, so that an administrator sees no score."""
    query = (
        select(Dossier.review_unit_id, Dossier.state, func.count())
        .where(Dossier.campaign_id == campaign.id)
        .group_by(Dossier.review_unit_id, Dossier.state)
        .order_by(Dossier.review_unit_id)
    )
    counts: dict[int, dict[State, int]] = {}
    for unit_id, state, number in session.execute(query):
        counts.setdefault(unit_id, {})[state] = number
    return counts
