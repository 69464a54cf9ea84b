"""Reads in one query what other tables hold about dossiers: who stood on which side, what was decided, whether a
unit changed, whether organisations stand below."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from functools import cache
from typing import Any

from sqlalchemy import Select, String, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import (
    Base,
    Decision,
    DecisionItem,
    DecisionState,
    Dossier,
    UnitPeriod,
    UnitTask,
)
from grading.services.dossiers.unit_changes import handed_over_in, know_of_no_tasks
from grading.services.ground.kept import kept
from grading.services.record import sides
from grading.services.record.hands import NEVER
from grading.services.record.recorded_sides import DOSSIERS


class _What(StrEnum):
    side = auto()  # an account, and where it stood: services/record/sides.py reads these rows
    voted = auto()  # a vote that waits for its number
    decided = auto()  # a body that decided the level or title, and the day of its decision
    unit_task = auto()  # how many questions about the unit wait for an answer
    below = auto()  # that the unit was above others at some time
    handed_over = auto()  # that dossiers of the campaign were handed over to other units


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The facts that other tables hold about one dossier. `decided` names the body that decided last, and the day;
    `voted` says whether a vote waits for its number; `may_receive`, whether a dossier of its campaign was handed over
    at all."""

    decided: tuple[int, date] | None = None
    voted: bool = False
    has_unit_tasks: bool = False
    asks_of_its_unit: bool = False
    has_been_above: bool = False
    may_receive: bool = False


ALONE = Surroundings()


def surroundings_of(session: Session, dossiers: Iterable[Dossier], actor: Actor) -> Mapping[int, Surroundings]:
    """Returns the surroundings by id of the dossier. They are loaded once in a transaction, as long as nothing is
    written, and with them the sides on which the actor stood."""
    ids = frozenset(dossier.id for dossier in dossiers)
    known: dict[Hashable, Mapping[int, Surroundings]] = kept(session, Base)
    if (key := ("surroundings", ids, actor.account_id)) not in known:
        known[key] = _read(session, ids, actor)
        know_of_no_tasks(session, {dossier_id for dossier_id in ids if not known[key][dossier_id].has_unit_tasks})
    return known[key]


def may_have_received(session: Session, actor: Actor, dossier: Dossier) -> bool:
    """Returns False where nothing can have been handed over to the dossier, without a question of its own."""
    return surroundings_of(session, [dossier], actor)[dossier.id].may_receive


def _read(session: Session, ids: frozenset[int], actor: Actor) -> Mapping[int, Surroundings]:
    rows: dict[int, dict[_What, list[tuple[int | None, str]]]] = {dossier_id: {} for dossier_id in ids}
    stood: list[tuple[Any, ...]] = []
    for dossier_id, what, number, words, since in session.execute(_asking(), sides.asked_of(ids, actor)):
        if what == _What.side:
            stood.append((dossier_id, number, words, since))
        else:
            rows[dossier_id].setdefault(_What(what), []).append((number, words))
    sides.keep(session, ids, actor, stood)
    return {dossier_id: _surroundings(found) if found else ALONE for dossier_id, found in rows.items()}


def _surroundings(rows: Mapping[_What, list[tuple[int | None, str]]]) -> Surroundings:
    decided = max(((day, unit_id or 0) for unit_id, day in rows.get(_What.decided, ())), default=None)
    return Surroundings(
        decided=(decided[1], date.fromisoformat(decided[0])) if decided else None,
        voted=_What.voted in rows,
        has_unit_tasks=_What.unit_task in rows,
        asks_of_its_unit=any(number for number, _words in rows.get(_What.unit_task, ())),
        has_been_above=_What.below in rows,
        may_receive=_What.handed_over in rows,
    )


@cache
def _asking() -> Select[*tuple[Any, ...]]:
    """Returns the query. It is built once, because every page of a dossier asks it."""
    dossier_id, account_id, side, since = sides.everything(everybody=False).subquery("stood").c
    stood = select(dossier_id, literal(_What.side.value), account_id, side, since)
    found = union_all(stood, *(query.add_columns(NEVER) for query in (*_deciding(), *_units()))).subquery("found")
    return select(*found.c)


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
