"""Figures of units: what they reported, and which figure counts."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Figure, Stage
from grading.models.together import put_rows
from grading.services.ground import periods
from grading.services.ground.kept import forget, kept
from grading.services.ground.turns import hold_turn


class FigureRow(NamedTuple):
    """One stored figure as a plain row. A page of a commune reads thousands of them, and a stored figure never
    changes."""

    id: int
    unit_id: int
    period_id: int
    metric: str
    value: int
    stage: Stage
    source: str
    at: datetime
    dossier_id: int | None
    by_id: int | None


class Values(dict[tuple[int, int, str], FigureRow]):
    """The figure of each unit, period and metric."""

    @cached_property
    def _by_place(self) -> defaultdict[tuple[int, int], dict[str, FigureRow]]:
        """The same figures sorted once, so that five times the units cost five times the work."""
        places: defaultdict[tuple[int, int], dict[str, FigureRow]] = defaultdict(dict)
        for (unit_id, period_id, metric), figure in self.items():
            places[unit_id, period_id][metric] = figure
        return places

    def of(self, unit_id: int, period_id: int) -> Mapping[str, FigureRow]:
        """Returns the figures of one unit in one period, by metric."""
        return self._by_place.get((unit_id, period_id), {})


TURN = "figures"
"""Whoever reads the figures of a unit in order to add to them holds the unit's turn."""


class UnitYear(NamedTuple):
    """The place of figures that are compared: one unit in one year."""

    unit_id: int
    year: int


def latest(session: Session, unit_ids: Collection[int], period_ids: Collection[int]) -> Values:
    """Returns the figure that counts for each unit, period and metric: the newest row."""
    return Values((_of_row(figure), figure) for figure in rows(session, unit_ids, period_ids))


def staged(session: Session, unit_ids: Collection[int], period_ids: Collection[int]) -> tuple[Values, Values]:
    """Returns two mappings: the figures that count, as `latest` does, and the figures that the unit itself reported
    last, whatever others decided since."""
    found = rows(session, unit_ids, period_ids)
    proposed = Values((_of_row(figure), figure) for figure in found if figure.stage is Stage.proposed)
    return Values((_of_row(figure), figure) for figure in found), proposed


def rows(session: Session, unit_ids: Collection[int], period_ids: Collection[int]) -> Sequence[FigureRow]:
    """Returns the rows oldest first. Those that the transaction has read are not read again."""
    known: dict[Hashable, list[FigureRow]] = kept(session, Figure)
    wanted = {(unit_id, period_id) for unit_id in unit_ids for period_id in period_ids}
    if missing := wanted - known.keys():
        known |= {place: [] for place in missing}
        asked = {"units": sorted({place[0] for place in missing}), "periods": sorted({place[1] for place in missing})}
        for figure in map(FigureRow._make, session.execute(_query(), asked)):
            if (figure.unit_id, figure.period_id) in missing:
                known[figure.unit_id, figure.period_id].append(figure)
    return sorted(figure for place in wanted for figure in known[place])  # a row begins with its id


@cache
def _query() -> Select[*tuple[Any, ...]]:
    """Returns the query for the figures of `units` in `periods`. It is built once, because most pages ask it."""
    units, periods_of = (bindparam(name, expanding=True, type_=Integer()) for name in ("units", "periods"))
    columns = (getattr(Figure, name) for name in FigureRow._fields)
    return select(*columns).where(Figure.unit_id.in_(units), Figure.period_id.in_(periods_of)).order_by(Figure.id)


def _of_row(figure: FigureRow) -> tuple[int, int, str]:
    return figure.unit_id, figure.period_id, figure.metric


def report(
    session: Session,
    actor: Actor,
    unit_id: int,
    period_id: int,
    values: Mapping[str, int],
    *,
    source: str,
    anew: Collection[str] = (),
) -> int:
    """Adds a row for each metric (hundredths) that is new or changed; returns how many.

    A metric in `anew` also gets a row if its value is unchanged but others decided on it since.
    """
    hold_turn(session, TURN, [unit_id])
    newest, proposed = staged(session, [unit_id], [period_id])
    overtaken = {key[2] for key, row in newest.items() if row.stage is Stage.decided and key[2] in anew}
    standing = Values((key, row) for key, row in proposed.items() if key[2] not in overtaken)
    return add(
        session, actor, {(unit_id, period_id, metric): value for metric, value in values.items()}, standing, source
    )


def add(
    session: Session, actor: Actor, values: Mapping[tuple[int, int, str], int], standing: Values, source: str
) -> int:
    """Adds a row for each value (hundredths, by unit, period and metric) that differs from the one that stands; returns
    how many. All rows are written together. Whoever calls this holds the units' turns and read `standing` under them.
    """
    session.flush()
    changed = {key: value for key, value in values.items() if key not in standing or standing[key].value != value}
    for period_id in sorted({key[1] for key in changed}):
        periods.keep(session, period_id)
    common = {"source": source, "by_id": actor.account_id, "at": actor.now}
    rows = [
        {"unit_id": unit_id, "period_id": period_id, "metric": metric, "value": value, **common}
        for (unit_id, period_id, metric), value in changed.items()
    ]
    if rows:  # a file has up to a hundred thousand, and one object for each would keep all other writers waiting
        put_rows(session, Figure, rows)
        forget(session)  # a statement is no flush, which would forget what was read
    return len(rows)


def source_of(session: Session, unit_id: int, period_id: int, metric: str) -> str:
    """Returns the source of the figure that counts."""
    return latest(session, [unit_id], [period_id])[unit_id, period_id, metric].source


def any_reported(session: Session) -> bool:
    return session.scalars(select(Figure.id).limit(1)).first() is not None
