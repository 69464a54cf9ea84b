"""The members of a dossier's unit by level: what the unit proposed, and what was decided."""

from sqlalchemy.orm import Session

from grading.models import Dossier, Stage
from grading.services.figures.figures import FigureRow, Values, staged

Counts = dict[str, int]
"""Hundredths by key of the metric."""


def proposed(session: Session, dossier: Dossier) -> Values:
    """Returns the figures that the unit itself reported. Before its outcome a cell does not learn what others decided
    since."""
    return staged(session, [dossier.unit_id], [dossier.campaign.period_id])[1]


def figures_of(values: Values, dossier: Dossier) -> list[FigureRow]:
    keys = ((dossier.unit_id, dossier.campaign.period_id, metric.key) for metric in dossier.programme.decided_later)
    return [values[key] for key in keys if key in values]


def counts_in(values: Values, dossier: Dossier) -> Counts:
    """Returns the members of the dossier's unit by level."""
    return {figure.metric: figure.value for figure in figures_of(values, dossier)}


def decided_in(values: Values, dossier: Dossier) -> Counts | None:
    """Returns the decided counts, or None unless all of them are decided.

    A cell that proposes new counts replaces what was decided before.
    """
    figures = figures_of(values, dossier)
    is_decided = bool(figures) and all(figure.stage is Stage.decided for figure in figures)
    return {figure.metric: figure.value for figure in figures} if is_decided else None


def are_undecided(values: Values, dossier: Dossier) -> bool:
    """Returns whether the levels are only proposed although the programme asks for a decision before a vote."""
    rule = dossier.campaign.programme.members_decided
    return (
        rule is not None
        and bool(rule.needed)
        and bool(figures_of(values, dossier))
        and decided_in(values, dossier) is None
    )
