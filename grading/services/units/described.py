"""A unit as one of its periods describes it, and what a change makes of it, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from grading.models import Done, Event, Unit, UnitChange, UnitKind, UnitPeriod
from grading.services.record import reading
from grading.services.units.units import names_on

CHANGES_OF_UNITS = (Done.unit_opened, Done.unit_changed, Done.unit_closed, Done.unit_merged, Done.unit_divided)
"""The acts by which a period of a unit begins or ends from a day on."""


@dataclass(frozen=True, kw_only=True)
class Described:
    """A unit as one of its periods describes it."""

    kind: UnitKind
    org_name: str
    committee_name: str = ""
    issuer_name: str = ""
    cell_type: str = ""
    parent_id: int | None = None

    @classmethod
    def of(cls, period: UnitPeriod) -> "Described":
        return cls(
            kind=period.kind, org_name=period.org_name, committee_name=period.committee_name,
            issuer_name=period.issuer_name, cell_type=period.cell_type, parent_id=period.parent_id,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field of a unit before and after a change. A kind or a type is a code; the unit above is the name of its
    committee."""

    field: str
    before: str
    after: str


def changes_between(before: Described, after: Described) -> tuple[UnitChange, ...]:
    """Returns in which respects two descriptions of one unit differ."""
    respects = (
        (UnitChange.renamed, (before.org_name, before.committee_name) != (after.org_name, after.committee_name)),
        (UnitChange.moved, before.parent_id != after.parent_id),
        (UnitChange.issuer_changed, before.issuer_name != after.issuer_name),
        (UnitChange.kind_changed, before.kind is not after.kind),
        (UnitChange.type_changed, before.cell_type != after.cell_type),
    )
    return tuple(change for change, differs in respects if differs)


def differences(session: Session, before: Described, after: Described, day: date) -> tuple[Difference, ...]:
    """Returns the fields in which two descriptions of one unit differ, with the name that the committee above has on
    the day."""
    moved = {before.parent_id, after.parent_id} if before.parent_id != after.parent_id else set()
    above = names_on(session, [unit_id for unit_id in moved if unit_id], day)
    names = {unit_id: period.committee_name or period.org_name for unit_id, period in above.items()}
    pairs = (
        ("org_name", before.org_name, after.org_name),
        ("committee_name", before.committee_name, after.committee_name),
        ("parent", names.get(before.parent_id or 0, ""), names.get(after.parent_id or 0, "")),
        ("issuer_name", before.issuer_name, after.issuer_name),
        ("kind", str(before.kind), str(after.kind)),
        ("cell_type", before.cell_type, after.cell_type),
    )
    return tuple(Difference(field=field, before=old, after=new) for field, old, new in pairs if old != new)


def made_on(session: Session, unit: Unit, day: date) -> tuple[Difference, ...]:
    """Returns what the period that begins on this day changed; nothing if none begins then or none came before."""
    for before, after in zip(unit.periods, unit.periods[1:], strict=False):
        if after.valid_from == day:
            return differences(session, Described.of(before), Described.of(after), day)
    return ()


@dataclass(frozen=True, kw_only=True)
class Ended:
    """The first day on which a unit does not stand any more, and why."""

    since: date
    reason: str


def ended_by(session: Session, unit: Unit, day: date) -> Ended | None:
    """Returns from which day on and why the unit has ended, if it has by this day."""
    last = unit.latest.valid_to
    if last is None or last >= day:
        return None
    since = last + timedelta(days=1)
    return Ended(since=since, reason=reason_of(session, unit, since))


def reason_of(session: Session, unit: Unit, day: date) -> str:
    """Returns why the unit changed or ended from this day on, with the paper that says so; empty where nobody recorded
    it."""
    return _recorded(reading.of_subject(session, unit, CHANGES_OF_UNITS), day) or next(
        (period.reason for period in unit.periods if period.valid_from == day), ""
    )


def _recorded(events: Sequence[Event], day: date) -> str:
    words = (event.words for event in events if event.words)
    return next((each.reason for each in words if each.details.get("day") == day.isoformat()), "")
