"""Reads the quota."""

from collections.abc import Mapping
from typing import Any


def quota_form(quota: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Returns the quota of a checked document in the form that the dataclass needs; None for a table that says
    `quota: []`, which limits nothing."""
    if not quota:
        return None
    percentages = {name: quota.get(name) for name in ("pct", "exceptional_pct")}
    return {**quota, **{name: None if pct is None else int(pct * 100) for name, pct in percentages.items()}}
