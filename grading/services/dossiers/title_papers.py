"""The conditions of a title as the report of a cell prints them. Papers are always in Vietnamese."""

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from grading import text
from grading.documents.papers import PaperDemand
from grading.models import Dossier
from grading.rules.conditions import Standing
from grading.rules.demands import Asked, Demand
from grading.rules.levels import Level
from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Looks, Operator
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.saying.findings import demand_said, found_said
from grading.services.dossiers import history, member_levels
from grading.services.dossiers.answers import own_layer
from grading.services.dossiers.titles import Title, title_of, title_then
from workflows import Layer

_STANDINGS: Mapping[Standing, str] = {
    Standing.holds: "Đạt",
    Standing.fails: "Chưa đạt",
    Standing.unknown: "Chưa rõ",
    Standing.judged: "Tập thể xem xét",
}
_LEVELS: Mapping[Level, str] = {
    Level.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Level.GOOD: "Hoàn thành tốt nhiệm vụ",
    Level.COMPLETED: "Hoàn thành nhiệm vụ",
    Level.NOT_COMPLETED: "Không hoàn thành nhiệm vụ",
    Level.NOT_RATED: "Không xếp loại",
}
_OPERATORS: Mapping[Operator, str] = {
    Operator.at_least: "từ",
    Operator.more_than: "trên",
    Operator.equal: "đúng",
    Operator.at_most: "không quá",
    Operator.less_than: "dưới",
}


def demands_of(session: Session, dossier: Dossier) -> Iterator[PaperDemand]:
    """Yields the conditions by the cell's own points: of what was sent, once it is sent, else as they stand now."""
    for demand in _title(session, dossier).demands:
        yield PaperDemand(
            asked=_asked(demand, dossier.programme),
            found=_found(demand, dossier.programme),
            standing=_STANDINGS[demand.standing],
        )


def _title(session: Session, dossier: Dossier) -> Title:
    sent = history.receipt(dossier)
    if sent and sent.revision:
        then = sent.revision.frozen.newest([Layer.self_])
        return title_then(session, dossier, sent.revision.frozen).of(then.outcome if then else None)
    own, figures = own_layer(dossier), member_levels.proposed(session, dossier)
    title = title_of(session, dossier, own, figures) or Title(demands=())
    return title.of(own.outcome if own else None)


def _asked(demand: Demand, programme: Programme) -> str:
    if demand.outcome is not None:
        condition = demand.outcome.condition
        if condition.looks is not Looks.figure or condition.sentence is not None:
            return demand_said(programme, condition, condition.sentence).vi
        name = programme.metric(condition.figure or "").name.vi
        needed = _shown(demand.outcome.needed or 0, condition.figure or "", programme)
        return f"{name} {_OPERATORS[condition.operator or Operator.equal]} {needed}"
    if demand.needed_level is not None:
        return f"Được xếp loại từ “{_LEVELS[demand.needed_level]}”"
    needed = text.hundredths(demand.needed)
    return f"Tổng điểm từ {needed}" if demand.about is Asked.total else f"Tiêu chí {demand.criterion} từ {needed} điểm"


def _found(demand: Demand, programme: Programme) -> str:
    if demand.outcome is not None and demand.outcome.condition.looks is not Looks.figure:
        return found_said(programme, demand.outcome.condition, demand.outcome).vi
    if demand.outcome is not None:
        value, figure = demand.outcome.value, demand.outcome.condition.figure or ""
        return "" if value is None else _shown(value, figure, programme)
    if demand.about is Asked.rating:
        return _LEVELS[demand.level] if demand.level else ""
    if demand.about is Asked.criterion and demand.standing is Standing.unknown:
        return ""
    return text.hundredths(demand.value)


def _shown(value: int, figure: str, programme: Programme) -> str:
    percent = programme.metric(figure).unit is MetricUnit.percent
    return text.hundredths(value) + ("%" if percent else "")
