"""The import of results that others decided before this service: ratings and titles of past years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Campaign, Done, Dossier, Result, ResultInForce, Subject, Unit
from grading.rules.levels import Level
from grading.rules.periods import FIRST_YEAR
from grading.rules.programmes.parts.outcomes import TITLES
from grading.services.ground.csv_rows import FaultList, Row, year_of
from grading.services.ground.table_heads import head_key
from grading.services.ground.tables import read_rows
from grading.services.ground.typed_reasons import worded
from grading.services.record.recording import record_each
from grading.services.results.results import Place, in_force, put_in_force
from grading.text import nfc
from workflows import ENDS, Kind

COLUMNS = ("year", "unit_code", "kind", "programme_key", "outcome", "source")
EARLIER_REGIMES: Mapping[str, str | None] = {"r2018": None}
"""Programmes that are over and have no file: HD 16-HD/BTCTW of 24/9/2018. None stands for a rating."""
_OUTCOMES: Mapping[Kind, tuple[str, ...]] = {Kind.rating: tuple(Level), Kind.recognition: TITLES}


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many rows were new, corrected an imported result, or said what stands already."""

    added: int
    corrected: int
    unchanged: int


def import_past_results(
    session: Session,
    actor: Actor,
    path: Path,
    *,
    shipped: Mapping[str, str | None],
    spoken: Mapping[str, str] = MappingProxyType({}),
    reason: str = "",
) -> Imported:
    """Adds results without a decision. `shipped` gives the model of each known programme, None for a rating; `spoken`
    the code of an outcome by its words, as `head_key` spells them.

    A row that says something else than an imported result corrects it, with the reason; the earlier row stays. What a
    decision of this service gave is only changed by a decision.

    Raises:
        FileRefused: with every fault of the file: an unknown unit or programme, a year to come, a row that differs from
            what stands (result_differs without a reason, result_decided), a unit that is being rated for the year
            (result_being_rated). Nothing is imported then.
    """
    rows = [_in_codes(row, spoken) for row in read_rows(path, COLUMNS, codes=("unit_code",))]
    faults = FaultList(path, rows)
    known = {**EARLIER_REGIMES, **shipped, **_of_campaigns(session)}
    units = {unit.code: unit for unit in session.scalars(select(Unit))}
    seen: set[Place] = set()
    for row in rows:
        _check(row, units, known, actor.today.year, faults)
    faults.raise_if_any()
    standing = in_force(session, [units[row["unit_code"]].id for row in rows])
    results = [_result(actor, row, units, known) for row in rows]
    fresh, being_rated = [], _being_rated(session, results)
    for row, result in zip(rows, results, strict=True):
        place = Place(result.unit_id, Subject.organisation, result.period_id, result.model or "")
        if place in seen:
            faults.add(row.line, "year", "csv_repeated", value=row["year"])
        seen.add(place)
        is_decided = place in standing and standing[place].result.decision_item_id is not None
        if not is_decided and (campaign := being_rated.get(place)):
            code, year = row["unit_code"], row["year"]
            faults.add(row.line, "year", "result_being_rated", code=code, year=year, campaign=campaign)
        if _is_new(row, result, standing.get(place), reason, faults):
            result.reason = nfc(reason).strip() if place in standing else ""
            fresh.append(result)
    faults.raise_if_any()
    corrected = sum(bool(result.reason) for result in fresh)
    put_in_force(session, fresh, standing)
    changed = {result.unit_id for result in fresh}
    of_units = [unit for unit in units.values() if unit.id in changed]
    record_each(session, actor, Done.result_imported, of_units, nfc(reason).strip(), file=path.name)
    return Imported(added=len(fresh) - corrected, corrected=corrected, unchanged=len(rows) - len(fresh))


def _being_rated(session: Session, results: Sequence[Result]) -> dict[Place, str]:
    """Returns the codes of the campaigns in which these units are being rated for these years: their results come from
    a decision."""
    years = {result.period_id for result in results}
    campaigns = {each.id: each for each in session.scalars(select(Campaign).where(Campaign.period_id.in_(years)))}
    alive = [campaign_id for campaign_id, campaign in campaigns.items() if campaign.cancelled_at is None]
    query = select(Dossier.unit_id, Dossier.campaign_id).where(
        Dossier.campaign_id.in_(alive), Dossier.state.not_in(ENDS), Dossier.subject == Subject.organisation
    )
    found = {}
    for unit_id, campaign_id in session.execute(query):
        campaign = campaigns[campaign_id]
        place = Place(unit_id, Subject.organisation, campaign.period_id, campaign.programme.model or "")
        found[place] = campaign.code
    return found


def _in_codes(row: Row, spoken: Mapping[str, str]) -> Row:
    """Returns the row with the code of its outcome, which may be written in words or in small letters."""
    written = row["outcome"]
    codes = {head_key(code): code for codes in _OUTCOMES.values() for code in codes}
    outcome = {**codes, **spoken}.get(head_key(written), written)
    return replace(row, values={**row.values, "outcome": outcome})


def _of_campaigns(session: Session) -> dict[str, str | None]:
    """Returns the model of each programme that a campaign of this installation goes by."""
    campaigns = session.scalars(select(Campaign).order_by(Campaign.id))
    return {campaign.programme_key: campaign.programme.model for campaign in campaigns}


def _check(
    row: Row, units: Mapping[str, Unit], known: Mapping[str, str | None], this_year: int, faults: FaultList
) -> None:
    if row["unit_code"] not in units:
        faults.add(row.line, "unit_code", "unit_unknown", code=row["unit_code"])
    if (year := year_of(row["year"])) is None or year < FIRST_YEAR:
        faults.add(row.line, "year", "csv_year", value=row["year"])
    elif year > this_year:
        faults.add(row.line, "year", "year_to_come", year=year)
    if row["kind"] not in set(Kind):
        faults.add(row.line, "kind", "csv_choice", value=row["kind"], allowed=tuple(Kind))
        return
    kind = Kind(row["kind"])
    if row["outcome"] not in _OUTCOMES[kind]:
        faults.add(row.line, "outcome", "csv_choice", value=row["outcome"], allowed=_OUTCOMES[kind])
    if row["programme_key"] not in known:
        faults.add(row.line, "programme_key", "programme_unknown", key=row["programme_key"])
    elif (known[row["programme_key"]] is None) is (kind is Kind.recognition):
        faults.add(row.line, "programme_key", "programme_of_other_kind", key=row["programme_key"], kind=kind)


def _result(actor: Actor, row: Row, units: Mapping[str, Unit], known: Mapping[str, str | None]) -> Result:
    return Result(
        unit_id=units[row["unit_code"]].id, subject=Subject.organisation, period_id=year_of(row["year"]),
        kind=Kind(row["kind"]), programme_key=row["programme_key"], model=known[row["programme_key"]],
        outcome=row["outcome"], proposed=None, source=row["source"], reason="", at=actor.now,
    )  # fmt: skip


def _is_new(row: Row, result: Result, standing: ResultInForce | None, reason: str, faults: FaultList) -> bool:
    """Returns whether the row says something that does not stand yet; notes a row that may not say so."""
    if standing is None:
        return True
    before = standing.result
    if (before.outcome, before.programme_key) == (result.outcome, result.programme_key):
        return False
    if before.decision_item_id is not None:
        faults.add(row.line, "outcome", "result_decided", code=row["unit_code"], year=result.year)
    elif not worded(reason):
        faults.add(row.line, "outcome", "result_differs", code=row["unit_code"], year=result.year, kept=before.outcome)
    return True
