"""The order of the candidates of a group on the table of a meeting, if more ask for the level than fit."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set

from sqlalchemy.orm import Session

from grading.models import Decision, Dossier
from grading.rules import ballots, lowering, ranking, scoring
from grading.rules.frozen.dossier import NEWEST_FIRST
from grading.rules.ladder import UNDECIDED
from grading.rules.quota import limited
from grading.rules.ranking import Candidate
from grading.services.decisions import choices
from grading.services.decisions.lines import SHOWN, Group, Line, Order
from grading.services.decisions.quota_groups import Placed, groups_of
from grading.services.dossiers.derivations import proposed_outcome
from grading.services.dossiers.points import total_in
from workflows import Layer


def orders(decision: Decision, group: Group) -> tuple[Order, ...]:
    """Returns the order for each quota that has too little room in the group, from the newest layer that the reader
    sees; none where all candidates fit."""
    if not decision.decides_outcome or not group.measures:
        return ()
    ladder = decision.campaign.programme.ladder
    asked = Counter(group.given) + Counter(str(_highest(line, ladder)) for line in group.lines)
    rules = [measure.quota for measure in group.measures]
    fits = lowering.largest(rules, asked, raised={each.quota.key for each in group.raised}, ladder=ladder)
    found = []
    for rule in rules:
        among = limited(rule, ladder)
        asking = [line for line in group.lines if {line.proposed, line.chosen} & {*among}]
        if len(asking) + _sum(group.given, among) > _sum(fits, among):
            candidates = [_candidate(line.item.dossier, line.layers.keys(), among) for line in asking]
            found.append(Order(quota=rule, places=ranking.ordered(candidates, rule.order)))
    return tuple(found)


def _highest(line: Line, ladder: Sequence[str]) -> str:
    """Returns the better outcome of the proposed one and the chosen one."""
    asked = [outcome for outcome in ladder if outcome in (line.proposed, line.chosen)]
    return asked[0] if asked else UNDECIDED


def _sum(counts: Mapping[str, int], among: Sequence[str]) -> int:
    return sum(counts.get(outcome, 0) for outcome in among)


def passed_over(session: Session, decision: Decision, outcomes: Mapping[int, str | None]) -> set[int]:
    """Returns the dossiers that a unit behind them in the order of their group passes by. Here every layer counts,
    whoever looks: the order is the body's."""
    programme, found = decision.campaign.programme, set[int]()
    if not programme.quotas or not decision.decides_outcome:
        return found
    dossiers = [item.dossier for item in decision.items]
    placed = [Placed.of(dossier) for dossier in dossiers]
    for rule in programme.quotas:
        groups, among = groups_of(session, decision.campaign, placed, rule.group_by), limited(rule, programme.ladder)
        taken = {dossier.id for dossier in dossiers if outcomes.get(dossier.id) in among}
        for group in set(groups.values()):
            asking = [each for each in dossiers if groups[each.id] == group and _asks(each, among, taken)]
            places = ranking.ordered([_candidate(each, SHOWN, among) for each in asking], rule.order)
            found |= ranking.passed_over(places, taken)
    return found


def _asks(dossier: Dossier, among: Sequence[str], taken: Set[int]) -> bool:
    return dossier.id in taken or choices.as_outcome(dossier.campaign, proposed_outcome(dossier) or "") in among


def _candidate(dossier: Dossier, layers: Collection[Layer], among: Sequence[str]) -> Candidate:
    programme = dossier.programme
    readable = {assessment.layer: assessment for assessment in dossier.assessments if assessment.layer in layers}
    newest = next((readable[layer] for layer in NEWEST_FIRST if layer in readable), None)
    grades = newest.grades if newest else {}
    last = max(dossier.ballots, key=lambda ballot: ballot.round, default=None) if Layer.self_ in layers else None
    return Candidate(
        dossier_id=dossier.id,
        points=total_in(dossier, newest) if newest else None,
        grades=scoring.grade_counts(programme, grades),
        yes=_sum(last.votes, [option for option in last.votes if programme.carried(option) in among]) if last else None,
        eligible=ballots.Counts.of(last).eligible if last else 0,
    )
