"""Facts: everything that the guards may ask about dossiers, loaded in bulk so that a list runs no query per row."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grading.actors import Actor, Standing
from grading.models import Assessment, AwardOpinion, Base, Campaign, Dossier
from grading.rules import ballots
from grading.rules.giving import Given
from grading.rules.programme import Programme
from grading.rules.programmes.parts.ballot import USUAL
from grading.rules.programmes.parts.criteria import Criterion
from grading.services.dossiers import lateness, member_levels, returns, years_decided
from grading.services.dossiers.agreement import disagreeing
from grading.services.dossiers.differences import layer_in, unexplained_numbers
from grading.services.dossiers.points import given_to, points_in
from grading.services.dossiers.subordinates import below, names_open
from grading.services.dossiers.surroundings import surroundings_of
from grading.services.figures.clashes import clashes_by_unit
from grading.services.figures.figures import FigureRow, Values, latest, rows
from grading.services.ground.kept import kept
from grading.services.record.sides import Sides
from grading.services.units.units import names_on
from workflows import BallotStanding, Facts, Layer, State
from workflows.guards import no_open_contradiction


def one_facts(session: Session, actor: Actor, dossier: Dossier) -> Facts:
    """Returns the facts of one dossier. The transaction asks for them once, until something is written."""
    known, place = kept(session, Base), ("facts", dossier.id, actor.account_id, actor.today)
    if place not in known:
        known[place] = facts_of(session, actor, [dossier])[dossier.id]
    facts: Facts = known[place]
    return facts


def facts_of(session: Session, actor: Actor, dossiers: Sequence[Dossier]) -> dict[int, Facts]:
    """Returns facts by id of the dossier. The actor may not act on an own unit above the cell's layer."""
    if not dossiers:
        return {}
    gathered = _Gathered(session, dossiers, actor)
    return {dossier.id: gathered.facts(dossier, actor.standing) for dossier in dossiers}


