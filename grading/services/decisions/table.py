"""The table of a meeting: every dossier commune by commune, with the outcome of each layer and of another body."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from grading import clock
from grading.actors import Actor
from grading.models import Campaign, Decision, DecisionItem, DecisionState, Dossier
from grading.permissions import roles_on
from grading.rules.quota import Measure
from grading.services.campaigns import totals
from grading.services.decisions import candidates, checks, choices, departures, quota, ranking, turns, undecided
from grading.services.decisions.lines import SHOWN, Group, Line
from grading.services.decisions.nominees import Nominee, nominees
from grading.services.decisions.quota import Outcomes
from grading.services.decisions.quota_groups import Placed, groups_of, parting
from grading.services.dossiers.facts import facts_of
from grading.services.dossiers.tallies import Tally, tallies
from grading.services.figures.clashes import clashes_by_unit
from grading.services.layers import assessments
from grading.services.units.units import names_on
from workflows import ENDS, Facts, Kind, Layer, Reason, Role, State


@dataclass(frozen=True, kw_only=True)
class Absent:
    """The dossiers of a commune that have not come to this table yet, with their number and the open contradictions.
    `entirely`: the commune has no dossier on the table."""

    name: str
    number: int
    open_contradictions: int
    entirely: bool


@dataclass(frozen=True, kw_only=True)
class Table:
    groups: list[Group]
    apart: tuple[Measure, ...] = ()
    """The quotas that are counted in other groups than those of the page."""
    absent: list[Absent] = field(default_factory=list)
    nominees: list[Nominee] = field(default_factory=list)
    newly_waiting: int = 0
    closed: undecided.Found = field(default_factory=dict)
    """The dossiers of a draft on which the body cannot decide yet."""
    against: tuple[Reason, ...] = ()
    """The reasons why this account may not record the decision."""

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every quota in every group on the table."""
        return (*(measure for group in self.groups for measure in group.measures), *self.apart)

    @property
    def gone(self) -> list[Line]:
        return [line for line in self.lines if not line.waits_here]


def table(session: Session, actor: Actor, decision: Decision, *, typed: Outcomes | None = None) -> Table:
    """Returns everything that the page of the meeting shows, in a fixed number of queries; `typed` as for the quota."""
    on_the_table = [item.dossier for item in decision.items]
    facts = facts_of(session, actor, on_the_table)
    lines = _lines(session, actor, decision, typed, facts)
    measures = quota.measures(session, decision, typed)
    return Table(
        groups=_groups(session, decision, lines, measures),
        apart=tuple(each for each in measures if each.quota.group_by != parting(decision.campaign.programme)),
        absent=absent(session, decision.campaign, decision.unit_id, on_the_table, actor.now),
        nominees=nominees(session, decision, {line.dossier_id: (line.name, line.level) for line in lines}),
        newly_waiting=_newly_waiting(session, decision, on_the_table, actor.now),
        closed=_closed(session, decision, facts),
        against=tuple(turns.reasons_against(session, actor, on_the_table)),
    )


def _closed(session: Session, decision: Decision, facts: Mapping[int, Facts]) -> undecided.Found:
    """Returns the dossiers of a draft on which the body cannot decide yet."""
    if decision.state is not DecisionState.drafted:
        return {}
    return checks.not_decidable(session, decision, checks.names_of(session, decision), facts)


def _newly_waiting(session: Session, decision: Decision, on_the_table: Sequence[Dossier], now: datetime) -> int:
    """Returns how many dossiers wait that the draft does not list yet."""
    if decision.state is not DecisionState.drafted:
        return 0
    counted = _counted(session, decision.campaign, decision.unit_id, now)
    here = sum(tally.states[decision.table] for tally in counted.values())
    if here == sum(dossier.state is decision.table for dossier in on_the_table):
        return 0
    waiting = candidates.waiting_ids(session, decision.campaign, decision.unit_id)
    return len(waiting - {dossier.id for dossier in on_the_table})


def _counted(session: Session, campaign: Campaign, unit_id: int, now: datetime) -> dict[int, Tally]:
    """Returns the counts of dossiers by commune, for the communes whose dossiers come to this body."""
    of_authority = unit_id == campaign.authority_unit_id
    communes = totals.communes(session, campaign) if of_authority else [unit_id]
    counted = tallies(session, Dossier.review_unit_id, frozenset(communes), clock.day(now))
    return {commune: counted.get((campaign.id, commune), Tally()) for commune in communes}


