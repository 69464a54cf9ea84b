"""The differences between the proposed and the decided levels of members, and the cells whose own level that lowers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from grading.models import Campaign, Decision, DecisionState, Dossier
from grading.rules.derivation import Derivation
from grading.rules.programmes.parts.figures import Metric
from grading.services.dossiers import derivations
from grading.services.dossiers.member_levels import counts_in, decided_in
from grading.services.figures.figures import Values, staged
from grading.services.units.units import names_on


@dataclass(frozen=True, kw_only=True)
class Shift:
    """One unit whose decided counts differ from the proposed ones: each metric with both counts (hundredths), and the
    highest level that the rules allow with each of them (None where no level fits). `falls`: the decided counts allow
    less."""

    dossier_id: int
    name: str
    counts: tuple[tuple[Metric, int, int], ...]
    before: str | None
    after: str | None
    falls: bool


def of_decision(session: Session, decision: Decision) -> list[Shift]:
    """Returns the units on the table of a decision that sets levels and has no number yet, in the order of the
    table."""
    if not decision.decides_outcome or decision.state is DecisionState.issued:
        return []
    return of_dossiers(session, decision.campaign, [item.dossier for item in decision.items])


def of_dossiers(session: Session, campaign: Campaign, found: Sequence[Dossier]) -> list[Shift]:
    """Returns the shifts of these dossiers. The number of queries does not depend on their number."""
    newest, proposed = staged(session, [dossier.unit_id for dossier in found], [campaign.period_id])
    decided = {dossier: decided_in(newest, dossier) for dossier in found}
    shifted = [row for row, counts in decided.items() if counts and counts != counts_in(proposed, row)]
    layers = {dossier: derivations.newest_layer(dossier) for dossier in shifted}
    before = derivations.of_layers(session, campaign, layers, Values({**newest, **proposed}))
    after = derivations.of_layers(session, campaign, layers, newest)
    names = names_on(session, [dossier.unit_id for dossier in shifted], campaign.as_of)
    return [
        Shift(
            dossier_id=dossier.id, name=names[dossier.unit_id].org_name,
            counts=_counts(campaign, counts_in(proposed, dossier), decided[dossier] or {}),
            **_levels(before.get(dossier.id), after.get(dossier.id)),
        )
        for dossier in shifted
    ]  # fmt: skip


def _levels(before: Derivation | None, after: Derivation | None) -> dict[str, Any]:
    """Returns the highest levels that two derivations allow, and whether the second allows less."""
    best = None if before is None else before.at_best
    left = None if after is None else after.at_best
    falls = before is not None and best is not None and before.place(left) > before.place(best)
    return {"before": best, "after": left, "falls": falls}


def _counts(campaign: Campaign, before: dict[str, int], after: dict[str, int]) -> tuple[tuple[Metric, int, int], ...]:
    metrics = campaign.programme.decided_later
    return tuple((metric, before.get(metric.key, 0), after.get(metric.key, 0)) for metric in metrics)
