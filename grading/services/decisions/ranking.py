"""The order of the candidates of a group on the table of a meeting, if more ask for the level than fit."""

from grading.models import Decision
from grading.rules import ballots, ranking, scoring
from grading.rules.frozen.dossier import NEWEST_FIRST
from grading.rules.ranking import Candidate, Place
from grading.services.decisions.lines import Group, Line
from workflows import Layer


def order(decision: Decision, group: Group) -> tuple[Place, ...]:
    """Returns the order by the programme's rule, from the newest layer that the reader sees; empty if all candidates
    fit."""
    rule = decision.campaign.programme.quota
    if rule is None or group.room is None or not decision.decides_outcome:
        return ()
    asking = [line for line in group.lines if rule.level in (line.proposed, line.chosen)]
    if len(asking) + group.given[rule.level] <= group.room.limit:
        return ()
    return ranking.ordered([_candidate(line, rule.level) for line in asking], rule.order)


def _candidate(line: Line, level: str) -> Candidate:
    dossier = line.item.dossier
    programme = dossier.programme
    readable = {assessment.layer: assessment for assessment in dossier.assessments if assessment.layer in line.layers}
    newest = next((readable[layer] for layer in NEWEST_FIRST if layer in readable), None)
    points, grades = (newest.points, newest.grades) if newest else ({}, {})
    last = max(dossier.ballots, key=lambda ballot: ballot.round, default=None) if Layer.self_ in line.layers else None
    return Candidate(
        dossier_id=dossier.id,
        points=scoring.total(programme, points) if points else None,
        grades=scoring.grade_counts(programme, grades),
        yes=last.votes.get(level, 0) if last else None,
        eligible=ballots.Counts.of(last).eligible if last else 0,
    )
