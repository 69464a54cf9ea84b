"""Compares a scheme of several years with the recognised titles: the number of each year, and the share at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from grading.rules.programmes.parts.plan import Plan


class Standing(StrEnum):
    """The state of a target. `coming`: the year is not over, and the target is not met yet. `untold`: the plan sets no
    target for that year."""

    met = auto()
    missed = auto()
    coming = auto()
    untold = auto()


@dataclass(frozen=True, kw_only=True)
class PlanYear:
    """One year of a scheme. `recognised` counts the titles of that year.

    `ever` counts the cells that have received the title since the scheme began. `share` is `ever` divided by all
    cells, in hundredths of a percent, rounded down so that the share is never overstated.
    """

    year: int
    recognised: int
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


def progress(plan: Plan, titled: Mapping[int, frozenset[int]], cells: int, this_year: int) -> PlanProgress:
    """Returns the progress of the scheme.

    `titled` are the cells that received the title, by year; `cells` is the number of all cells. Years before or after
    the scheme do not count. The share must exceed its figure: 25 percent does not meet "more than 25 percent".
    """
    first, last = plan.years
    ever: frozenset[int] = frozenset()
    years = []
    for year in range(first, last + 1):
        ever |= titled.get(year, frozenset())
        years.append(_year(plan, year, len(titled.get(year, frozenset())), len(ever), cells=cells, this_year=this_year))
    share, target = _share_at(plan, years), plan.share
    standing = Standing.untold
    if target:
        reached = cells > 0 and _ever_by(years, target.by) * 10000 > target.more_than * cells
        standing = _standing(reached, is_over=target.by < this_year)
    return PlanProgress(years=tuple(years), cells=cells, share=share, share_standing=standing)


def _year(plan: Plan, year: int, recognised: int, ever: int, *, cells: int, this_year: int) -> PlanYear:
    target = plan.wanted(year)
    standing = Standing.untold
    if target is not None:
        standing = _standing(recognised >= target, is_over=year < this_year)
    share = ever * 10000 // cells if cells else 0
    return PlanYear(year=year, recognised=recognised, wanted=target, standing=standing, ever=ever, share=share)


def _standing(is_reached: bool, *, is_over: bool) -> Standing:
    if is_reached:
        return Standing.met
    return Standing.missed if is_over else Standing.coming


def _ever_by(years: list[PlanYear], year: int) -> int:
    return next((each.ever for each in years if each.year == year), 0)


def _share_at(plan: Plan, years: list[PlanYear]) -> int:
    at = plan.share.by if plan.share else plan.years[1]
    return next((each.share for each in years if each.year == at), 0)
