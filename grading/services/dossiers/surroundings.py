"""What other tables hold about dossiers, asked for in one query: who stood on which side, what was decided, whether a
unit changed, whether organisations stand below."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto
from functools import cache
from typing import Any

from sqlalchemy import CTE, Select, String, and_, case, cast, func, literal, null, select, union, union_all
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import (
    AwardOpinion,
    Base,
    Decision,
    DecisionItem,
    DecisionState,
    Dossier,
    Figure,
    HalfYearReview,
    MeetingSheet,
    MonthCounts,
    Registration,
    RegistrationLine,
    UnitPeriod,
    UnitTask,
)
from grading.services.dossiers.recorded_sides import DOSSIERS, asked, recorded, recorders, unit_years
from grading.services.dossiers.unit_changes import handed_over_in, know_of_no_tasks
from grading.services.figures.fed_by_months import SOURCE
from grading.services.ground.kept import kept
from workflows import RegistrationAct, Side

OF_CELL = frozenset({RegistrationAct.register, RegistrationAct.withdraw, RegistrationAct.progress})
"""A person who registers for the cell produces; one who surveys, chooses and checks for the committee reviews."""


class _What(StrEnum):
    side = auto()  # an account, and where it stood
    voted = auto()  # a vote that waits for its number
    decided = auto()  # a body that decided the level or title, and the day of its decision
    unit_task = auto()  # how many questions about the unit wait for an answer
    below = auto()  # that the unit was above others at some time
    handed_over = auto()  # that dossiers of the campaign were handed over to other units


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What other tables hold about one dossier. `decided` names the body that decided last, and the day; `voted` says
    whether a vote waits for its number; `may_receive`, whether a dossier of its campaign was handed over at all."""

    sides: dict[int, set[Side]] = field(default_factory=dict)
    decided: tuple[int, date] | None = None
    voted: bool = False
    has_unit_tasks: bool = False
    asks_of_its_unit: bool = False
    has_been_above: bool = False
    may_receive: bool = False


ALONE = Surroundings()


def surroundings_of(session: Session, dossiers: Iterable[Dossier], *, only: int | None) -> Mapping[int, Surroundings]:
    """Returns the surroundings by id of the dossier, with the sides of one account (`only`), or of everybody. They are
    loaded once in a transaction, as long as nothing is written."""
    ids = frozenset(dossier.id for dossier in dossiers)
    known: dict[Hashable, Mapping[int, Surroundings]] = kept(session, Base)
    if (key := ("surroundings", ids, only)) not in known:
        known[key] = _read(session, ids, only)
        know_of_no_tasks(session, {dossier_id for dossier_id in ids if not known[key][dossier_id].has_unit_tasks})
    return known[key]


def may_have_received(session: Session, actor: Actor, dossier: Dossier) -> bool:
    """Returns False where nothing can have been handed over to the dossier, without a question of its own."""
    return surroundings_of(session, [dossier], only=actor.account_id)[dossier.id].may_receive


def _read(session: Session, ids: Collection[int], only: int | None) -> Mapping[int, Surroundings]:
    rows: dict[int, dict[_What, list[tuple[int | None, str]]]] = {dossier_id: {} for dossier_id in ids}
    for dossier_id, what, number, words in session.execute(_asking(only is None), asked(ids, only)):
        rows[dossier_id].setdefault(_What(what), []).append((number, words))
    return {dossier_id: _surroundings(found) if found else ALONE for dossier_id, found in rows.items()}


def _surroundings(rows: Mapping[_What, list[tuple[int | None, str]]]) -> Surroundings:
    sides: dict[int, set[Side]] = {}
    for account_id, side in rows.get(_What.side, ()):
        if account_id is not None:
            sides.setdefault(account_id, set()).add(Side(side))
    decided = max(((day, unit_id or 0) for unit_id, day in rows.get(_What.decided, ())), default=None)
    return Surroundings(
        sides=sides,
        decided=(decided[1], date.fromisoformat(decided[0])) if decided else None,
        voted=_What.voted in rows,
        has_unit_tasks=_What.unit_task in rows,
        asks_of_its_unit=any(number for number, _words in rows.get(_What.unit_task, ())),
        has_been_above=_What.below in rows,
        may_receive=_What.handed_over in rows,
    )


