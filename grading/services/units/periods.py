"""The periods of units, read once in a transaction. The authorities are read along with the first of them, because
every page names the one that owns the service."""

from collections.abc import Collection, Hashable
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, false, select, true, union_all
from sqlalchemy.orm import Session, aliased

from grading.models import Base, Campaign, UnitPeriod
from grading.services.ground.kept import kept

_AUTHORITIES = "authorities"


def periods_of(session: Session, unit_ids: Collection[int]) -> list[UnitPeriod]:
    """Returns all periods of these units, oldest first in each. Those that the transaction has read are not read
    again."""
    known: dict[Hashable, list[UnitPeriod]] = kept(session, UnitPeriod)
    if missing := set(unit_ids) - known.keys():
        _read(session, missing)
    return [period for unit_id in sorted(unit_ids) for period in known.get(unit_id, ())]


def authorities(session: Session) -> set[int]:
    """Returns the units that are the authority of a campaign that is not cancelled; of many, only two."""
    known: dict[Hashable, set[int]] = kept(session, Base)
    if _AUTHORITIES not in known:
        _read(session, set())
    return known[_AUTHORITIES]


def _read(session: Session, missing: Collection[int]) -> None:
    known: dict[Hashable, list[UnitPeriod]] = kept(session, UnitPeriod)
    found: dict[Hashable, list[UnitPeriod]] = {unit_id: [] for unit_id in missing}
    owners: set[int] = set()
    for period, is_asked in session.execute(_query(), {"units": sorted(missing)}):
        if not is_asked:
            owners.add(period.unit_id)
        if period not in (own := found.setdefault(period.unit_id, [])):
            own.append(period)
    known |= found
    kept(session, Base)[_AUTHORITIES] = owners


@cache
def _query() -> Select[*tuple[Any, ...]]:
    """Returns the query for the periods of the `units` and of at most two authorities, oldest first. It is built once,
    because every page asks it. Two queries in one let both use the index of the units."""
    columns = UnitPeriod.__table__.columns
    asked = bindparam("units", expanding=True, type_=Integer())
    owning = select(Campaign.authority_unit_id).where(Campaign.cancelled_at.is_(None)).distinct().limit(2)
    rows = union_all(
        select(*columns, true().label("is_asked")).where(UnitPeriod.unit_id.in_(asked)),
        select(*columns, false().label("is_asked")).where(UnitPeriod.unit_id.in_(owning)),
    ).subquery("rows")
    return select(aliased(UnitPeriod, rows), rows.c.is_asked).order_by(rows.c.id)
