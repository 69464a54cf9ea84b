"""Plays the examples of a programme: what its rules give each imagined unit, and what stands against the expected."""

from dataclasses import dataclass

from grading.rules import derivation, recognition
from grading.rules.ballots import AGAINST, has_majority
from grading.rules.conditions import Examined, Standing
from grading.rules.derivation import Derivation, Ending
from grading.rules.known import Known
from grading.rules.levels import Grade
from grading.rules.programme import Programme
from grading.rules.programmes.parts.criteria import Criterion, Scale
from grading.rules.programmes.parts.examples import Example, Expected, Votes
from grading.rules.recognition import Asked, Demand
from workflows import Kind


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

    outcome: Expected
    passes: str | None
    unmet: tuple[Unmet, ...]


def play(programme: Programme, example: Example) -> Played:
    """Returns what the rules give the example. Its references exist: reading has checked them."""
    typed = programme.for_type(example.type) if example.type else programme
    if programme.kind is Kind.rating:
        outcome, unmet = _rated(typed, example)
    else:
        outcome, unmet = _recognised(typed, example)
    return Played(outcome=outcome, passes=_passing(example.ballot), unmet=unmet)


def _passing(ballot: Votes | None) -> str | None:
    if ballot is None:
        return None
    options = (option for option, votes in ballot.votes.items() if has_majority(votes, ballot.eligible))
    return next((option for option in options if option != AGAINST), None)


def _rated(programme: Programme, example: Example) -> tuple[Expected, tuple[Unmet, ...]]:
    found = derivation.derive(programme, _known(programme, example))
    match found.ending:
        case Ending.matched if found.level is not None:
            outcome = Expected(found.level.value)
        case Ending.no_match:
            outcome = Expected.no_level
        case _:
            outcome = Expected.open
    return outcome, _against(found, example.outcome)


def _against(found: Derivation, expected: Expected) -> tuple[Unmet, ...]:
    """Returns what keeps the unit from the expected level: points, conditions, and the cases that force another."""
    rung = next((each for each in found.rungs if each.level.value == expected.value), None)
    if rung is None:
        return ()
    points = [Unmet(name="min_points", value=found.points, needed=rung.min_points)] if rung.points_short else []
    forcing = [case for level, case in found.forcing if level is not rung.level]
    return (*points, *(_unmet(each) for each in (*rung.failing, *rung.unknown, *forcing)))


def _unmet(outcome: Examined) -> Unmet:
    return Unmet(name=outcome.condition.key, value=outcome.value, needed=outcome.needed)


def _recognised(programme: Programme, example: Example) -> tuple[Expected, tuple[Unmet, ...]]:
    demands = recognition.demands(programme, _known(programme, example))
    standings = {demand.standing for demand in demands}
    outcome = Expected.open if Standing.unknown in standings else Expected.recognised
    if Standing.fails in standings:
        outcome = Expected.declined
    return outcome, tuple(_demanded(demand) for demand in demands if demand.reason is not None)


def _demanded(demand: Demand) -> Unmet:
    if demand.outcome is not None:
        return _unmet(demand.outcome)
    if demand.about is Asked.rating:
        return Unmet(name="requires_rating_at_least")
    name = demand.criterion if demand.about is Asked.criterion else "min_total"
    return Unmet(name=name, value=demand.value, needed=demand.needed)


def _known(programme: Programme, example: Example) -> Known:
    return Known(
        grades=_grades(programme, example), points=_points(programme, example), figures=example.figures,
        unit_kind=example.unit, year=programme.years[0], rating=example.rating,
    )  # fmt: skip


def _grades(programme: Programme, example: Example) -> dict[str, Grade]:
    graded = [criterion for criterion in programme.criteria if criterion.scale is Scale.grade]
    every = {criterion.key: example.every for criterion in graded if example.every is not None}
    return {**every, **example.grades}


def _points(programme: Programme, example: Example) -> dict[str, int]:
    scored = [criterion for criterion in programme.criteria if criterion.scale is Scale.points]
    every = {each.key: _share(each, example.every_pct) for each in scored if example.every_pct is not None}
    return {**every, **example.points}


def _share(criterion: Criterion, pct: int) -> int:
    return ((criterion.max_points or 0) * pct + 5000) // 10000