class _Gathered:
    """The data that several dossiers need from other tables, loaded once."""

    def __init__(self, session: Session, dossiers: Sequence[Dossier], actor: Actor) -> None:
        self._today = actor.today
        campaigns = {dossier.campaign_id: dossier.campaign for dossier in dossiers}
        self._open_contradictions = {
            (campaign.id, unit_id): sum(clash.is_open for clash in clashes)
            for campaign in campaigns.values()
            if (communes := _communes_compared(dossiers, campaign))
            for unit_id, clashes in clashes_by_unit(session, campaign, communes).items()
        }
        periods = {dossier.campaign.period_id for dossier in dossiers}
        self._figures = latest(session, {dossier.unit_id for dossier in dossiers}, periods)
        self._counted = {row.dossier_id for row in rows(session, {row.unit_id for row in dossiers}, periods)}
        self._around = surroundings_of(session, dossiers, actor)
        self._decided = {key: around.decided for key, around in self._around.items() if around.decided}
        self._below = below(session, [dossier for dossier in dossiers if self._around[dossier.id].has_been_above])
        self._taken = Sides(session, dossiers, actor=actor)
        self._year_decided = years_decided.of_noted(session, dossiers)
        self._opinions = _award_opinions(session, [dossier for dossier in dossiers if dossier.id in self._decided])
        units = {unit for row in dossiers for unit in (row.unit_id, row.review_unit_id, row.authority_unit_id)}
        units |= {unit_id for unit_id, _day in self._decided.values()}
        self._names = names_on(session, units, self._today)
        self._disagreeing = disagreeing(session, dossiers, self._figures, self._names)

    def facts(self, dossier: Dossier, who: Standing) -> Facts:
        campaign, programme = dossier.campaign, dossier.programme
        own = dossier.unit_id in who.own_units
        decider, decided_on = self._decided.get(dossier.id, (None, None))
        opinions = self._opinions.get(dossier.id, [])
        commune, panel = layer_in(dossier, Layer.commune), layer_in(dossier, Layer.panel)
        around, below_it = self._around[dossier.id], self._below.get(dossier.id, ())
        goes_on = lateness.is_waited_for(dossier) and campaign.closed_at is not None
        return Facts(
            campaign_open=campaign.is_open_on(self._today) or goes_on,
            closed_on=None if goes_on else campaign.closed_on,
            cancelled_on=campaign.cancelled_on,
            year=campaign.year,
            period=campaign.period_id,
            office=self._names[dossier.review_unit_id].committee_name,
            overdue_since=None if dossier.return_due_on else _once_over(dossier.due_on, self._today),
            return_overdue_since=_once_over(dossier.return_due_on, self._today),
            unanswered=unanswered(dossier, layer_in(dossier, Layer.self_), self._figures),
            not_completed=returns.not_completed(dossier, self._figures),
            evidence_missing=evidence_missing(dossier, self._figures),
            figures_missing=figures_missing(programme, self._figures, dossier),
            members_sum=members_sum(programme, self._figures, dossier),
            disagreeing=self._disagreeing.get(dossier.id, ()),
            ballot_needed=programme.ballot is not None and bool(programme.ballot.needed),
            ballot=ballot_standing(dossier),
            unit_changed=around.asks_of_its_unit,
            stopped_unsent=dossier.stopped_unsent,
            subordinates_total=len(below_it),
            subordinates_open=names_open(below_it),
            commune_begun=commune is not None
            or dossier.paper_received_at is not None
            or dossier.id in self._counted
            or dossier.id in self._decided,
            layer_begun=_is_begun(dossier),
            commune_unscored=unscored(dossier, commune, self._figures),
            commune_unexplained=unexplained_numbers(dossier, Layer.commune),
            paper_received=dossier.paper_received_at is not None,
            open_contradictions=self._open_contradictions.get((campaign.id, dossier.review_unit_id), 0),
            commune_decides=campaign.commune_decides,
            commune_decided=dossier.id in self._decided,
            decided_by=self._names[decider].committee_name if decider else "",
            decided_on=decided_on,
            assessments_finished=sum(
                assessment.layer is Layer.appraiser and assessment.finished_at is not None
                for assessment in dossier.assessments
            ),
            assessments_needed=campaign.minimum_assessments,
            panel_unscored=unscored(dossier, panel, self._figures),
            panel_unexplained=unexplained_numbers(dossier, Layer.panel),
            proposal_missing=not panel or not panel.outcome,
            award_left=campaign.gives_awards(dossier.authority_unit_id) and bool(programme.awards),
            award_opinions=_members_heard(opinions, _proposed_award(opinions)),
            award_proposed=_proposed_award(opinions) is not None,
            members_undecided=member_levels.are_undecided(self._figures, dossier),
            voted=around.voted,
            year_decided=dossier.id in self._year_decided,
            sides=self._taken.with_decisions(dossier, who.account_id) if who.account_id else frozenset(),
            lent_sides=self._taken.lent(dossier, who.account_id) if who.account_id else frozenset(),
            dual=self._taken.dual(who.account_id) if who.account_id else frozenset(),
            own_unit=self._names[dossier.unit_id].org_name if own else None,
        )


def _communes_compared(dossiers: Sequence[Dossier], campaign: Campaign) -> set[int]:
    """Returns the communes whose figures a row of the process asks about. To compare them means to read the figures of
    all their cells, and a cell that is still writing need not wait for that."""
    own = [dossier for dossier in dossiers if dossier.campaign_id == campaign.id]
    asking = {dossier.state for dossier in own if campaign.process.asks(no_open_contradiction, dossier.state)}
    return {dossier.review_unit_id for dossier in own if dossier.state in asking}


def _once_over(day: date | None, today: date) -> date | None:
    return day if day is not None and day < today else None


def _is_begun(dossier: Dossier) -> bool:
    """Returns whether somebody has begun to assess on the desk where the dossier lies."""
    layers = {State.commune_review: {Layer.commune}, State.appraisal: {Layer.appraiser, Layer.panel}}
    return any(each.layer in layers.get(dossier.state, ()) for each in dossier.assessments)


def _award_opinions(session: Session, decided: Sequence[Dossier]) -> dict[int, list[AwardOpinion]]:
    """Returns what is said of the awards of the dossiers that the team has now."""
    here = {dossier.id for dossier in decided if dossier.state is State.appraisal}
    found: dict[int, list[AwardOpinion]] = {}
    if here:
        for said in session.scalars(select(AwardOpinion).where(AwardOpinion.dossier_id.in_(here))):
            found.setdefault(said.dossier_id, []).append(said)
    return found


