"""The figures that an account may read: its unit's own, those of versions that it may open, and of decided dossiers."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from grading.actors import Standing
from grading.models import Campaign, Dossier, Move, Revision, Stage
from grading.permissions import roles_in
from grading.services.figures.figures import FigureRow, UnitYear, Values, rows
from grading.services.figures.handed_over import TYPED, Handed, HandedOver, metrics_frozen, was_held
from workflows import CELL_ROLES, ENDS, ActName, Facts, Role, State, may

_DECIDED = ENDS - {State.withdrawn, State.discontinued}


@dataclass(frozen=True)
class _Open:
    """Says what a reader may open: the versions by unit and period, and the dossiers whose decided counts are open, by
    id."""

    versions: HandedOver = field(default_factory=dict)
    decided: set[int] = field(default_factory=set)


def latest_readable(session: Session, who: Standing, unit_ids: Collection[int], period_ids: Collection[int]) -> Values:
    """Returns the figure that counts for this reader: the newest of those that are open to this account."""
    found = open_rows(session, who, unit_ids, period_ids)
    return Values(((row.unit_id, row.period_id, row.metric), row) for row in found)


def open_rows(
    session: Session, who: Standing, unit_ids: Collection[int], period_ids: Collection[int]
) -> list[FigureRow]:
    """Returns the rows that this account may read, oldest first: those that did not come from the unit's own work, and
    those that stand in a version which it may open. A cell reads its own work at once, and what others decided on its
    members with the outcome. Once a dossier is decided, its figures are as open as its result."""
    opened, own = _opened(session, who, unit_ids, period_ids), who.units(*CELL_ROLES)

    def is_open(figure: FigureRow) -> bool:
        if figure.stage is Stage.decided:
            return figure.dossier_id in opened.decided
        return figure.unit_id in own or figure.source not in TYPED or was_held(figure, opened.versions)

    return [row for row in rows(session, unit_ids, period_ids) if is_open(row)]


def _opened(session: Session, who: Standing, unit_ids: Collection[int], period_ids: Collection[int]) -> _Open:
    """Returns what is open of the dossiers that this account reads, and of those that it was given although they have
    gone back since: whoever stood on the dossier in the state in which it was handed over."""
    query = (
        select(Dossier, Move.dest, Revision.at)
        .join(Dossier.campaign)
        .join(Move, Move.dossier_id == Dossier.id)
        .join(Revision, Move.revision_id == Revision.id)
        .options(contains_eager(Dossier.campaign))
        .where(Dossier.unit_id.in_(unit_ids), Campaign.period_id.in_(period_ids))
    )
    opened = _Open()
    for dossier, given_in, at in session.execute(query):
        is_decided, readers = dossier.state in _DECIDED, _readers(who, dossier, given_in)
        if is_decided or readers:
            place = UnitYear(dossier.unit_id, dossier.campaign.period_id)
            handed = Handed(at, metrics_frozen(session, dossier.campaign_id, dossier.cell_type))
            opened.versions.setdefault(place, []).append(handed)
            if is_decided or not readers <= CELL_ROLES:
                opened.decided.add(dossier.id)
    return opened


def _readers(who: Standing, dossier: Dossier, given_in: State) -> frozenset[Role]:
    """Returns the roles of the account with which it reads the dossier now, or did where it was handed over."""
    own_unit = str(dossier.unit_id) if dossier.unit_id in who.own_units else None
    facts, process = Facts(stopped_unsent=dossier.stopped_unsent, own_unit=own_unit), dossier.campaign.process
    held = ((state, roles_in(who, dossier, state)) for state in {dossier.state, given_in})
    return frozenset().union(*(roles for state, roles in held if may(process, ActName.read_self, state, roles, facts)))
