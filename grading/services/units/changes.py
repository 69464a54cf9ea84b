"""Units through time: what happens to a unit from a day on. A change is a new period, never an edit of an old one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Done, Succession, SuccessionKind, Unit, UnitChange, UnitPeriod
from grading.services.ground.administrators import require_admin
from grading.services.ground.errors import Refused, refuse
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import record
from grading.services.units import places, units
from grading.services.units.described import Described, changes_between, differences
from grading.services.units.directory import lineage
from grading.services.units.units import CODE, find_unit, names_on
from grading.text import nfc
from grading.typed.codes import code_of
from grading.typed.days import NO_YEAR, YEARS


@dataclass(frozen=True, kw_only=True)
class From:
    """The first day of a change and why it was made: the number and date of the paper, or the fact."""

    day: date
    reason: str


def open_unit(session: Session, actor: Actor, code: str, described: Described, start: From) -> Unit:
    """Adds a unit from a day on. Raises Refused for a code in use or of the wrong shape, a name or a reason missing, or
    a parent that does not stand on that day."""
    _require(actor, start)
    spelt = code_of(code)
    if not CODE.fullmatch(spelt):
        raise refuse("unit_code_shape", code=spelt)
    if find_unit(session, spelt) is not None:
        raise refuse("unit_code_used", code=spelt)
    unit = Unit(code=spelt)
    session.add(unit)
    session.flush()
    _add_period(session, unit, described, start)
    record(session, actor, Done.unit_opened, unit, start.reason, day=start.day)
    return unit


def change(session: Session, actor: Actor, unit: Unit, described: Described, start: From) -> tuple[UnitChange, ...]:
    """Begins a new period of the unit: another name, parent, issuer, kind or type from a day on. Returns what changed.

    Raises:
        Refused: unit_same when nothing differs; a unit that does not stand on that day; a day before the present period
            or on its first day (such a mistake is corrected, not changed).
    """
    _require(actor, start)
    present = _standing(unit, start.day)
    before = Described.of(present)
    if not (found := changes_between(before, described)):
        raise refuse("unit_same", code=unit.code)
    _end(present, start.day)
    _add_period(session, unit, described, start)
    record(session, actor, Done.unit_changed, unit, start.reason, day=start.day, changes=[*found],
           fields=differences(session, before, described, start.day))  # fmt: skip
    return found


def correct(session: Session, actor: Actor, unit: Unit, described: Described, reason: str) -> tuple[UnitChange, ...]:
    """Mends what the present period says wrongly, from its own first day on. The record keeps what was there before."""
    _require(actor, From(day=actor.today, reason=reason))
    period = unit.latest
    before = Described.of(period)
    if not (found := changes_between(before, described)):
        raise refuse("unit_same", code=unit.code)
    _check_described(described)
    _require_place(session, unit, described, actor.today)
    for name in ("kind", "org_name", "committee_name", "issuer_name", "cell_type", "parent_id"):
        setattr(period, name, getattr(described, name))
    record(session, actor, Done.unit_corrected, unit, reason, before_names=[before.org_name, before.committee_name],
           before_parent=before.parent_id, changes=[*found],
           fields=differences(session, before, described, actor.today))  # fmt: skip
    session.flush()
    return found


def close(session: Session, actor: Actor, unit: Unit, start: From) -> None:
    """Ends the unit: it does not stand on that day any more. Raises Refused while units stand below it."""
    _require(actor, start)
    _refuse_with_children(session, unit, start.day)
    _end(_standing(unit, start.day), start.day)
    record(session, actor, Done.unit_closed, unit, start.reason, day=start.day)
    session.flush()


def merge(session: Session, actor: Actor, units: Sequence[Unit], successor: Unit, start: From) -> None:
    """Merges units into one from a day on. The successor is one of them, or a unit that begins that day.

    Raises Refused for fewer than two units, units of different kinds, or one with units below it.
    """
    _require(actor, start)
    if len({unit.id for unit in units}) < 2:
        raise refuse("merger_two")
    ending = [unit for unit in units if unit.id != successor.id]
    if len({_standing(unit, start.day).kind.is_cell for unit in units}) > 1:
        raise refuse("merger_kinds")
    for unit in ending:
        _refuse_with_children(session, unit, start.day)
        _end(_standing(unit, start.day), start.day)
    _standing(successor, start.day)
    _succeed(session, [(unit, successor) for unit in ending], SuccessionKind.merger, start)
    for unit in (*ending, successor):
        record(session, actor, Done.unit_merged, unit, start.reason, day=start.day, successor=successor.code)


def divide(session: Session, actor: Actor, unit: Unit, successors: Sequence[Unit], start: From) -> None:
    """Divides a unit that ends from a day on. The successors begin that day. Raises Refused for fewer than two."""
    _require(actor, start)
    if len({successor.id for successor in successors} - {unit.id}) < 2:
        raise refuse("division_two")
    _refuse_with_children(session, unit, start.day)
    _end(_standing(unit, start.day), start.day)
    for successor in successors:
        _standing(successor, start.day)
    _succeed(session, [(unit, successor) for successor in successors], SuccessionKind.division, start)
    for each in (unit, *successors):
        record(session, actor, Done.unit_divided, each, start.reason, day=start.day, predecessor=unit.code)


def described_as(period: UnitPeriod, changed: Mapping[str, object]) -> Described:
    """Returns the period's description with some fields changed."""
    return replace(Described.of(period), **changed)  # type: ignore[arg-type]


