"""The order of the candidates of a group on the table of a meeting, if more ask for the level than fit."""

from collections.abc import Collection, Mapping, Set

from sqlalchemy.orm import Session

from grading.models import Decision, Dossier
from grading.rules import ballots, ranking, scoring
from grading.rules.frozen.dossier import NEWEST_FIRST
from grading.rules.ranking import Candidate, Place
from grading.services.decisions.lines import SHOWN, Group
from grading.services.decisions.quota_groups import Placed, groups_of
from grading.services.dossiers.derivations import proposed_outcome
from grading.services.dossiers.points import total_in
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
    candidates = [_candidate(line.item.dossier, line.layers.keys(), rule.level) for line in asking]
    return ranking.ordered(candidates, rule.order)


def passed_over(session: Session, decision: Decision, outcomes: Mapping[int, str | None]) -> set[int]:
    """Returns the dossiers that a unit behind them in the order of their group passes by. Here every layer counts,
    whoever looks: the order is the body's."""
    rule = decision.campaign.programme.quota
    if rule is None or not decision.decides_outcome:
        return set()
    dossiers = [item.dossier for item in decision.items]
    groups = groups_of(session, decision.campaign, [Placed.of(dossier) for dossier in dossiers])
    taken = {dossier.id for dossier in dossiers if outcomes.get(dossier.id) == rule.level}
    found: set[int] = set()
    for group in set(groups.values()):
        asking = [each for each in dossiers if groups[each.id] == group and _asks(each, rule.level, taken)]
        places = ranking.ordered([_candidate(each, SHOWN, rule.level) for each in asking], rule.order)
        found |= ranking.passed_over(places, taken)
    return found


def _asks(dossier: Dossier, level: str, taken: Set[int]) -> bool:
    return dossier.id in taken or proposed_outcome(dossier) == level


def _candidate(dossier: Dossier, layers: Collection[Layer], level: str) -> Candidate:
    programme = dossier.programme
    readable = {assessment.layer: assessment for assessment in dossier.assessments if assessment.layer in layers}
    newest = next((readable[layer] for layer in NEWEST_FIRST if layer in readable), None)
    grades = newest.grades if newest else {}
    last = max(dossier.ballots, key=lambda ballot: ballot.round, default=None) if Layer.self_ in layers else None
    return Candidate(
        dossier_id=dossier.id,
        points=total_in(dossier, newest) if newest else None,
        grades=scoring.grade_counts(programme, grades),
        yes=last.votes.get(level, 0) if last else None,
        eligible=ballots.Counts.of(last).eligible if last else 0,
    )
