"""The preview that an administrator reads before a change of a unit: from what to what, which units end, and what it
touches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from grading.models import Unit, UnitChange
from grading.services.campaigns import unit_effects
from grading.services.units import units
from grading.services.units.described import Described, Difference, changes_between, differences
from grading.web.units.change_form import UnitChangeForm

_OF_WAY = {"close": UnitChange.closed, "merge": UnitChange.merged, "divide": UnitChange.divided}


@dataclass(frozen=True, kw_only=True)
class Below:
    """How many units stand directly below one unit on the first day, without the change and with it."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A change that was looked at: `made` says from what to what, `ends` names the units that end on `last_day`, and
    `into` those that they become."""

    effects: unit_effects.Effects
    kinds: Sequence[UnitChange]
    made: Sequence[Difference]
    ends: Sequence[str]
    into: Sequence[str]
    last_day: date
    below: Sequence[Below]


def look(session: Session, unit: Unit, form: UnitChangeForm, make: Callable[[], object]) -> Preview:
    """Returns what the change does. Calls `make`, which makes it: the caller takes it back. Raises Refused."""
    start, others = form.start(), form.others(session) if form.way == "merge" else []
    described = form.described(session) if form.way in {"edit", "correct"} else Described.of(unit.latest)
    kinds = (_OF_WAY[form.way],) if form.way in _OF_WAY else changes_between(Described.of(unit.latest), described)
    touched = [unit, *others]
    effects = unit_effects.effects(session, touched, start.day, kinds, stays=unit if form.way == "merge" else None)
    made = differences(session, Described.of(unit.latest), described, start.day)
    ending = {"close": [unit], "divide": [unit], "merge": others}.get(form.way, [])
    parents = [*(each.latest.parent_id for each in touched), described.parent_id]
    above = list(dict.fromkeys(parent_id for parent_id in parents if parent_id))
    before = [unit_effects.standing_below(session, [parent_id], start.day) for parent_id in above]
    if not form.mistakes:
        make()
    after = [unit_effects.standing_below(session, [parent_id], start.day) for parent_id in above]
    names = units.names_on(session, above, start.day)
    return Preview(
        effects=effects, kinds=kinds, made=made, ends=[each.latest.org_name for each in ending],
        into=_into(unit, form), last_day=start.day - timedelta(days=1),
        below=[
            Below(name=names[parent_id].org_name, before=old, after=new)
            for parent_id, old, new in zip(above, before, after, strict=True)
            if old != new
        ],
    )  # fmt: skip


def _into(unit: Unit, form: UnitChangeForm) -> list[str]:
    """Returns the names of the units that take the place of those that end."""
    if form.way == "merge":
        return [unit.latest.org_name]
    return [name for _code, name in form.successors()] if form.way == "divide" else []
