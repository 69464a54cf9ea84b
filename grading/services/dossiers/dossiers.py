"""Dossiers: finding those that the viewer may see, and moving them along the process."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.strategy_options import _AbstractLoad

import workflows
from grading import clock
from grading.actors import Actor, Standing, standing
from grading.models import Account, Assessment, Ballot, Campaign, Dossier, Evidence, Move, Registration, Revision, Unit
from grading.models.shown import with_evidence, with_scores
from grading.permissions import KEPT, roles_on, visible_to
from grading.services.dossiers import subordinates
from grading.services.dossiers.facts import one_facts
from grading.services.dossiers.moving import Taken, move
from grading.services.dossiers.moving import touch as touch
from grading.services.dossiers.surroundings import surroundings_of
from grading.services.figures import fed_by_months
from grading.services.ground.errors import NotNow, not_now, refuse
from grading.services.ground.turns import lock_row
from grading.services.record.recording import is_second_click
from grading.services.results import results
from grading.typed.codes import code_of
from workflows import Facts, Role, State

LONGEST_NOTE = 2000
"""The most letters of a note with a step. A note stays in the history forever."""


@cache
def whole() -> Select[Dossier]:
    """Returns a query for dossiers with everything that their page and guards read, in a fixed number of queries."""
    return _parts().options(joinedload(Dossier.campaign))


@cache
def _one() -> Select[Dossier]:
    """Returns the query for the row of one dossier with the rows that it names; `_belongings` asks for the rest."""
    return _named().options(joinedload(Dossier.campaign))


@cache
def _many() -> Select[Dossier]:
    """Returns the same query for many dossiers of a campaign that is read already: a join would repeat its rules in
    each row, and an assessment in the row of each score."""
    return _parts(scores_joined=False).options(
        selectinload(Dossier.moves).joinedload(Move.revision).defer(Revision.content),  # a list shows no revision
    )


def shown_parts() -> tuple[_AbstractLoad, ...]:
    """Returns what a page reads of many dossiers that it shows and does not write: of scores and evidence what they
    hold, of the history no names. A dossier has few ballots, so that a join repeats little."""
    return (
        with_evidence(),
        joinedload(Dossier.ballots),
        joinedload(Dossier.registration),
        selectinload(Dossier.moves),
        selectinload(Dossier.assessments).options(with_scores()),
    )


@cache
def _shown() -> Select[Dossier]:
    """Returns a query for many dossiers that a page shows, of a campaign that is read already."""
    return select(Dossier).options(*shown_parts())


def _parts(*, scores_joined: bool = True) -> Select[Dossier]:
    layers = selectinload(Dossier.assessments)
    return _named().options(
        selectinload(Dossier.moves).joinedload(Move.by),
        selectinload(Dossier.moves).joinedload(Move.revision),
        layers.joinedload(Assessment.scores) if scores_joined else layers.selectinload(Assessment.scores),
        selectinload(Dossier.ballots),
        selectinload(Dossier.evidence).joinedload(Evidence.file),
    )


def _named() -> Select[Dossier]:
    return select(Dossier).options(
        joinedload(Dossier.unit), joinedload(Dossier.registration).selectinload(Registration.works)
    )


@cache
def _belongings() -> dict[str, Select[Any]]:
    """Returns the queries for the rows that belong to one `dossier`, by the name under which it holds them. They are
    built once: a loader of SQLAlchemy makes each of them again for each dossier, which takes as long as to ask."""
    dossier_id = bindparam("dossier", type_=Integer())
    moves = select(Move).where(Move.dossier_id == dossier_id).order_by(Move.number)
    layers = select(Assessment).where(Assessment.dossier_id == dossier_id).order_by(Assessment.id)
    rounds = select(Ballot).where(Ballot.dossier_id == dossier_id).order_by(Ballot.round)
    files = select(Evidence).where(Evidence.dossier_id == dossier_id).order_by(Evidence.id)
    return {
        "moves": moves.options(joinedload(Move.by), joinedload(Move.revision)),
        "assessments": layers.options(joinedload(Assessment.scores)),
        "ballots": rounds,
        "evidence": files.options(joinedload(Evidence.file)),
    }


def get_dossier(session: Session, actor: Actor, dossier_id: int) -> Dossier:
    """Returns the dossier, locked in a transaction that writes: two people on two pages of one dossier take turns and
    do not meet as a conflict. Raises NoResultFound for a dossier that the viewer may not see: it must look as if it did
    not exist."""
    lock_row(session, Dossier, dossier_id)
    dossier = session.scalars(_seen_by(actor.standing), {"dossier": dossier_id}).one()
    for name, query in _belongings().items():
        if name in inspect(dossier).unloaded:
            found = session.scalars(query, {"dossier": dossier_id}).unique().all()
            set_committed_value(dossier, name, found)
    return dossier


@lru_cache(maxsize=KEPT)
def _seen_by(who: Standing) -> Select[Dossier]:
    """Returns the query for a `dossier` by its id, as far as somebody with this standing sees it."""
    return _one().where(Dossier.id == bindparam("dossier", type_=Integer()), visible_to(who))


def list_dossiers(
    session: Session, actor: Actor, campaign: Campaign, *, review_unit_id: int | None = None
) -> list[Dossier]:
    """Returns the campaign's dossiers that the viewer may see, in the order of the roster."""
    return list(session.scalars(_seen_in(_many(), actor, campaign, review_unit_id)))


