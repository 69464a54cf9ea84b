"""The directory of units as it stands today: search, the tree, and the units above a unit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload, selectinload

from grading.models import Unit, UnitKind, UnitPeriod
from grading.models.search import units_with
from grading.services.ground.counting import up_to_most
from grading.services.units import periods
from grading.services.units.units import names_on
from grading.text import search_key
from grading.typed.codes import code_of

PAGE = 50
TREE_LIMIT = 500
_DEEPEST = 8
_NAMES = (UnitPeriod.search_key, UnitPeriod.committee_key)


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A unit and the units directly below it; `below` counts those that have not ended, even if they are too many to be
    listed."""

    period: UnitPeriod
    below: int
    has_ended: bool
    branches: tuple["Branch", ...]


def get_unit(session: Session, unit_id: int) -> Unit:
    """Returns the unit with its periods and their parents. Raises NoResultFound."""
    options = (selectinload(Unit.periods).joinedload(UnitPeriod.parent),)
    return session.scalars(select(Unit).where(Unit.id == unit_id).options(*options)).one()


def search_units(
    session: Session, words: str, day: date, *, kind: UnitKind | None = None, first: int = 0, limit: int = PAGE
) -> list[UnitPeriod]:
    """Returns units of which each typed word begins a word: of their code, or of a present or past name of theirs or of
    their committee, with or without marks; Vietnamese order."""
    return list(session.scalars(found(words, day, kind).offset(first).limit(limit)))


def units_called(session: Session, words: str, day: date, *, limit: int = 12) -> list[UnitPeriod]:
    """Returns the units that somebody may mean: the one with exactly this code or name, else those that match in
    part."""
    if not (key := search_key(words)):
        return []
    coded = select(Unit.id).where(Unit.code == code_of(words))
    if named := session.scalars(_current(day).where(UnitPeriod.unit_id.in_(coded))).all():
        return list(named)
    called = union(*(select(UnitPeriod.unit_id).where(column == key) for column in _NAMES))
    exact = session.scalars(_current(day).where(UnitPeriod.unit_id.in_(called)).limit(2)).all()
    return list(exact) if len(exact) == 1 else search_units(session, words, day, limit=limit)


def count_units(session: Session, words: str, day: date, *, kind: UnitKind | None = None) -> int:
    """Returns how many units are found; one more than the most that are counted, where there are more."""
    return up_to_most(session, found(words, day, kind))


def found(words: str, day: date, kind: UnitKind | None) -> Select[UnitPeriod]:
    """Returns the query of a search: by words, by kind, or by both."""
    query = _current(day)
    if kind is not None:
        query = query.where(UnitPeriod.kind == kind)
    if search_key(words):
        units = units_with(words)
        query = query.where(false() if units is None else UnitPeriod.unit_id.in_(units))
    return query


def list_below(
    session: Session, unit_id: int, day: date, words: str = "", *, first: int = 0, limit: int = PAGE
) -> list[UnitPeriod]:
    """Returns the units directly below that match the words, as a search does, in Vietnamese order."""
    return list(session.scalars(found_below(unit_id, day, words).offset(first).limit(limit)))


def count_below(session: Session, unit_id: int, day: date, words: str = "") -> int:
    """Returns how many units are directly below and match; counted as a search is."""
    return up_to_most(session, found_below(unit_id, day, words))


def found_below(unit_id: int, day: date, words: str) -> Select[UnitPeriod]:
    return found(words, day, None).where(UnitPeriod.parent_id == unit_id)


def tree(session: Session, day: date) -> list[Branch]:
    """Returns the tree from the top downwards, level by level, until a level would be too long for a page."""
    level = list(session.scalars(_current(day).where(UnitPeriod.parent_id.is_(None))))
    levels, counts = [level], dict[int, int]()
    while level and len(levels) <= _DEEPEST:
        ids = {period.unit_id for period in level}
        numbers = _numbers_below(session, ids, day)
        counts |= {unit_id: standing for unit_id, (_all, standing) in numbers.items()}
        if sum(map(len, levels)) + sum(number for number, _standing in numbers.values()) > TREE_LIMIT:
            break
        level = list(session.scalars(_current(day).where(UnitPeriod.parent_id.in_(ids))))
        levels.append(level)
    return _grown(levels, counts, day)


def _grown(levels: list[list[UnitPeriod]], counts: dict[int, int], day: date) -> list[Branch]:
    """Returns the branches of the first level, built from the last level upwards; units that ended come last."""
    grown: dict[int | None, list[Branch]] = {}
    for level in reversed(levels):
        under: dict[int | None, list[Branch]] = {}
        for period in level:
            branches = tuple(grown.get(period.unit_id, ()))
            below, ended = counts.get(period.unit_id, 0), has_ended(period, day)
            branch = Branch(period=period, below=below, has_ended=ended, branches=branches)
            under.setdefault(period.parent_id, []).append(branch)
        grown = {parent: sorted(found, key=lambda branch: branch.has_ended) for parent, found in under.items()}
    return grown.get(None, [])


def has_ended(period: UnitPeriod, day: date) -> bool:
    """Says of the last period of a unit whether the unit has ended by this day."""
    return period.valid_to is not None and period.valid_to < day


def _numbers_below(session: Session, unit_ids: Collection[int], day: date) -> dict[int, tuple[int, int]]:
    """Returns how many units are directly below each of these, and how many of them have not ended."""
    current = _current(day).where(UnitPeriod.parent_id.in_(unit_ids)).order_by(None).subquery()
    standing = case((or_(current.c.valid_to.is_(None), current.c.valid_to >= day), 1), else_=0)
    query = select(current.c.parent_id, func.count(), func.sum(standing)).group_by(current.c.parent_id)
    return {unit_id: (number, standing) for unit_id, number, standing in session.execute(query)}


def lineage(session: Session, unit_id: int, day: date) -> list[int]:
    """Returns the unit and every unit above it, lowest first."""
    unit_ids = [unit_id]
    while len(unit_ids) <= _DEEPEST:
        parent = session.scalars(_current(day).where(UnitPeriod.unit_id == unit_ids[-1])).first()
        if parent is None or parent.parent_id is None:
            break
        unit_ids.append(parent.parent_id)
    return unit_ids


def all_current(session: Session, day: date) -> list[UnitPeriod]:
    """Returns the present period of every unit, in Vietnamese order."""
    return list(session.scalars(_current(day)))


def owner_name(session: Session, day: date) -> str:
    """Returns the committee that owns this service: the one authority of all campaigns; empty if there are several."""
    owners = periods.authorities(session)
    return names_on(session, owners, day)[min(owners)].committee_name if len(owners) == 1 else ""


def _current(day: date) -> Select[UnitPeriod]:
    """Returns a query for the last period of each unit that has begun, in Vietnamese order; a unit that ended keeps its
    last names."""
    query = select(UnitPeriod).where(*_is_current(day))
    return query.options(joinedload(UnitPeriod.unit)).order_by(UnitPeriod.sort_key, UnitPeriod.id)


def _is_current(day: date) -> tuple[ColumnElement[bool], ...]:
    later = aliased(UnitPeriod)
    followed = select(later.id).where(
        later.unit_id == UnitPeriod.unit_id, later.id > UnitPeriod.id, _has_begun(later.valid_from, day)
    )
    return _has_begun(UnitPeriod.valid_from, day), ~followed.exists()


def _has_begun(valid_from: InstrumentedAttribute[date | None], day: date) -> ColumnElement[bool]:
    return func.coalesce(valid_from, date.min) <= day  # with an OR the database looks for an index of its own