def _proposed_award(opinions: Sequence[AwardOpinion]) -> str | None:
    return next((said.ground for said in opinions if said.by_id is None and said.in_favour), None)


def _members_heard(opinions: Sequence[AwardOpinion], award: str | None) -> int:
    """Returns how many members are for or against the proposed award; until one is proposed, any award."""
    return len({said.by_id for said in opinions if said.by_id is not None and award in (None, said.ground)})


def unanswered(dossier: Dossier, own: Assessment | None, figures: Values) -> tuple[str, ...]:
    """Returns the numbers of the criteria without a grade or points, or without words. Points that wait only for asked
    figures are not reported, because the missing figures are."""
    scores, lacking = own.by_criterion if own else {}, {*unscored(dossier, own, figures)}
    given, asked = given_to(dossier, figures), {*dossier.programme.asks}
    lacking -= {each.criterion.number for each in given.values() if each.missing and {*each.missing} <= asked}
    return tuple(
        criterion.number
        for criterion in dossier.programme.criteria
        if criterion.number in lacking
        or not (_is_closed(given.get(criterion.key)) or ((score := scores.get(criterion.key)) and score.words))
    )


def _is_closed(found: Given | None) -> bool:
    """Returns whether nobody is asked about the criterion: it does not apply to the unit, or is not known to apply."""
    return found is not None and found.is_closed


def unscored(dossier: Dossier, assessment: Assessment | None, figures: Values) -> tuple[str, ...]:
    """Returns the numbers of the criteria without a grade or points in the layer. Where there is no layer yet, figures
    alone do not make one: if they give all points, all criteria are returned."""
    criteria, scored = dossier.programme.criteria, {*points_in(dossier, assessment, figures)}
    scored |= {key for key, found in given_to(dossier, figures).items() if found.does_not_apply}
    scored |= assessment.grades.keys() if assessment else set()
    lacking = tuple(criterion.number for criterion in criteria if criterion.key not in scored)
    return lacking if lacking or assessment else tuple(criterion.number for criterion in criteria)


def evidence_missing(dossier: Dossier, figures: Values) -> tuple[tuple[str, int], ...]:
    given = given_to(dossier, figures)
    asking = (each for each in dossier.programme.criteria if not _is_closed(given.get(each.key)))
    minimums = ((each, each.evidence_min) for each in asking if each.evidence_min)
    return tuple(
        (criterion.number, number) for criterion, number in minimums if evidence_count(dossier, criterion) < number
    )


def evidence_count(dossier: Dossier, criterion: Criterion) -> int:
    return sum(file.criterion == criterion.key and file.removed_at is None for file in dossier.filed)


def figures_missing(programme: Programme, figures: Values, dossier: Dossier) -> tuple[str, ...]:
    """Returns the keys of the counts that the programme asks of a cell and that the cell has not given."""
    unit_id, period_id = dossier.unit_id, dossier.campaign.period_id
    return tuple(key for key in programme.asks if (unit_id, period_id, key) not in figures)


def members_sum(programme: Programme, figures: Values, dossier: Dossier) -> tuple[int, int] | None:
    """Returns the sum of members by level and the number of members assessed (hundredths), if the two differ."""
    values = figure_values(figures, dossier)
    for reason in programme.asked_faults(values):
        total, rated = reason.params["sum"], reason.params["rated"]
        if isinstance(total, int) and isinstance(rated, int):
            return total, rated
    return None


def ballot_standing(dossier: Dossier) -> BallotStanding:
    """Returns how the cell's ballot stands after its last round: passed, without a majority, or not held."""
    rounds = ballots.in_order(dossier.ballots)
    return ballots.ended(dossier.programme.ballot or USUAL, rounds) if rounds else BallotStanding()


def own_figures(figures: Values, dossier: Dossier) -> Mapping[str, FigureRow]:
    """Returns the dossier's own figures of its period, by metric."""
    return figures.of(dossier.unit_id, dossier.campaign.period_id)


def figure_values(figures: Values, dossier: Dossier) -> dict[str, int]:
    """Returns the values of the dossier's own figures in hundredths, by metric."""
    return {metric: figure.value for metric, figure in own_figures(figures, dossier).items()}
