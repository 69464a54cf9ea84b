"""Where a unit may stand: below which kind of organisation, and never below itself."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Unit, UnitKind, UnitPeriod
from grading.services.ground.csv_rows import Row
from workflows import Reason

_AT_ONCE = 500
_RANKS: Mapping[UnitKind, int] = {
    UnitKind.cell_subordinate: 0,
    UnitKind.cell_grassroots: 0,
    UnitKind.committee_section: 1,
    UnitKind.committee_grassroots: 2,
    UnitKind.committee_upper: 3,
    UnitKind.committee_province: 4,
}
"""The order of the kinds (Điều lệ Đảng, Điều 10 and 21): what stands above has the higher rank."""
_MAY_HEAD = frozenset({UnitKind.committee_grassroots, UnitKind.committee_upper, UnitKind.committee_province})
"""The kinds above which an installation may have nothing: it may belong to one commune."""


def reason_against(code: str, kind: UnitKind, above: UnitKind | None, above_code: str = "") -> Reason | None:
    """Returns why a unit of this kind may not stand below one of that kind, or below none. Committees above the
    grassroots stand below each other: those of a province's agencies have committees of their own."""
    if above is None:
        return None if kind in _MAY_HEAD else Reason(code="unit_parent_missing", params={"code": code})
    may_stand = _RANKS[above] > _RANKS[kind] or kind is above is UnitKind.committee_upper
    params = {"code": code, "above": above_code, "unit_kind": kind, "above_kind": above}
    return None if may_stand else Reason(code="unit_parent_kind", params=params)


def faults_of_rows(session: Session, rows: Sequence[Row]) -> Iterator[tuple[Row, Reason]]:
    """Yields the rows of new units whose place is none. What the rows say otherwise is right already, and the units
    above them are in the rows or in the database."""
    kinds = {row["code"]: UnitKind(row["kind"]) for row in rows}
    above_of = {row["code"]: row["parent_code"] for row in rows}
    kinds = _kinds(session, sorted(set(above_of.values()) - kinds.keys() - {""})) | kinds
    for row in rows:
        code, above = row["code"], row["parent_code"]
        if reason := reason_against(code, kinds[code], kinds.get(above), above):
            yield row, reason
        elif _is_below_itself(code, above_of):
            yield row, Reason(code="unit_below_itself", params={"code": code})


def _kinds(session: Session, codes: Sequence[str]) -> dict[str, UnitKind]:
    """Returns the kinds of units by code, as their last periods say."""
    kinds: dict[str, UnitKind] = {}
    for at in range(0, len(codes), _AT_ONCE):
        query = select(Unit.code, UnitPeriod.kind).join(UnitPeriod, UnitPeriod.unit_id == Unit.id)
        found = session.execute(query.where(Unit.code.in_(codes[at : at + _AT_ONCE])).order_by(UnitPeriod.id))
        kinds |= {code: kind for code, kind in found}
    return kinds


def _is_below_itself(code: str, above_of: Mapping[str, str]) -> bool:
    """Returns whether the way up from the unit, through the units of the file, meets itself."""
    met = {code}
    above = above_of[code]
    while above in above_of and above not in met:
        met.add(above)
        above = above_of[above]
    return above in met
