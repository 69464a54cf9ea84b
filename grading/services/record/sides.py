"""The sides of a control on which somebody already stood for a dossier: no person may act on two sides."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, literal, select, union, union_all
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Base, Dossier
from grading.services.ground.kept import kept
from grading.services.record import hands
from grading.services.record.recorded_sides import asked, recorded, recorded_at, recorders, unit_years
from grading.services.record.saved_sides import saved
from workflows import Role, Side
from workflows.dual import sides_joined

_Stood = dict[tuple[int, int], set[Side]]
"""The sides by dossier and account."""


@dataclass(kw_only=True)
class _Told:
    own: _Stood = field(default_factory=lambda: defaultdict(set))
    lent: _Stood = field(default_factory=lambda: defaultdict(set))
    dual: defaultdict[int, set[frozenset[Side]]] = field(default_factory=lambda: defaultdict(set))
    hands: list[tuple[int, int, datetime | None]] = field(default_factory=list)


class Sides:
    """The sides of all people for some dossiers, or of one actor; they are loaded once in a transaction, as long as
    nothing is written."""

    def __init__(self, session: Session, dossiers: Iterable[Dossier], *, actor: Actor | None = None) -> None:
        ids = frozenset(dossier.id for dossier in dossiers)
        known: dict[Hashable, _Told] = kept(session, Base)
        if _place(ids, actor) not in known:
            keep(session, ids, actor, session.execute(everything(everybody=actor is None), asked_of(ids, actor)))
        self._told = known[_place(ids, actor)]

    def of(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        """Returns where the account stood by its own acts: steps, what the record says of the dossier, the unit's year
        and figures, rows that it saved last, and acts before the dossier existed. Recording a decision is checked with
        the decision."""
        return self.with_decisions(dossier, account_id) - {Side.decide}

    def with_decisions(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        """Returns the same with the side of those who chose or recorded in a decision on the dossier."""
        return frozenset(self._told.own.get((dossier.id, account_id), ()))

    def lent(self, dossier: Dossier, account_id: int) -> frozenset[Side]:
        """Returns where others stood who may be the same person: accounts whose password this one issued, as long as
        their owners have not confirmed it, and whoever issued this one's."""
        return frozenset(self._told.lent.get((dossier.id, account_id), ()))

    def dual(self, account_id: int) -> frozenset[frozenset[Side]]:
        """Returns the pairs of sides that the account may hold: today for an actor, ever where everybody is asked."""
        return frozenset(self._told.dual.get(account_id, ()))

    def people(self, dossier: Dossier) -> set[int]:
        """Returns the accounts that worked on the dossier."""
        return {who for (of, who), sides in self._told.own.items() if of == dossier.id and sides - {Side.decide}}


def _place(dossier_ids: frozenset[int], actor: Actor | None) -> Hashable:
    return "sides", dossier_ids, actor and (actor.account_id, actor.today)


def keep(session: Session, dossier_ids: frozenset[int], actor: Actor | None, rows: Iterable[Sequence[Any]]) -> None:
    """Keeps the rows of `everything` for whoever asks for these sides next in the transaction."""
    kept(session, Base)[_place(dossier_ids, actor)] = _told(session, dossier_ids, rows)


def asked_of(dossier_ids: Collection[int], actor: Actor | None) -> dict[str, Any]:
    """Returns the values with which `everything` is run."""
    return asked(dossier_ids) | ({} if actor is None else {"account": actor.account_id, "day": actor.today})


def _told(session: Session, dossier_ids: Collection[int], rows: Iterable[Sequence[Any]]) -> _Told:
    told = _Told()
    for dossier_id, account_id, side, since in rows:
        if account_id is None:
            continue
        if side in (hands.HELD, hands.HOLDER):
            told.hands.append((dossier_id, account_id, since))
        elif side.startswith(hands.DUAL):
            told.dual[account_id] |= _joined(side)
        else:
            told.own[dossier_id, account_id].add(Side(side))
    if told.hands:
        _lend(session, dossier_ids, told)
    return told


def _joined(mark: str) -> set[frozenset[Side]]:
    role, other = mark.removeprefix(hands.DUAL).split("+")
    return {pair} if (pair := sides_joined(Role(role), Role(other))) else set()


def _lend(session: Session, dossier_ids: Collection[int], told: _Told) -> None:
    """Adds what others did since the password was set with the link."""
    people = {other for _who, other, _since in told.hands}
    acts: defaultdict[int, list[tuple[int, Side, datetime]]] = defaultdict(list)
    for dossier_id, other, side, at in session.execute(recorded_at(), asked(dossier_ids) | {"people": sorted(people)}):
        acts[other].append((dossier_id, Side(side), at))
    for who, other, since in told.hands:
        for dossier_id, side, at in acts[other]:
            if since is None or at >= since:
                told.lent[dossier_id, who].add(side)


@cache
def everything(*, everybody: bool) -> CompoundSelect[Any]:
    """Returns the query for dossier, account and side of every act on the dossiers, and for the marks of `hands`, with
    the time since when they count. It is built once, because every page of a dossier asks it."""
    there = unit_years()
    dossier_id, account_id = recorders(everybody=everybody).subquery("decided").c
    deciding = select(dossier_id, account_id, literal(Side.decide.value))
    stood = union(*saved(there), *recorded(there, everybody), deciding).subquery("stood")
    return union_all(select(*stood.c, hands.NEVER), *hands.marks(everybody=everybody))
