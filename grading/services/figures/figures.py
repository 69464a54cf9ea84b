"""Figures of units: reporting, correcting, and the contradictions between them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.models import Account, Campaign, Dossier, Explanation, Figure, Stage
from grading.rules.contradictions import Finding, Status, findings
from grading.services.figures.rights import require
from grading.services.ground.errors import not_now, refuse
from grading.text import nfc
from workflows import ActName

LONGEST_REASON = 2000
Values = dict[tuple[int, int, str], Figure]


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two numbers of a commune that disagree, and what the commune said about it while both still stand."""

    unit_id: int
    finding: Finding
    explanation: Explanation | None

    @property
    def is_open(self) -> bool:
        return self.explanation is None


def latest(session: Session, unit_ids: Collection[int], years: Collection[int]) -> Values:
    """The figure that counts for each unit, year and metric: the newest row."""
    return {_of_row(figure): figure for figure in _rows(session, unit_ids, years)}


def staged(session: Session, unit_ids: Collection[int], years: Collection[int]) -> tuple[Values, Values]:
    """What counts, as above, and what the unit itself reported last, whatever others decided since."""
    rows = _rows(session, unit_ids, years)
    proposed = {_of_row(figure): figure for figure in rows if figure.stage is Stage.proposed}
    return {_of_row(figure): figure for figure in rows}, proposed


def _rows(session: Session, unit_ids: Collection[int], years: Collection[int]) -> Sequence[Figure]:
    query = select(Figure).where(Figure.unit_id.in_(set(unit_ids)), Figure.year.in_(set(years)))
    return session.scalars(query.order_by(Figure.id)).all()


def _of_row(figure: Figure) -> tuple[int, int, str]:
    return figure.unit_id, figure.year, figure.metric


def report(
    session: Session, unit_id: int, year: int, values: Mapping[str, int], *,
    source: str, by: Account | None, now: datetime, anew: Collection[str] = (),
) -> int:  # fmt: skip
    """Adds a row for each metric (hundredths) that is new or changed; returns how many. Those proposed `anew` also
    where they are the same again, but others decided on them since."""
    newest, proposed = staged(session, [unit_id], [year])
    overtaken = {key[2] for key, row in newest.items() if row.stage is Stage.decided and key[2] in anew}
    kept = {key[2]: row.value for key, row in proposed.items() if key[2] not in overtaken}
    changed = {metric: value for metric, value in values.items() if kept.get(metric) != value}
    by_id = by.id if by else None
    session.add_all(
        Figure(unit_id=unit_id, year=year, metric=metric, value=value, source=source, by_id=by_id, at=now)
        for metric, value in changed.items()
    )
    session.flush()
    return len(changed)


def source_of(session: Session, unit_id: int, year: int, metric: str) -> str:
    """Where the figure that counts is from."""
    return latest(session, [unit_id], [year])[unit_id, year, metric].source


def any_reported(session: Session) -> bool:
    return session.scalars(select(Figure.id).limit(1)).first() is not None


def years_checked(campaign: Campaign) -> tuple[int, int]:
    """The year before is checked too: this year's report is read against it."""
    return campaign.year - 1, campaign.year


def clashes_by_unit(session: Session, campaign: Campaign, unit_ids: Iterable[int]) -> dict[int, list[Clash]]:
    """The contradictions within each commune, in a fixed number of queries."""
    found = findings_by_unit(session, campaign, unit_ids)
    told = _explanations(session, found)
    return {
        unit_id: [
            Clash(unit_id=unit_id, finding=finding, explanation=told.get(_key(unit_id, finding)))
            for finding in checked
            if finding.status is Status.contradiction
        ]
        for unit_id, checked in found.items()
    }


