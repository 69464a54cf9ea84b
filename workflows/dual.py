"""Two seats in one hand (kiêm nhiệm): the sides of a control that a small office may leave to one person."""

from workflows.processes import PROCESSES
from workflows.steps import Role, Side

JOINABLE = frozenset({frozenset({Side.review, Side.appraise}), frozenset({Side.review, Side.decide})})
"""Whoever appraises a dossier never records the decision on it, and no cell judges its own dossier."""


def side_of(role: Role) -> Side | None:
    """Returns the side on which the role works in every process; None for a role that only reads or keeps."""
    rows = [(step.role, step.side) for table in PROCESSES.values() for step in table.steps]
    rows += [(worker, act.side) for table in PROCESSES.values() for act in table.acts for worker in act.roles]
    return next((side for worker, side in rows if worker is role and side is not Side.read), None)


def sides_joined(role: Role, other: Role) -> frozenset[Side] | None:
    """Returns the two sides that a permission for these roles opens to one person; None if they cannot be joined."""
    sides = frozenset(side for each in (role, other) if (side := side_of(each)) is not None)
    return sides if sides in JOINABLE else None
