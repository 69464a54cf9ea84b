"""The lines of a meeting's table, one a dossier, and the groups among which they are counted."""

from collections import Counter
from dataclasses import dataclass, field

from grading.models import Decision, DecisionItem
from grading.rules.departures import Departure
from grading.rules.derivation import Derivation
from grading.rules.levels import Level
from grading.rules.quota import QuotaGroup, Room
from grading.rules.ranking import Place
from workflows import Layer, Reason

SHOWN = (Layer.self_, Layer.commune, Layer.panel)
"""The layers a line shows, the newest last."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One dossier of a unit `under` another. `layers` holds what each readable layer arrives at; `noted` the line of
    the decision that settled it elsewhere; `advice` what stands between it and a title."""

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
        """By the newest layer."""
        return next((self.layers[layer] for layer in reversed(SHOWN) if layer in self.layers), None)

    @property
    def level(self) -> str | None:
        """Decided elsewhere, or chosen here."""
        return self.noted.outcome if self.noted else self.chosen

    @property
    def asks_for_reason(self) -> bool:
        """Whether the choice is one that somebody will ask about: it departs from the rules, differs from a layer, or
        declines a title."""
        return self.departure is not None or self.differs or self.chosen != self.proposed or bool(self.item.reason)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The dossiers among which the quota is counted; those of one commune where there is none."""

    who: QuotaGroup
    lines: list[Line]
    room: Room | None = None
    given: Counter[Level] = field(default_factory=Counter)
    """What earlier decisions of the campaign gave in this group."""
    sources: list[tuple[str, Decision]] = field(default_factory=list)
    """The decisions that settled these lines elsewhere, each once, with the unit that decided."""
    raised: bool = False
    """Whether a paper of this decision or of an earlier one allows the higher share."""
    order: tuple[Place, ...] = ()
    """Who goes first, where more ask for the level than fit."""

    @property
    def numbers(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in self.lines:
            if line.level:
                found[line.level] = found.get(line.level, 0) + 1
        return found