def findings_by_unit(session: Session, campaign: Campaign, unit_ids: Iterable[int]) -> dict[int, list[Finding]]:
    """Everything the consistency rules compared within each commune, agreements and partial sums included."""
    communes = set(unit_ids)
    members = select(Dossier.review_unit_id, Dossier.unit_id).where(
        Dossier.campaign_id == campaign.id, Dossier.review_unit_id.in_(communes)
    )
    cells: dict[int, list[int]] = {unit_id: [] for unit_id in communes}
    for review_unit_id, unit_id in session.execute(members):
        cells[review_unit_id].append(unit_id)
    years = years_checked(campaign)
    values = latest(session, communes.union(*cells.values()), years)
    return {
        unit_id: [
            finding
            for year in years
            for finding in findings(
                campaign.programme.consistency, year,
                own=_of(values, unit_id, year), parts=[_of(values, cell, year) for cell in cells[unit_id]],
                before=_of(values, unit_id, year - 1),
            )
        ]
        for unit_id in communes
    }  # fmt: skip


def _of(values: Values, unit_id: int, year: int) -> dict[str, int]:
    return {metric: figure.value for (unit, when, metric), figure in values.items() if unit == unit_id and when == year}


def _key(unit_id: int, finding: Finding) -> tuple[int, int, str, int, int]:
    return unit_id, finding.year, finding.rule, finding.reported, finding.computed


def _explanations(session: Session, found: Mapping[int, object]) -> dict[tuple[int, int, str, int, int], Explanation]:
    query = select(Explanation).where(Explanation.unit_id.in_(found.keys())).order_by(Explanation.id)
    return {(row.unit_id, row.year, row.rule, row.reported, row.computed): row for row in session.scalars(query)}


def _told(reason: str) -> str:
    told = nfc(reason).strip()
    if not told:
        raise refuse("reason_needed")
    if len(told) > LONGEST_REASON:
        raise refuse("reason_long", max=LONGEST_REASON)
    return told


def explain(
    session: Session, campaign: Campaign, unit_id: int, rule: str, year: int, reason: str, *,
    seen: tuple[int, int] | None = None, by: Account, now: datetime,
) -> Explanation:  # fmt: skip
    """Keeps both numbers with a reason; lapses when either changes.

    Raises:
        WorkflowError: when the table closes it to this account now.
        Refused: without a reason, or with no contradiction there.
        NotNow: when a number is no longer the one that was read (`seen`: reported, computed).
    """
    require(session, campaign, unit_id, ActName.explain_figures, by=by, now=now)
    told = _told(reason)
    clashes = clashes_by_unit(session, campaign, [unit_id])[unit_id]
    clash = next((clash for clash in clashes if (clash.finding.rule, clash.finding.year) == (rule, year)), None)
    if clash is None:
        raise refuse("no_contradiction")
    finding = clash.finding
    if seen not in (None, (finding.reported, finding.computed)):
        raise not_now("no_contradiction")
    explanation = Explanation(
        unit_id=unit_id, year=year, rule=rule, reported=finding.reported, computed=finding.computed,
        reason=told, by_id=by.id, at=now,
    )  # fmt: skip
    session.add(explanation)
    session.flush()
    return explanation


def correct(
    session: Session, campaign: Campaign, unit_id: int, metric: str, year: int, value: int, reason: str, *,
    seen: int | None = None, by: Account, now: datetime,
) -> None:  # fmt: skip
    """The commune's own figure (hundredths) anew, its reason kept as the source; a cell's is sent back instead.

    Raises:
        WorkflowError: when the table closes it to this account now.
        Refused: without a reason; figure_computed for one that nobody types; figure_decided for one that others set.
        NotNow: when the figure is no longer the one that was read (`seen`).
    """
    require(session, campaign, unit_id, ActName.correct_figures, by=by, now=now)
    if metric in campaign.programme.computed:
        raise refuse("figure_computed")
    told = _told(reason)
    figure = latest(session, [unit_id], [year]).get((unit_id, year, metric))
    if figure is None or year not in years_checked(campaign) or seen not in (None, figure.value):
        raise not_now("no_contradiction")
    if figure.stage is Stage.decided:
        raise refuse("figure_decided")
    report(session, unit_id, year, {metric: value}, source=told, by=by, now=now)
