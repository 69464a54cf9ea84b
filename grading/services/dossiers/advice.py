"""Advice on the cell's own rating: the conditions of the level that do not hold yet. It stops nobody; a body
decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from grading.models import Dossier
from grading.rules import conditions
from grading.rules.conditions import Examined, Standing
from grading.rules.demands import Asked, Demand
from grading.rules.derivation import Derivation
from grading.rules.obstacles import each_short
from grading.rules.programme import Programme
from grading.rules.programmes.parts.texts import Text
from grading.services.dossiers import derivations
from grading.services.dossiers.answers import own_layer
from grading.services.dossiers.titles import Title
from grading.services.figures.figures import Values
from workflows import Reason


@dataclass(frozen=True, kw_only=True)
class Advice:
    """The advice of figures and grades on `level` (None for a title). `reasons` name the conditions that fail.
    `unknown` says that some figures or grades are not given yet. A body must weigh each of `judged`. Each of `forced`
    leads to another level, whatever else holds; each of `capped` allows at most its level, and each of `lowered`
    lowers what is reached by one step."""

    level: str | None
    reasons: tuple[Reason, ...] = ()
    unknown: bool = False
    judged: tuple[Text, ...] = ()
    forced: tuple[tuple[str, Examined], ...] = ()
    capped: tuple[tuple[str, Examined], ...] = ()
    lowered: tuple[Examined, ...] = ()

    @property
    def holds(self) -> bool:
        return not (self.reasons or self.unknown or self.forced or self.capped or self.lowered)


def advise(session: Session, dossier: Dossier, title: Title | None, figures: Values) -> Advice | None:
    """Returns the advice on the level by these figures, or on the title that the dossier asks for; None while the cell
    has not chosen either by its ballot."""
    own = own_layer(dossier)
    if own is None or not own.outcome:
        return None
    if title is not None:
        return Advice(level=None, reasons=title.of(own.outcome).reasons_of_its_own)
    derivation = derivations.of_layers(session, dossier.campaign, {dossier: own}, figures)[dossier.id]
    return _of_level(dossier.programme, derivation, own.outcome)


def _of_level(programme: Programme, derivation: Derivation, level: str) -> Advice:
    rung = derivation.rung(level)
    judged = [outcome.condition.judged for outcome in rung.judged]
    return Advice(
        level=level,
        reasons=(*_of_points(level, rung.demands), *conditions.reasons(programme, level, rung.conditions)),
        unknown=bool(rung.unknown),
        judged=tuple(text for text in judged if text is not None),
        forced=tuple(case for case in derivation.forcing if case[0] != level),
        capped=tuple(case for case in derivation.capping if derivation.place(case[0]) > derivation.place(level)),
        lowered=derivation.lowered_by,
    )


def _of_points(level: str, demands: Iterable[Demand]) -> Iterator[Reason]:
    """Yields the criteria without the points that the level asks of each."""
    for demand in demands:
        if demand.about is Asked.criterion and demand.standing is Standing.fails:
            yield each_short(level, demand)