def show_dossiers(session: Session, actor: Actor, campaign: Campaign, review_unit_id: int) -> list[Dossier]:
    """Returns the same dossiers of one commune, for a page that shows them and writes nothing."""
    return list(session.scalars(_seen_in(_shown(), actor, campaign, review_unit_id)).unique())


def _seen_in(query: Select[Dossier], actor: Actor, campaign: Campaign, review_unit_id: int | None) -> Select[Dossier]:
    seen = query.where(Dossier.campaign_id == campaign.id, visible_to(actor.standing)).order_by(Dossier.id)
    return seen if review_unit_id is None else seen.where(Dossier.review_unit_id == review_unit_id)


def roles_of(session: Session, dossier: Dossier, account: Account, now: datetime) -> frozenset[Role]:
    return roles_on(standing(session, account, clock.day(now)), dossier)


def require(session: Session, actor: Actor, dossier: Dossier, act: str) -> Facts:
    """Returns the facts of the dossier. Raises a WorkflowError if the table does not let this account do the act
    now."""
    facts = one_facts(session, actor, dossier)
    workflows.require(dossier.campaign.process, act, dossier.state, roles_on(actor.standing, dossier), facts)
    return facts


def take_step(
    session: Session,
    actor: Actor,
    dossier: Dossier,
    step: str,
    *,
    note: str = "",
    criteria: Sequence[str] = (),
    seen_version: int | None = None,
) -> Move:
    """Moves the dossier one step, freezes a revision if the step hands it on, and seals the line of history.

    Raises:
        WorkflowError: with every reason why the step is closed to this account now.
        NotNow: when the dossier changed since the page with the button was made (seen_version), unless this person has
            just taken the step: then that move is returned.
    """
    if len(note) > LONGEST_NOTE:
        raise refuse("note_long", max=LONGEST_NOTE)
    if seen_version is not None and seen_version != dossier.version:
        if done := _just_done(actor, dossier, step):
            return done
        if not _changed_alone(actor, dossier, seen_version):
            raise changed_meanwhile(session, dossier)
    if dossier.state is State.noted:
        results.hold(session, [dossier.unit_id])  # a vote on the unit's year closes the way back
    if surroundings_of(session, [dossier], actor)[dossier.id].has_been_above:
        subordinates.settle(session, [dossier], actor.now)
    fed_by_months.settle(session, [dossier], actor.now)
    facts = one_facts(session, actor, dossier)
    move(session, actor, [Taken(dossier, step, facts, note, criteria)])
    session.flush()
    return dossier.moves[-1]


def _just_done(actor: Actor, dossier: Dossier, step: str) -> Move | None:
    """Returns the move that this person made a moment ago with the same step: a second click is the same act."""
    last = dossier.last_move
    return last if last and last.step == step and is_second_click(actor, last.by_id, last.at) else None


def _changed_alone(actor: Actor, dossier: Dossier, seen_version: int) -> bool:
    """Returns whether the one change since the page was made is this person's own, on another page."""
    return dossier.version == seen_version + 1 and dossier.touched_by_id == actor.account_id


def changed_meanwhile(session: Session, dossier: Dossier) -> NotNow:
    """Returns the refusal that says who changed the dossier, by role, and when."""
    roles = roles_of(session, dossier, dossier.touched_by, dossier.touched_at) if dossier.touched_by else (Role.admin,)
    return not_now("stale", role=min(roles, default=Role.cell_secretary), time=dossier.touched_at)


def by_codes(session: Session, campaign_code: str, unit_code: str) -> Dossier:
    """Returns the dossier with these codes. Only for commands, which may see everything. Raises Refused
    (dossier_unknown)."""
    dossier_id = find_id(session, campaign_code, unit_code)
    if dossier_id is None:
        raise refuse("dossier_unknown", campaign=campaign_code, code=unit_code)
    return session.get_one(Dossier, dossier_id)


def find_id(session: Session, campaign_code: str, unit_code: str) -> int | None:
    """Returns the id of the dossier with the codes that files and people use, or None."""
    return session.scalars(_with_codes(), {"campaign": campaign_code, "unit": code_of(unit_code)}).one_or_none()


@cache
def _with_codes() -> Select[int]:
    campaign, unit = (bindparam(name, type_=String()) for name in ("campaign", "unit"))
    return (
        select(Dossier.id)
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .join(Unit, Dossier.unit_id == Unit.id)
        .where(Campaign.code == campaign, Unit.code == unit)
    )