def _require(actor: Actor, start: From) -> None:
    if actor.account is not None:
        require_admin(actor)
    if start.day.year not in YEARS:
        raise Refused([NO_YEAR])
    if not typed_reason(start.reason):
        raise refuse("unit_reason")


def _standing(unit: Unit, day: date) -> UnitPeriod:
    """Returns the last period, which must hold on the day. Raises Refused otherwise."""
    period = unit.latest
    if not period.holds_on(day):
        raise refuse("unit_not_standing", code=unit.code, date=day)
    return period


def _end(period: UnitPeriod, day: date) -> None:
    """Ends a period on the day before. Raises Refused for a period that begins on the day or later: nothing would be
    left of it."""
    if period.valid_from is not None and period.valid_from >= day:
        raise refuse("unit_period_begins", date=period.valid_from)
    period.valid_to = day - timedelta(days=1)


def _add_period(session: Session, unit: Unit, described: Described, start: From) -> None:
    _check_described(described)
    if described.parent_id is not None:
        _standing(session.get_one(Unit, described.parent_id), start.day)
    _require_place(session, unit, described, start.day)
    unit.periods.append(UnitPeriod(
        kind=described.kind, cell_type=described.cell_type, org_name=nfc(described.org_name).strip(),
        committee_name=described.committee_name.strip(), issuer_name=described.issuer_name.strip(),
        parent_id=described.parent_id, valid_from=start.day, valid_to=None, reason=nfc(start.reason).strip(),
    ))  # fmt: skip
    session.flush()


def _require_place(session: Session, unit: Unit, described: Described, day: date) -> None:
    """Raises Refused for a place below the unit itself or below a kind that heads none of its kind, and for a cell that
    still has units below it."""
    above, code = None, ""
    if described.parent_id is not None:
        if unit.id in lineage(session, described.parent_id, day):
            raise refuse("unit_below_itself", code=unit.code)
        parent = session.get_one(Unit, described.parent_id)
        above, code = names_on(session, [parent.id], day)[parent.id].kind, parent.code
    if reason := places.reason_against(unit.code, described.kind, above, code):
        raise Refused([reason])
    if described.kind.is_cell:
        _refuse_with_children(session, unit, day)


def _check_described(described: Described) -> None:
    names = {name: getattr(described, name).strip() for name in units.NAMES}
    if reasons := [reason for field, name in names.items() if (reason := units.fault_of_name(field, name))]:
        raise Refused(reasons)
    if described.cell_type and described.cell_type not in units.TYPES:
        raise refuse("unit_cell_type", value=described.cell_type)


def _refuse_with_children(session: Session, unit: Unit, day: date) -> None:
    below = session.scalars(select(UnitPeriod).where(UnitPeriod.parent_id == unit.id))
    number = len({period.unit_id for period in below if period.holds_on(day)})
    if number:
        raise refuse("unit_has_units", code=unit.code, n=number)


def _succeed(session: Session, pairs: Sequence[tuple[Unit, Unit]], kind: SuccessionKind, start: From) -> None:
    session.add_all(
        Succession(predecessor_id=before.id, successor_id=after.id, kind=kind, on=start.day) for before, after in pairs
    )
    session.flush()
