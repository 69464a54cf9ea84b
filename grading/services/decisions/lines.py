"""The lines of a meeting's table, one a dossier, and the groups among which they are counted."""

from collections import Counter
from dataclasses import dataclass, field

from grading.models import Decision, DecisionItem
from grading.rules.departures import Departure
from grading.rules.derivation import Derivation
from grading.rules.programmes.parts.quota import Quota
from grading.rules.quota import Measure, QuotaGroup
from grading.rules.ranking import Place
from workflows import Layer, Reason

SHOWN = (Layer.self_, Layer.commune, Layer.panel)
"""The layers a line shows, the newest last."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One dossier of a unit `under` another. `layers` holds the outcome of each readable layer, `noted` the line of the
    decision that settled it elsewhere, `advice` what it lacks for a title."""

    item: DecisionItem
    name: str
    chosen: str | None
    layers: dict[Layer, str]
    under: str = ""
    noted: DecisionItem | None = None
    advice: tuple[Reason, ...] = ()
    derivation: Derivation | None = None
    departure: Departure | None = None
    waits_here: bool = True

    @property
    def dossier_id(self) -> int:
        return self.item.dossier_id

    @property
    def differs(self) -> bool:
        return len(set(self.layers.values())) > 1

    @property
    def proposed(self) -> str | None:
        """The outcome of the newest layer."""
        return next((self.layers[layer] for layer in reversed(SHOWN) if layer in self.layers), None)

    @property
    def level(self) -> str | None:
        """The outcome decided elsewhere, or else chosen here."""
        return self.noted.outcome if self.noted else self.chosen

    @property
    def has_note(self) -> bool:
        """Returns whether something is said below the name: that the dossier is gone, a departure, what a title
        lacks."""
        return not self.waits_here or self.departure is not None or bool(self.advice)

    @property
    def asks_for_reason(self) -> bool:
        """Returns whether somebody will ask about the choice: it departs from the rules, differs from a layer, or has a
        reason already, such as the one for declining a title."""
        return self.departure is not None or self.differs or self.chosen != self.proposed or bool(self.item.reason)


@dataclass(frozen=True, kw_only=True)
class Order:
    """The order of those who ask for the outcome of one quota, if not all of them fit."""

    quota: Quota
    places: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """The dossiers among which the quota is counted; without a quota, those of one commune."""

    who: QuotaGroup
    lines: list[Line]
    measures: tuple[Measure, ...] = ()
    """The quotas that are counted in this group."""
    given: Counter[str] = field(default_factory=Counter)
    """The levels that earlier decisions of the campaign gave in this group."""
    sources: list[tuple[str, Decision]] = field(default_factory=list)
    """The decisions that settled these lines elsewhere, each once, with the unit that decided."""
    raised: tuple[Measure, ...] = ()
    """The quotas for which a paper of this decision or of an earlier one allows the higher share."""
    orders: tuple[Order, ...] = ()
    """The orders of the candidates, for each quota of which more ask than fit."""

    @property
    def numbers(self) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for line in self.lines:
            if line.level:
                numbers[line.level] = numbers.get(line.level, 0) + 1
        return numbers
