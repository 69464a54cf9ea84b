"""The figures of one commune side by side: every finding with both numbers and the sources of each."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.actors import Standing
from grading.models import Campaign, Explanation
from grading.rules.contradictions import Finding, Status
from grading.rules.periods import year_of_key
from grading.rules.programmes.parts.figures import ConsistencyKind, ConsistencyRule, Metric
from grading.services.figures.clashes import Clash, clashes_by_unit, findings_by_unit, years_checked
from grading.services.figures.figures import FigureRow, Values
from grading.services.figures.handed_over import latest_handed_over, roster_of
from grading.services.figures.readable import open_rows
from grading.services.units.units import names_on


@dataclass(frozen=True, kw_only=True)
class CellFigure:
    """The figure of the metric that one cell reported; None while it has reported nothing, and for a reader who may not
    read the dossier that it stands in (`is_closed`)."""

    name: str
    figure: FigureRow | None
    is_closed: bool = False


@dataclass(frozen=True, kw_only=True)
class OwnFigure:
    """One of the commune's own figures in a comparison."""

    metric: Metric
    figure: FigureRow

    @property
    def year(self) -> int:
        return year_of_key(self.figure.period_id)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One finding. `own` starts with the reported figure; `cells` is empty unless the figures of the cells are
    summed."""

    rule: ConsistencyRule
    metric: Metric
    finding: Finding
    explanation: Explanation | None
    operands: tuple[Metric, ...]
    own: tuple[OwnFigure, ...]
    cells: tuple[CellFigure, ...]

    @property
    def is_contradiction(self) -> bool:
        return self.finding.status is Status.contradiction

    @property
    def is_partial(self) -> bool:
        return self.finding.status is Status.partial

    @property
    def is_open(self) -> bool:
        return self.is_contradiction and self.explanation is None

    @property
    def sums_cells(self) -> bool:
        return self.rule.kind is ConsistencyKind.sum

    @property
    def spans_years(self) -> bool:
        return self.rule.kind is ConsistencyKind.year_on_year

    @property
    def anchor(self) -> str:
        return f"{self.rule.key}-{self.finding.year}"


def compare(session: Session, who: Standing, campaign: Campaign, unit_id: int) -> list[Comparison]:
    """Returns every comparison of the checked years: the newest year first, and in a year the open contradictions
    first. The sum is the commune's own figure; what a single cell reported is shown to those who read its dossier."""
    years = years_checked(campaign)
    roster = roster_of(session, campaign, [unit_id], years)
    cells = _names(session, campaign, roster.cells[unit_id])
    values = latest_handed_over(session, {unit_id, *cells}, years, handed_over=roster.handed_over)
    readable = {row.id for row in open_rows(session, who, cells, years)}
    clashes = clashes_by_unit(session, campaign, [unit_id])[unit_id]
    comparisons = [
        _comparison(
            campaign, unit_id, finding, _explanation(clashes, finding), values=values, readable=readable, cells=cells
        )
        for finding in findings_by_unit(session, campaign, [unit_id])[unit_id]
    ]
    order = list(Status)
    return sorted(
        comparisons, key=lambda each: (-each.finding.year, not each.is_open, -order.index(each.finding.status))
    )


def _names(session: Session, campaign: Campaign, cells: Sequence[int]) -> dict[int, str]:
    """Returns the names of the commune's cells, in Vietnamese order."""
    names = names_on(session, cells, campaign.as_of)
    ordered = sorted(names.items(), key=lambda pair: pair[1].sort_key)
    return {cell_id: period.org_name for cell_id, period in ordered}


def _explanation(clashes: list[Clash], finding: Finding) -> Explanation | None:
    return next((clash.explanation for clash in clashes if clash.finding == finding), None)


def _comparison(
    campaign: Campaign, unit_id: int, finding: Finding, explanation: Explanation | None,
    *, values: Values, readable: Set[int], cells: dict[int, str],
) -> Comparison:  # fmt: skip
    programme, year = campaign.programme, finding.year
    rule = next(rule for rule in programme.consistency if rule.key == finding.rule)
    keys = [(unit_id, year, metric) for metric in dict.fromkeys((finding.metric, *rule.operands))]
    if rule.kind is ConsistencyKind.year_on_year:
        keys.append((unit_id, year - 1, finding.metric))
    summed = rule.kind is ConsistencyKind.sum
    return Comparison(
        rule=rule,
        metric=programme.metric(finding.metric),
        finding=finding,
        explanation=explanation,
        operands=tuple(programme.metric(key) for key in rule.operands),
        own=tuple(OwnFigure(metric=programme.metric(key[2]), figure=values[key]) for key in keys if key in values),
        cells=tuple(
            _of_cell(name, values.get((cell_id, year, finding.metric)), readable) for cell_id, name in cells.items()
        )
        if summed
        else (),
    )  # fmt: skip


def _of_cell(name: str, counted: FigureRow | None, readable: Set[int]) -> CellFigure:
    is_closed = counted is not None and counted.id not in readable
    return CellFigure(name=name, figure=None if is_closed else counted, is_closed=is_closed)