@cache
def _asking(everybody: bool) -> Select[*tuple[Any, ...]]:
    """Returns the query. It is built once, because every page of a dossier asks it."""
    dossier_id, account_id, side = _sides(everybody).c
    sides = select(dossier_id, literal(_What.side.value), account_id, side)
    found = union_all(sides, *_deciding(), *_units()).subquery("found")
    return select(*found.c)


def _sides(everybody: bool) -> Any:
    """Returns dossier, account and side of every act on the registration from which the dossier came, of every record
    of the unit's year, of every opinion on its awards and count that was decided for it, of every line of the record
    (each row names only the last who saved it, and imported rows have no line), and of every vote and number recorded
    for a decision."""
    there = unit_years()
    dossier_id, account_id = recorders(everybody=everybody).subquery("recorders").c
    deciding = select(dossier_id, account_id, literal(Side.decide.value))
    return union(*_registering(), *_saved_last(there), *recorded(there, everybody), deciding).subquery("sides")


def _deciding() -> Iterator[Select[*tuple[Any, ...]]]:
    day = cast(Decision.issued_on, String)
    there = DecisionItem.dossier_id.in_(DOSSIERS)
    yield (
        select(DecisionItem.dossier_id, literal(_What.voted.value), cast(null(), Decision.unit_id.type), literal(""))
        .join(Decision)
        .where(there, Decision.state == DecisionState.voted)
    )
    yield (
        select(DecisionItem.dossier_id, literal(_What.decided.value), Decision.unit_id, day)
        .join(Decision)
        .where(
            there, DecisionItem.outcome.is_not(None),
            Decision.state == DecisionState.issued, Decision.issued_on.is_not(None),
        )
    )  # fmt: skip


def _units() -> Iterator[Select[*tuple[Any, ...]]]:
    waiting = func.sum(case((UnitTask.answer.is_(None), 1), else_=0))
    tasks = select(UnitTask.dossier_id, literal(_What.unit_task.value), waiting, literal(""))
    yield tasks.where(UnitTask.dossier_id.in_(DOSSIERS)).group_by(UnitTask.dossier_id)
    there = Dossier.id.in_(DOSSIERS)
    above = select(UnitPeriod.id).where(UnitPeriod.parent_id == Dossier.unit_id)
    yield select(Dossier.id, literal(_What.below.value), cast(null(), Dossier.id.type), literal("")).where(
        there, above.exists()
    )
    yield select(Dossier.id, literal(_What.handed_over.value), cast(null(), Dossier.id.type), literal("")).where(
        there, Dossier.campaign_id.in_(handed_over_in())
    )


def _registering() -> Iterator[Select[*tuple[Any, ...]]]:
    side = case((RegistrationLine.act.in_(OF_CELL), Side.produce.value), else_=Side.review.value)
    same = and_(Registration.campaign_id == Dossier.campaign_id, Registration.unit_id == Dossier.unit_id)
    yield (
        select(Dossier.id, RegistrationLine.by_id, side)
        .join(Registration, same)
        .join(RegistrationLine, RegistrationLine.registration_id == Registration.id)
        .where(Dossier.id.in_(DOSSIERS))
    )


def _saved_last(there: CTE) -> Iterator[Select[*tuple[Any, ...]]]:
    produced, appraised = literal(Side.produce.value), literal(Side.appraise.value)
    for table in (MeetingSheet, MonthCounts, HalfYearReview):
        same_year = and_(table.unit_id == there.c.unit_id, table.year == there.c.period_id)
        saved = select(there.c.id, table.saved_by_id, produced).join(table, same_year)
        yield saved.where(table.saved_by_id.is_not(None))
    yield (
        select(there.c.id, Figure.by_id, produced)
        .join(Figure, and_(Figure.unit_id == there.c.unit_id, Figure.period_id == there.c.period_id))
        .where(Figure.source == SOURCE, Figure.by_id.is_not(None))
    )
    said = select(AwardOpinion.dossier_id, AwardOpinion.saved_by_id, appraised)
    yield said.where(AwardOpinion.dossier_id.in_(DOSSIERS))
    entered = select(Figure.dossier_id, Figure.by_id, literal(Side.review.value))
    yield entered.where(Figure.dossier_id.in_(DOSSIERS))
