"""Plays the examples of a programme: what its rules give each imagined unit, and what stands against the expected."""

from collections.abc import Iterator
from dataclasses import dataclass

from grading.rules import derivation, titles
from grading.rules.ballots import Counts, standing
from grading.rules.conditions import Examined, Standing
from grading.rules.demands import Asked, Demand
from grading.rules.derivation import Derivation, Ending
from grading.rules.known import Known
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.ballot import USUAL
from grading.rules.programmes.parts.criteria import Criterion, GroupKind, Scale
from grading.rules.programmes.parts.examples import Example, Votes
from grading.rules.programmes.parts.outcomes import DECLINED, NO_LEVEL, OPEN
from workflows import BallotOutcome


@dataclass(frozen=True, kw_only=True)
class Unmet:
    """One demand that is not met, or not known, in the words of the file: the key of the condition or the number of the
    criterion, the value and what is needed (hundredths)."""

    name: str
    value: int | None = None
    needed: int | None = None


@dataclass(frozen=True, kw_only=True)
class Played:
    """The outcome that the rules give an example, the option of its ballot that passes, and the demands of the expected
    outcome that it does not meet."""

    outcome: str
    passes: str | None
    unmet: tuple[Unmet, ...]


def play(programme: Programme, example: Example) -> Played:
    """Returns what the rules give the example. Its references exist: reading has checked them."""
    typed = programme.for_type(example.type) if example.type else programme
    found = derivation.derive(typed, _known(typed, example))
    outcome = found.level or (NO_LEVEL if found.ending is Ending.no_match else OPEN)
    return Played(
        outcome=outcome, passes=_passing(programme, example.ballot), unmet=tuple(_against(typed, found, example))
    )


def _passing(programme: Programme, ballot: Votes | None) -> str | None:
    if ballot is None:
        return None
    found = standing(programme.ballot or USUAL, 1, _counts(ballot), ballot.votes)
    return found.level if found.outcome is BallotOutcome.passed else None


def _counts(ballot: Votes) -> Counts:
    present = ballot.eligible if ballot.present is None else ballot.present
    returned = present if ballot.returned is None else ballot.returned
    valid = sum(ballot.votes.values()) if ballot.valid is None else ballot.valid
    everybody = ballot.eligible if ballot.all is None else ballot.all
    return Counts(
        official=everybody, excused=everybody - ballot.eligible, present=present, issued=present,
        returned=returned, valid=valid, invalid=returned - valid,
    )  # fmt: skip


def _against(programme: Programme, found: Derivation, example: Example) -> Iterator[Unmet]:
    """Yields what keeps the unit from the expected outcome: points, conditions, the cases that force or cap another
    one, and what the unit claimed. For a title that is expected not to be given, it is what the title lacks."""
    wanted = programme.plain if example.outcome == DECLINED else example.outcome
    if not programme.has_outcome(wanted):
        return
    yield from (_demanded(demand) for demand in titles.demands_in(programme, found, wanted) if _is_unmet(demand))
    for level, case in found.forcing:
        if level != wanted:
            yield _unmet(case)
    for level, case in found.capping:
        if found.place(level) > found.place(wanted):
            yield _unmet(case)
    yield from map(_unmet, found.lowered_by)
    if found.claimed is not None and found.place(found.claimed) > found.place(wanted):
        yield Unmet(name="not_above")


def _is_unmet(demand: Demand) -> bool:
    return demand.standing in (Standing.fails, Standing.unknown)


def _unmet(outcome: Examined) -> Unmet:
    return Unmet(name=outcome.condition.key, value=outcome.value, needed=outcome.needed)


def _demanded(demand: Demand) -> Unmet:
    if demand.outcome is not None:
        return _unmet(demand.outcome)
    if demand.about is Asked.rating:
        return Unmet(name="requires_rating_at_least")
    name = demand.criterion if demand.about is Asked.criterion else "min_points"
    return Unmet(name=name, value=demand.value, needed=demand.needed)


def _known(programme: Programme, example: Example) -> Known:
    carried = programme.carried(_passing(programme, example.ballot))
    return Known(
        grades=_grades(programme, example), points=_points(programme, example), figures=example.figures,
        claim=example.claim or carried, ballot=carried,
        unit_kind=example.unit, cell_type=example.type or "", year=programme.years[0], rating=example.rating,
        before=example.figures_before, registered=example.registered,
        outcomes={(each.of, each.years_ago): each.outcome for each in example.outcomes},
    )  # fmt: skip


def _grades(programme: Programme, example: Example) -> dict[str, Grade]:
    graded = [criterion for criterion in programme.criteria if criterion.scale is Scale.grade]
    every = {criterion.key: example.every for criterion in graded if example.every is not None}
    return {**every, **example.grades}


def _points(programme: Programme, example: Example) -> dict[str, int]:
    """Returns the points that were typed. What figures give, and what is taken off, is said by name."""
    groups = [group for group in programme.groups if group.kind is not GroupKind.malus]
    judged = [each for group in groups for each in group.criteria if each.scale is Scale.points and not each.given_by]
    every = {each.key: _share(each, example.every_pct) for each in judged if example.every_pct is not None}
    taken = {each.key: 0 for group in programme.groups for each in group.criteria if group.kind is GroupKind.malus}
    named = {key: abs(points) for key, points in example.points.items()}
    return {**(taken if example.every_pct is not None else {}), **every, **named}


def _share(criterion: Criterion, pct: int) -> int:
    return ((criterion.max_points or 0) * pct + 5000) // 10000
