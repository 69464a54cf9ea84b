"""Contradictions between the figures of a commune, and how the commune settles them: explained or corrected."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor
from grading.models import Base, Campaign, Done, Explanation, Stage, Unit
from grading.rules.contradictions import Finding, Status, findings
from grading.services.figures.figures import TURN, UnitYear, Values, latest, report
from grading.services.figures.handed_over import latest_handed_over, roster_of
from grading.services.figures.rights import require
from grading.services.ground.errors import not_now, refuse
from grading.services.ground.kept import kept
from grading.services.ground.turns import hold_turn
from grading.services.ground.typed_reasons import typed_reason
from grading.services.record.recording import record
from workflows import ActName

LONGEST_REASON = 2000


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two numbers of a commune that contradict each other, and the commune's explanation while both numbers still
    stand."""

    unit_id: int
    finding: Finding
    explanation: Explanation | None

    @property
    def is_open(self) -> bool:
        return self.explanation is None


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A new value in hundredths for one figure, with the reason, which becomes the figure's source."""

    metric: str
    value: int
    reason: str


def years_checked(campaign: Campaign) -> tuple[int, int]:
    """Returns the year of the campaign and the year before, because this year's report is compared with the last
    one."""
    return campaign.year - 1, campaign.year


def clashes_by_unit(session: Session, campaign: Campaign, unit_ids: Iterable[int]) -> dict[int, list[Clash]]:
    """Returns the contradictions within each commune, in a fixed number of queries; they are found once in a
    transaction, as long as nothing is written."""
    communes = frozenset(unit_ids)
    known: dict[Hashable, dict[int, list[Clash]]] = kept(session, Base)
    if (key := ("clashes", campaign.id, communes)) not in known:
        known[key] = _clashes_by_unit(session, campaign, communes)
    return known[key]


def _clashes_by_unit(session: Session, campaign: Campaign, unit_ids: Iterable[int]) -> dict[int, list[Clash]]:
    contradictions = {
        unit_id: [finding for finding in checked if finding.status is Status.contradiction]
        for unit_id, checked in findings_by_unit(session, campaign, unit_ids).items()
    }
    explanations = _explanations(session, [unit_id for unit_id, found in contradictions.items() if found])
    return {
        unit_id: [
            Clash(unit_id=unit_id, finding=finding, explanation=explanations.get(_key(unit_id, finding)))
            for finding in found
        ]
        for unit_id, found in contradictions.items()
    }


def findings_by_unit(session: Session, campaign: Campaign, unit_ids: Iterable[int]) -> dict[int, list[Finding]]:
    """Returns every comparison by the consistency rules within each commune, agreements and partial sums included. They
    are made once in a transaction, as long as nothing is written."""
    communes = frozenset(unit_ids)
    known: dict[Hashable, dict[int, list[Finding]]] = kept(session, Base)
    if (key := ("findings", campaign.id, communes)) not in known:
        known[key] = _findings_by_unit(session, campaign, communes)
    return known[key]


def _findings_by_unit(session: Session, campaign: Campaign, communes: Collection[int]) -> dict[int, list[Finding]]:
    years = years_checked(campaign)
    roster = roster_of(session, campaign, communes, years)
    cells, units = roster.cells, set(communes).union(*roster.cells.values())
    values = _by_unit_and_year(latest_handed_over(session, units, years, handed_over=roster.handed_over))
    return {
        unit_id: [
            finding
            for year in years
            for finding in findings(
                campaign.programme.consistency, year,
                own=values[UnitYear(unit_id, year)], parts=[values[UnitYear(cell, year)] for cell in cells[unit_id]],
                before=values[UnitYear(unit_id, year - 1)],
            )
        ]
        for unit_id in communes
    }  # fmt: skip


def _by_unit_and_year(values: Values) -> defaultdict[UnitYear, dict[str, int]]:
    """Sorts the figures once, so that five times the cells cost five times the work."""
    found: defaultdict[UnitYear, dict[str, int]] = defaultdict(dict)
    for (unit_id, year, metric), figure in values.items():
        found[UnitYear(unit_id, year)][metric] = figure.value
    return found


def _key(unit_id: int, finding: Finding) -> tuple[int, int, str, int, int]:
    return unit_id, finding.year, finding.rule, finding.reported, finding.computed


def _explanations(session: Session, unit_ids: Sequence[int]) -> dict[tuple[int, int, str, int, int], Explanation]:
    if not unit_ids:
        return {}
    query = select(Explanation).where(Explanation.unit_id.in_(unit_ids)).order_by(Explanation.id)
    return {(row.unit_id, row.period_id, row.rule, row.reported, row.computed): row for row in session.scalars(query)}


def _told(reason: str) -> str:
    if not (words := typed_reason(reason, LONGEST_REASON)):
        raise refuse("reason_needed")
    return words


def explain(
    session: Session,
    actor: Actor,
    campaign: Campaign,
    at: UnitYear,
    rule: str,
    *,
    reason: str,
    seen: tuple[int, int] | None = None,
) -> Explanation:
    """Keeps both numbers with a reason; the explanation lapses when either number changes.

    Raises:
        WorkflowError: when the table closes the act to this account now.
        Refused: without a reason, or if the numbers do not contradict each other.
        NotNow: when a number differs from the one on the page (`seen`: reported, computed).
    """
    unit_id, year = at
    require(session, actor, campaign, unit_id, ActName.explain_figures)
    words = _told(reason)
    clashes = clashes_by_unit(session, campaign, [unit_id])[unit_id]
    clash = next((clash for clash in clashes if (clash.finding.rule, clash.finding.year) == (rule, year)), None)
    if clash is None:
        raise refuse("no_contradiction")
    finding = clash.finding
    if seen not in (None, (finding.reported, finding.computed)):
        raise not_now("no_contradiction")
    explanation = Explanation(
        unit_id=unit_id, period_id=year, rule=rule, reported=finding.reported, computed=finding.computed,
        reason=words, by_id=actor.person.id, at=actor.now,
    )  # fmt: skip
    session.add(explanation)
    record(session, actor, Done.contradiction_explained, session.get_one(Unit, unit_id), words, rule=rule, year=year)
    session.flush()
    return explanation


def correct(
    session: Session, actor: Actor, campaign: Campaign, at: UnitYear, correction: Correction, *, seen: int | None = None
) -> None:
    """Replaces the commune's own figure (hundredths); the reason becomes the source. A cell's figure is sent back
    instead.

    Raises:
        WorkflowError: when the table closes the act to this account now.
        Refused: without a reason; figure_computed for a figure that nobody types; figure_decided for one that others
            set.
        NotNow: when the figure differs from the one on the page (`seen`).
    """
    unit_id, year = at
    metric, value = correction.metric, correction.value
    require(session, actor, campaign, unit_id, ActName.correct_figures)
    if metric in campaign.programme.computed:
        raise refuse("figure_computed")
    words = _told(correction.reason)
    hold_turn(session, TURN, [unit_id])
    figure = latest(session, [unit_id], [year]).get((unit_id, year, metric))
    if figure is None or year not in years_checked(campaign) or seen not in (None, figure.value):
        raise not_now("no_contradiction")
    if figure.stage is Stage.decided:
        raise refuse("figure_decided")
    report(session, actor, unit_id, year, {metric: value}, source=words)
    details = {"metric": metric, "year": year, "before": figure.value, "after": value}
    record(session, actor, Done.figure_corrected, session.get_one(Unit, unit_id), words, **details)