def _lines(
    session: Session, actor: Actor, decision: Decision, typed: Outcomes | None, facts: Mapping[int, Facts]
) -> list[Line]:
    on_the_table, who = [item.dossier for item in decision.items], actor.standing
    names, place = checks.names_of(session, decision), decision.table
    above = names_on(session, {dossier.review_unit_id for dossier in on_the_table}, decision.campaign.as_of)
    settled = checks.settled_elsewhere(session, decision)
    is_title = decision.campaign.kind is Kind.recognition and decision.decides_outcome
    advice = checks.title_reasons(session, decision) if is_title else {}
    derived = departures.derived(session, decision)
    departing = departures.of_decision(session, decision, typed, derived)
    lines = []
    keeps = decision.unit_id in who.units(Role.authority_secretary, Role.inspector) and decision.voted_at is not None
    for item in decision.items:
        dossier = item.dossier
        roles = roles_on(who, dossier)
        readable = [layer for layer in SHOWN if assessments.may_read(dossier, layer, roles, facts[dossier.id])]
        lines.append(
            Line(
                item=item,
                name=names[dossier.id],
                under=above[dossier.review_unit_id].org_name,
                chosen=item.outcome if typed is None else typed.get(dossier.id),
                layers=_on_the_table(item) if keeps else _said(dossier, readable),
                noted=settled.get(dossier.id),
                advice=advice.get(dossier.id, ()),
                derivation=derived.get(dossier.id),
                departure=departing.get(dossier.id),
                waits_here=dossier.state is place or decision.state is DecisionState.issued,
            )
        )  # fmt: skip
    return lines


def _on_the_table(item: DecisionItem) -> dict[Layer, str]:
    """Returns the outcomes that lay before the body when it voted. Only those who keep its decisions read them, even
    after the dossier has moved on."""
    if item.revision is None:
        return {}
    assessments_then = item.revision.frozen.assessments
    outcomes = {each.layer: each.outcome or "" for each in assessments_then if each.layer in SHOWN}
    decidable = {layer: choices.as_outcome(item.dossier.campaign, outcome) for layer, outcome in outcomes.items()}
    return {layer: outcome for layer, outcome in decidable.items() if outcome}


def _said(dossier: Dossier, readable: Sequence[Layer]) -> dict[Layer, str]:
    """Returns the outcome of each readable layer, in the words of the decision."""
    outcomes = {}
    for assessment in dossier.assessments:
        outcome = choices.as_outcome(dossier.campaign, assessment.outcome or "")
        if assessment.layer in readable and outcome:
            outcomes[assessment.layer] = outcome
    return outcomes


def _groups(session: Session, decision: Decision, lines: Sequence[Line], measures: Sequence[Measure]) -> list[Group]:
    parted_by, elsewhere = parting(decision.campaign.programme), quota.given_elsewhere(session, decision)
    groups = groups_of(session, decision.campaign, [Placed.of(line.item.dossier) for line in lines])
    here = [measure for measure in measures if measure.quota.group_by == parted_by]
    deciders = {line.noted.decision.unit_id for line in lines if line.noted}
    names = names_on(session, deciders, decision.campaign.as_of) if deciders else {}
    rows = []
    for who in dict.fromkeys(groups.values()):
        own = [line for line in lines if groups[line.dossier_id] == who]
        sources = dict.fromkeys(line.noted.decision for line in own if line.noted)
        counted = tuple(measure for measure in here if measure.group == who)
        rows.append(
            Group(
                who=who, lines=own, measures=counted, given=elsewhere.get(who, Counter()),
                raised=_raised(session, decision, counted),
                sources=[(names[source.unit_id].org_name, source) for source in sources],
            )
        )  # fmt: skip
    return [replace(group, orders=ranking.orders(decision, group)) for group in rows]


def _raised(session: Session, decision: Decision, counted: Sequence[Measure]) -> tuple[Measure, ...]:
    campaign = decision.campaign
    return tuple(each for each in counted if quota.raised(session, campaign, each.quota, [each.group], decision))


def absent(
    session: Session, campaign: Campaign, unit_id: int, on_the_table: Sequence[Dossier], now: datetime
) -> list[Absent]:
    """Returns what is still on its way to this body, commune by commune in the order of the roster."""
    place = campaign.table_of(unit_id)
    passed = {*ENDS, *list(State)[list(State).index(place) :]}
    communes_here = {dossier.review_unit_id for dossier in on_the_table}
    counted = _counted(session, campaign, unit_id, now)
    names, clashes = names_on(session, counted, campaign.as_of), clashes_by_unit(session, campaign, counted)
    rows = []
    for commune, tally in counted.items():
        if number := tally.past(*passed):
            rows.append(
                Absent(
                    name=names[commune].org_name, number=number, entirely=commune not in communes_here,
                    open_contradictions=sum(clash.is_open for clash in clashes[commune]),
                )
            )  # fmt: skip
    return rows
