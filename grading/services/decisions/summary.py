"""The summary that goes with a decision: what lay on the table for each dossier, read from the frozen revision."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from grading.models import Award, Decision, DecisionState
from grading.rules import ballots, scoring
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
    kinds = {unit_id: period.cell_type for unit_id, period in names_on(session, units, decision.campaign.as_of).items()}
    awards = {award.dossier_id: award for award in decision.awards}
    programme = decision.campaign.programme
    return {
        line.dossier_id: _summary(
            line, programme, kinds.get(line.item.dossier.unit_id, ""), awards.get(line.dossier_id)
        )
        for line in table.lines
    }


def _summary(line: Line, programme: Programme, cell_type: str, award: Award | None) -> Summary:
    revision = line.item.revision
    if revision is None or Layer.self_ not in line.layers:
        return Summary(cell_type=cell_type, award=award)
    frozen: dict[str, Any] = json.loads(revision.content)
    yes, eligible = _ballot(frozen["ballots"], line.layers[Layer.self_])
    grades, points = _scores(programme, frozen["assessments"], line.layers)
    return Summary(
        cell_type=cell_type, figures=frozen["figures"], yes=yes, eligible=eligible, grades=grades, points=points,
        award=award,
    )  # fmt: skip


def _ballot(rounds: list[dict[str, Any]], outcome: str) -> tuple[int | None, int]:
    """Returns the votes for the cell's outcome in its last round, and the number of people with a vote."""
    if not rounds:
        return None, 0
    last = rounds[-1]
    eligible = ballots.Counts(**{name: last[name] for name in ballots.COUNTED}).eligible
    return last["votes"].get(outcome, last["votes"].get("for")), eligible


def _scores(
    programme: Programme, assessments: list[dict[str, Any]], readable: Mapping[Layer, str]
) -> tuple[dict[Grade, int], int | None]:
    """Returns criteria by grade, or the total of points, in the newest layer that the reader sees."""
    by_layer: dict[Layer, dict[str, Any]] = {
        Layer(assessment["layer"]): assessment["scores"]
        for assessment in assessments
        if assessment["layer"] in readable
    }
    newest: dict[str, Any] = {}
    for layer in (Layer.self_, Layer.commune, Layer.panel):
        newest = by_layer.get(layer, newest)
    points = {key: score[1] for key, score in newest.items() if score[1] is not None}
    if points:
        return {}, scoring.total(programme, points)
    grades = {key: Grade(score[0]) for key, score in newest.items() if score[0]}
    return scoring.grade_counts(programme, grades), None
