"""Gives the rows that findings point to as a person knows them: a dossier by its unit, a decision by its number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from grading.models import (
    Account,
    Award,
    Campaign,
    Commendation,
    Decision,
    Dossier,
    Evidence,
    ProgrammeVersion,
    Registration,
    StoredFile,
    Unit,
    UnitPeriod,
)
from grading.services.invariants.batches import SIZE, UNREADABLE
from workflows import Finding

Key = int | str
_Query = Select[*tuple[Any, ...]]
KINDS: Mapping[str, str] = {
    "dossier": "dossier", "campaign": "campaign", "decision": "decision", "unit": "unit", "body": "unit",
    "account": "account", "paper": "commendation", "other": "commendation", "version": "programme_version",
    "job": "job", "file": "stored_file",
}  # fmt: skip
"""The parameters that are keys of rows, with the tables of the rows."""
_SUBJECT = "subject"
"""The parameter of a line of the record: the table and the key of what the line is about."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A row as a person knows it. Nothing but the key is known of a row that is gone."""

    kind: str
    key: Key
    known: Mapping[str, Any] = field(default_factory=dict, hash=False)


def named(session: Session, violations: Mapping[str, Sequence[Finding]]) -> dict[str, list[Finding]]:
    """Returns the same findings with places instead of the keys of rows."""
    wanted: dict[str, set[Key]] = defaultdict(set)
    for finding in (finding for found in violations.values() for finding in found):
        for kind, key in filter(None, map(_pointed_to, finding.params.items())):
            wanted[kind].add(key)
    known = {kind: _known(session, kind, keys) for kind, keys in wanted.items()}
    return {name: [_with_places(finding, known) for finding in found] for name, found in violations.items()}


def _pointed_to(param: tuple[str, Any]) -> tuple[str, Key] | None:
    name, value = param
    if name == _SUBJECT:
        return value[0], value[1]
    return (KINDS[name], value) if name in KINDS else None


def _with_places(finding: Finding, known: Mapping[str, Mapping[Key, Mapping[str, Any]]]) -> Finding:
    params = dict(finding.params)
    for name, value in finding.params.items():
        if pointed := _pointed_to((name, value)):
            kind, key = pointed
            params[name] = Place(kind=kind, key=key, known=known[kind].get(key, {}))
    return Finding(code=finding.code, params=params)


def _known(session: Session, kind: str, keys: Collection[Key]) -> dict[Key, Mapping[str, Any]]:
    """Returns what is known of each row of the table. Rows that cannot be read stay unnamed."""
    found: dict[Key, Mapping[str, Any]] = {}
    for query, part in product(_QUERIES.get(kind, ()), list(_parts(sorted(keys)))):
        try:
            with session.begin_nested():
                found |= _read(session, query, part)
        except (*UNREADABLE, SQLAlchemyError):
            continue
    return found


def _read(session: Session, query: _Query, keys: Sequence[Key]) -> dict[Key, Mapping[str, Any]]:
    """Reads rows by their keys, which are the first column; a `unit_id` among the columns gives the unit's names."""
    rows = [row._asdict() for row in session.execute(query.where(query.selected_columns[0].in_(keys)))]
    names = _names(session, {row["unit_id"] for row in rows if row.get("unit_id") is not None})
    return {row["key"]: {**row, **names.get(row.get("unit_id"), {})} for row in rows}


def _names(session: Session, unit_ids: Collection[int]) -> dict[int | None, dict[str, str]]:
    """Returns the newest names of the units."""
    columns = (UnitPeriod.unit_id, UnitPeriod.org_name, UnitPeriod.committee_name)
    query = select(*columns).where(UnitPeriod.unit_id.in_(unit_ids)).order_by(UnitPeriod.id)
    return {
        unit_id: {"org": org_name, "committee": committee_name or org_name}
        for unit_id, org_name, committee_name in session.execute(query)
    }


def _parts(keys: Iterable[Key]) -> Iterator[list[Key]]:
    left = iter(keys)
    while part := list(islice(left, SIZE)):
        yield part


_CAMPAIGN = Campaign.code.label("campaign")
_PAPER = (Dossier.unit_id, Commendation.register_no, Commendation.register_year)


def _of_papers(key: Any) -> _Query:
    papers = select(key.label("key"), *_PAPER).join(Award, Commendation.award_id == Award.id)
    return papers.join(Dossier, Award.dossier_id == Dossier.id)


def _of_evidence() -> _Query:
    columns = (Evidence.sha256.label("key"), Dossier.unit_id, Evidence.name, Dossier.id.label("dossier"), _CAMPAIGN)
    attached = select(*columns).join(Dossier, Evidence.dossier_id == Dossier.id)
    return attached.join(Campaign, Dossier.campaign_id == Campaign.id)


_VERSION = (ProgrammeVersion.key.label("programme"), ProgrammeVersion.number)
_DECISION = (Decision.unit_id, Decision.number, Decision.issued_on, _CAMPAIGN)
_QUERIES: Mapping[str, tuple[_Query, ...]] = {
    Unit.__tablename__: (select(Unit.id.label("key"), Unit.id.label("unit_id"), Unit.code),),
    Campaign.__tablename__: (select(Campaign.id.label("key"), Campaign.code),),
    Account.__tablename__: (select(Account.id.label("key"), Account.login),),
    ProgrammeVersion.__tablename__: (select(ProgrammeVersion.id.label("key"), *_VERSION),),
    Dossier.__tablename__: (select(Dossier.id.label("key"), Dossier.unit_id, _CAMPAIGN).join(Campaign),),
    Registration.__tablename__: (select(Registration.id.label("key"), Registration.unit_id, _CAMPAIGN).join(Campaign),),
    Decision.__tablename__: (select(Decision.id.label("key"), *_DECISION).join(Campaign),),
    Commendation.__tablename__: (_of_papers(Commendation.id),),
    StoredFile.__tablename__: (_of_papers(Commendation.pdf_sha256), _of_evidence()),
}
"""What is known of the rows of each table: the first column is their key. A stored file is known by the dossier that it
was attached to, or by the commendation that it prints."""
