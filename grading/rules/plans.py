"""Compares a scheme of several years with what its plan counts in each year, and with the titles at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from types import MappingProxyType

from grading.rules.programmes.parts.plan import Counted, Plan


class Standing(StrEnum):
    """The state of a target. `coming`: the year is not over, and the target is not met yet. `untold`: the plan sets no
    target for that year."""

    met = auto()
    missed = auto()
    coming = auto()
    untold = auto()


@dataclass(frozen=True, kw_only=True)
class PlanYear:
    """One year of a scheme. `recognised` counts the titles of that year, `carrying_out` the cells that carried the
    model out, and `counted` those of the two that the target of the year counts.

    `ever` counts the cells that have received the title since the scheme began. `share` is `ever` divided by all
    cells, in hundredths of a percent, rounded down so that the share is never overstated.
    """

    year: int
    recognised: int
    carrying_out: int
    counted: int
    wanted: int | None
    standing: Standing
    ever: int
    share: int


@dataclass(frozen=True, kw_only=True)
class PlanProgress:
    years: tuple[PlanYear, ...]
    cells: int
    share: int
    """The share in the target's year or, without a target, in the scheme's last year (hundredths of a percent). It
    counts the titles given until now."""
    share_standing: Standing


def progress(
    plan: Plan, titled: Mapping[int, frozenset[int]], cells: int, this_year: int,
    carrying: Mapping[int, frozenset[int]] = MappingProxyType({}),
) -> PlanProgress:  # fmt: skip
    """Returns the progress of the scheme.

    `titled` are the cells that received the title, by year, `carrying` those that carried the model out; `cells` is the
    number of all cells. Years before or after
    the scheme do not count. The share must exceed its figure: 25 percent does not meet "more than 25 percent".
    """
    first, last = plan.years
    ever: frozenset[int] = frozenset()
    years = []
    for year in range(first, last + 1):
        ever |= titled.get(year, frozenset())
        counts = len(titled.get(year, frozenset())), len(carrying.get(year, frozenset()))
        years.append(_year(plan, year, counts, len(ever), cells=cells, this_year=this_year))
    share, target = _share_at(plan, years), plan.share
    standing = Standing.untold
    if target:
        reached = cells > 0 and _ever_by(years, target.by) * 10000 > target.more_than * cells
        standing = _standing(reached, is_over=target.by < this_year)
    return PlanProgress(years=tuple(years), cells=cells, share=share, share_standing=standing)


def _year(plan: Plan, year: int, counts: tuple[int, int], ever: int, *, cells: int, this_year: int) -> PlanYear:
    recognised, carrying_out = counts
    counted = carrying_out if plan.counts is Counted.carrying_out else recognised
    target = plan.wanted(year)
    standing = Standing.untold
    if target is not None:
        standing = _standing(counted >= target, is_over=year < this_year)
    share = ever * 10000 // cells if cells else 0
    return PlanYear(
        year=year, recognised=recognised, carrying_out=carrying_out, counted=counted, wanted=target, standing=standing,
        ever=ever, share=share,
    )  # fmt: skip


def _standing(is_reached: bool, *, is_over: bool) -> Standing:
    if is_reached:
        return Standing.met
    return Standing.missed if is_over else Standing.coming


def _ever_by(years: list[PlanYear], year: int) -> int:
    return next((each.ever for each in years if each.year == year), 0)


def _share_at(plan: Plan, years: list[PlanYear]) -> int:
    at = plan.share.by if plan.share else plan.years[1]
    return next((each.share for each in years if each.year == at), 0)
