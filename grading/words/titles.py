"""The demands of a title as lines: what is asked, what was found, and whether it is met, unmet or not known yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from grading import text
from grading.rules.conditions import Standing
from grading.rules.demands import Asked, Demand
from grading.rules.programme import Programme
from grading.words.demands import demand_words, found_words, standing_words
from grading.words.spoken import language
from grading.words.vocabulary import outcome_words


@dataclass(frozen=True, kw_only=True)
class DemandLine:
    """One line of the table of demands."""

    asked: str
    found: str
    standing: Standing

    @property
    def words(self) -> str:
        return standing_words(self.standing)


def demand_lines(demands: Iterable[Demand], programme: Programme) -> list[DemandLine]:
    return [
        DemandLine(asked=_asked(each, programme), found=_found(each, programme), standing=each.standing)
        for each in demands
    ]


def _asked(demand: Demand, programme: Programme) -> str:
    if demand.outcome is not None:
        return demand_words(demand.outcome.condition, programme)
    if demand.about is Asked.rating:
        return str(_("Xếp loại từ mức “%(level)s” trở lên", level=outcome_words(str(demand.needed_level))))
    needed = text.hundredths(demand.needed, language())
    if demand.about is Asked.total:
        return str(_("Tổng điểm từ %(points)s", points=needed))
    return str(_("Tiêu chí %(number)s từ %(points)s điểm", number=demand.criterion, points=needed))


def _found(demand: Demand, programme: Programme) -> str:
    if demand.outcome is not None:
        return found_words(demand.outcome, programme)
    if demand.about is Asked.rating:
        return outcome_words(demand.level) if demand.level else str(_("Chưa có kết quả xếp loại"))
    if demand.about is Asked.criterion and demand.standing is Standing.unknown:
        return str(_("Chưa đánh giá"))
    return text.hundredths(demand.value, language())
