"""The figures that others than their unit see: what a unit types is its own until it hands a dossier over."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Row, Select, and_, bindparam, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from grading.models import Base, Campaign, Dossier, Revision, Unit
from grading.rules.conditions import figures_frozen
from grading.services.figures import fed_by_months, registered_works
from grading.services.figures.figures import FigureRow, UnitYear, Values, rows
from grading.services.ground.kept import kept

SELF_ASSESSMENT = "self_assessment"
"""The source of a count that the unit typed into its dossier."""
TYPED = frozenset({SELF_ASSESSMENT, fed_by_months.SOURCE, registered_works.SOURCE})
"""The sources of what a unit's own work gives; it is the unit's own until a dossier hands it over."""


class Handed(NamedTuple):
    """A frozen version: when it was frozen, and the metrics that it holds. It says nothing of other figures of the same
    year, which may stand in the draft of another dossier."""

    at: datetime
    metrics: frozenset[str]


HandedOver = dict[UnitYear, list[Handed]]
"""The last frozen version of each dossier, by unit and period: a desk that changes a dossier freezes it with the step
that hands it on (`freezes`). What was handed on in a cancelled campaign counts in that campaign alone."""


_OF_DOSSIER = (Dossier.campaign_id, Dossier.unit_id, Dossier.cell_type, Campaign.period_id)


@dataclass(frozen=True, kw_only=True)
class Roster:
    """The cells of communes in one campaign, in the order of its roster, and what they and the communes handed over."""

    cells: dict[int, list[int]]
    handed_over: HandedOver


def roster_of(session: Session, campaign: Campaign, communes: Collection[int], period_ids: Collection[int]) -> Roster:
    """Returns the roster of these communes, in one query, once in a transaction as long as nothing is written."""
    known: dict[Hashable, Roster] = kept(session, Base)
    if (key := ("roster", campaign.id, frozenset(communes), frozenset(period_ids))) not in known:
        known[key] = _roster(session, campaign, communes, period_ids)
    return known[key]


def _roster(session: Session, campaign: Campaign, communes: Collection[int], period_ids: Collection[int]) -> Roster:
    asked = {"campaign": campaign.id, "communes": sorted(communes), "periods": sorted(period_ids)}
    lines = session.execute(_listed(), asked).all()
    roster = Roster(cells={unit_id: [] for unit_id in communes}, handed_over=_by_place(session, lines))
    for line in lines:
        if line.campaign_id == campaign.id and line.review_unit_id in roster.cells:
            roster.cells[line.review_unit_id].append(line.unit_id)
    return roster


def _by_place(session: Session, lines: Iterable[Row[Any]]) -> HandedOver:
    """Returns what was handed over by dossiers with the columns of `_OF_DOSSIER`."""
    found: HandedOver = {}
    for line in lines:
        if line.at is not None:
            handed = Handed(line.at, metrics_frozen(session, line.campaign_id, line.cell_type))
            found.setdefault(UnitYear(line.unit_id, line.period_id), []).append(handed)
    return found


def metrics_frozen(session: Session, campaign_id: int, cell_type: str) -> frozenset[str]:
    """Returns the metrics that a frozen version of a dossier of this campaign holds. The rules are asked once, and not
    for each of many cells."""
    known: dict[Hashable, frozenset[str]] = kept(session, Campaign)
    if (key := ("frozen", campaign_id, cell_type)) not in known:
        known[key] = figures_frozen(session.get_one(Campaign, campaign_id).programme.for_type(cell_type))
    return known[key]


@cache
def _listed() -> Select[*tuple[Any, ...]]:
    """Returns the query for the dossiers of `communes` and of their cells in a `campaign` and in `periods`. It is built
    once, because every page with the comparison of figures asks it."""
    communes, periods = (bindparam(name, expanding=True, type_=Integer()) for name in ("communes", "periods"))
    campaign, listed = bindparam("campaign", type_=Integer()), aliased(Dossier)
    cells = select(listed.unit_id).where(listed.campaign_id == campaign, listed.review_unit_id.in_(communes))
    units = union(cells, select(Unit.id).where(Unit.id.in_(communes)))
    of_a_period = and_(Campaign.period_id.in_(periods), Campaign.cancelled_at.is_(None))
    return (
        select(*_OF_DOSSIER, Dossier.review_unit_id, _last_frozen())
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .outerjoin(Revision, Revision.dossier_id == Dossier.id)
        .where(Dossier.unit_id.in_(units), or_(Dossier.campaign_id == campaign, of_a_period))
        .group_by(Dossier.id, Dossier.review_unit_id, *_OF_DOSSIER)
        .order_by(Dossier.id)
    )


def latest_handed_over(
    session: Session,
    unit_ids: Collection[int],
    period_ids: Collection[int],
    *,
    handed_over: HandedOver | None = None,
) -> Values:
    """Returns the figure that counts for everybody but the unit itself: the newest row that did not come from the
    unit's own work, or that a dossier held when it was last handed over. A sum over a commune's cells, a comparison and
    the page of a unit would otherwise tell what stands in a draft."""
    found = rows(session, unit_ids, period_ids)
    typed = {figure.unit_id for figure in found if figure.source in TYPED}
    if handed_over is None:
        handed_over = _last_handed_over(session, typed, period_ids) if typed else {}
    return Values(
        ((figure.unit_id, figure.period_id, figure.metric), figure)
        for figure in found
        if figure.source not in TYPED or was_held(figure, handed_over)
    )


def was_held(figure: FigureRow, handed_over: HandedOver) -> bool:
    """Returns whether a version that was handed over holds the figure, or a newer one in its place."""
    versions = handed_over.get(UnitYear(figure.unit_id, figure.period_id), ())
    return any(figure.at <= version.at and figure.metric in version.metrics for version in versions)


def _last_frozen() -> ColumnElement[datetime]:
    return func.max(Revision.at, type_=Revision.at.type).label("at")


def _last_handed_over(session: Session, unit_ids: Collection[int], period_ids: Collection[int]) -> HandedOver:
    query = (
        select(*_OF_DOSSIER, _last_frozen())
        .join(Campaign, Dossier.campaign_id == Campaign.id)
        .join(Revision, Revision.dossier_id == Dossier.id)
        .where(Dossier.unit_id.in_(unit_ids), Campaign.period_id.in_(period_ids), Campaign.cancelled_at.is_(None))
        .group_by(Dossier.id, *_OF_DOSSIER)
    )
    return _by_place(session, session.execute(query))
