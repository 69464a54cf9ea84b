"""The summary that goes with a decision: what lay on the table for each dossier, read from the frozen revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from grading.models import Award, Decision, DecisionState, UnitPeriod
from grading.rules import giving, scoring
from grading.rules.frozen.dossier import FrozenAssessment, FrozenDossier
from grading.rules.known import Known
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.services.decisions.lines import Line
from grading.services.decisions.table import Table
from grading.services.ground.errors import not_now
from grading.services.units.units import names_on
from workflows import Layer


@dataclass(frozen=True, kw_only=True)
class Summary:
    """One line of the summary for a standing committee. It is empty if the reader may not see its content."""

    cell_type: str
    figures: Mapping[str, int] = field(default_factory=dict)
    """The figures of the frozen revision by metric, in hundredths."""
    yes: int | None = None
    eligible: int = 0
    grades: Mapping[Grade, int] = field(default_factory=dict)
    points: int | None = None
    award: Award | None = None


def summaries(session: Session, decision: Decision, table: Table) -> dict[int, Summary]:
    """Returns summaries by dossier. Raises NotNow before the vote has bound the decision to what lay on the table."""
    if decision.state is DecisionState.drafted:
        raise not_now("decision_not_voted")
    units = [line.item.dossier.unit_id for line in table.lines]
    periods = names_on(session, units, decision.campaign.as_of)
    awards = {award.dossier_id: award for award in decision.awards}
    programme = decision.campaign.programme
    return {
        line.dossier_id: _summary(line, programme, periods.get(line.item.dossier.unit_id), awards.get(line.dossier_id))
        for line in table.lines
    }


def _summary(line: Line, programme: Programme, unit: UnitPeriod | None, award: Award | None) -> Summary:
    revision, cell_type = line.item.revision, unit.cell_type if unit else ""
    if revision is None or Layer.self_ not in line.layers:
        return Summary(cell_type=cell_type, award=award)
    frozen = revision.frozen
    yes, eligible = _ballot(frozen, line.layers[Layer.self_])
    known = Known(
        unit_kind=unit.kind if unit else "", cell_type=cell_type, figures=frozen.figures, rating=frozen.rating
    )
    grades, points = _scores(programme, frozen.newest(line.layers.keys()), known)
    return Summary(
        cell_type=cell_type, figures=frozen.figures, yes=yes, eligible=eligible, grades=grades, points=points,
        award=award,
    )  # fmt: skip


def _ballot(frozen: FrozenDossier, outcome: str) -> tuple[int | None, int]:
    """Returns the votes for the cell's outcome in its last round, and the number of people with a vote."""
    if not frozen.ballots:
        return None, 0
    last = frozen.ballots[-1]
    return last.votes.get(outcome, last.votes.get("for")), last.counts.eligible


def _scores(programme: Programme, newest: FrozenAssessment | None, unit: Known) -> tuple[dict[Grade, int], int | None]:
    """Returns criteria by grade, or the total of points, in the newest layer that the reader sees."""
    known = replace(unit, points=newest.points if newest else {})
    if newest is not None and (points := giving.merged(programme, known)):
        return {}, scoring.total(programme, points, known)
    return scoring.grade_counts(programme, newest.grades if newest else {}), None
