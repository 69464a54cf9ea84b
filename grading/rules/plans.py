"""A scheme of several years against what was recognised: each year's number, and the share at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from grading.rules.programmes.parts.plan import Plan


class Standing(StrEnum):
    """`coming`: the year is not over, and the target not met yet; `untold`: the plan wants nothing of that year."""

    met = auto()
    missed = auto()
    coming = auto()
    untold = auto()


@dataclass(frozen=True, kw_only=True)
class PlanYear:
    """`recognised` in that year; `ever`: cells that have had the title since the scheme began; `share` is `ever` of all
    cells, in hundredths of a percent, rounded down so that it never says more than there is."""

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
    """At the end, or until now."""
    share_standing: Standing


def progress(plan: Plan, titled: Mapping[int, frozenset[int]], cells: int, this_year: int) -> PlanProgress:
    """`titled`: the cells that received the title, by year; `cells`: how many there are. Years before the scheme and
    after it do not count. A share is met only above its figure: "more than 25 percent" is not met by 25."""
    first, last = plan.years
    ever: frozenset[int] = frozenset()
    years = []
    for year in range(first, last + 1):
        ever |= titled.get(year, frozenset())
        years.append(_year(plan, year, len(titled.get(year, frozenset())), len(ever), cells, this_year))
    share, told = _share_at(plan, years), plan.share
    standing = Standing.untold
    if told:
        reached = cells > 0 and _ever_by(years, told.by) * 10000 > told.more_than * cells
        standing = _standing(reached, is_over=told.by < this_year)
    return PlanProgress(years=tuple(years), cells=cells, share=share, share_standing=standing)


def _year(plan: Plan, year: int, recognised: int, ever: int, cells: int, this_year: int) -> PlanYear:
    wanted = plan.wanted(year)
    standing = Standing.untold
    if wanted is not None:
        standing = _standing(recognised >= wanted, is_over=year < this_year)
    share = ever * 10000 // cells if cells else 0
    return PlanYear(year=year, recognised=recognised, wanted=wanted, standing=standing, ever=ever, share=share)


def _standing(is_reached: bool, *, is_over: bool) -> Standing:
    if is_reached:
        return Standing.met
    return Standing.missed if is_over else Standing.coming


def _ever_by(years: list[PlanYear], year: int) -> int:
    return next((each.ever for each in years if each.year == year), 0)


def _share_at(plan: Plan, years: list[PlanYear]) -> int:
    at = plan.share.by if plan.share else plan.years[1]
    return next((each.share for each in years if each.year == at), 0)
